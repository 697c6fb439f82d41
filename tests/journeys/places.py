"""Every page that a person can open, and who opens it here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from roeland.assessments.models import Intake, PastUse, QuickQuestion
from roeland.assessments.queries import latest
from roeland.bodies.models import Reference, Session
from roeland.library.models import Document, OwnVersion
from roeland.organisation.models import Departure, Person
from roeland.register.models import Appointment
from tests.house.city import City
from tests.house.doors import ALL, OURS, THEIRS

NO_PAGES = {
    "assessments:begin",
    "assessments:keep",
    "assessments:likely",
    "decisions:answer",
    "decisions:answer_back",
    "decisions:answer_unasked",
    "decisions:answer_warning",
    "decisions:ask_back",
    "decisions:case_file",
    "decisions:decide",
    "decisions:hand_over",
    "decisions:letter_pdf",
    "decisions:public_pdf",
    "decisions:move",
    "decisions:pull_in",
    "instruments:again",
    "instruments:begin",
    "instruments:close",
    "instruments:file",
    "instruments:keep",
    "instruments:output",
    "instruments:pdf",
    "instruments:reply",
    "instruments:settle",
    "obligations:cover",
    "obligations:cover_many",
    "obligations:accept_risk",
    "obligations:application_pdf",
    "obligations:one_pdf",
    "obligations:export",
    "obligations:file",
    "obligations:note",
    "governance:begin",
    "governance:give_back",
    "library:source",
    "library:take",
    "organisation:switch",
    "organisation:accept_role",
    "organisation:decline_role",
    "organisation:pass_on_role",
    "organisation:withdraw_departure",
    "work:end_absence",
    "work:open_feed",
    "work:close_feed",
    "work:feed",
    "organisation:invite",
    "organisation:end_role",
    "organisation:take_people",
    "organisation:throw_away",
    "organisation:trial",
    "organisation:withdraw_support",
    "organisation:confirm_destruction",
    "organisation:refuse_destruction",
    "organisation:withdraw_destruction",
    "organisation:resume_destruction",
    "organisation:certificate",
    "organisation:export",
    "organisation:exports",
    "organisation:fetch_export",
    "organisation:holidays",
    "organisation:remove_closing_days",
    "organisation:bring_logo",
    "organisation:logo_draft",
    "organisation:use_logo",
    "organisation:drop_logo",
    "organisation:stylesheet",
    "organisation:logo",
    "register:export",
    "register:document",
    "register:remove_document",
    "register:remove_part",
    "register:remove_view",
    "register:confirm_import",
    "register:withdraw_import",
    "register:wrong_rows",
    "work:open_message",
    "work:read_messages",
    "demo:enter",
    "ui:set_mode",
    "ui:set_language",
    "assessments:intake",
    "quick:ask",
    "quick:report",
    "quick:end_frame",
    "uses:end",
    "bodies:end",
    "bodies:send",
    "bodies:conclude",
    "bodies:take_back",
    "bodies:paper",
    "bodies:remove_paper",
    "bodies:correct",
    "uses:fits",
}
"""Addresses that only act, send a file, or lead on to another page."""

WHO = {
    "assessments": "employee",
    "bodies": "information_manager",
    "decisions": "decider",
    "decisions:organ": "information_manager",
    "decisions:court": "information_manager",
    "decisions:consult": "dpo",
    "decisions:all_unasked": "dpo",
    "decisions:dpo_year": "dpo",
    "decisions:everything": "dpo",
    "decisions:give_unasked": "dpo",
    "decisions:unasked": "dpo",
    "decisions:outcome": "dpo",
    "decisions:public": "information_manager",
    "decisions:recheck": "information_manager",
    "decisions:rechecks": "information_manager",
    "decisions:oversee": "dpo",
    "decisions:warn": "dpo",
    "governance": "information_manager",
    "governance:adopt": "directorate",
    "governance:note_act": "directorate",
    "instruments": "privacy_officer",
    "instruments:advise": "dpo",
    "instruments:sign": "department_head",
    "library": "privacy_officer",
    "obligations": "information_manager",
    "obligations:risk": "decider",
    "organisation": "administrator",
    "register": "information_manager",
    "register:change_view": "employee",
    "reporting": "information_manager",
    "reporting:council": "council_clerk",
    "uses": "information_manager",
    "portfolio": "decider",
    "portfolio:answer": "employee",
    "quick:frame": "information_manager",
    "quick:past_uses": "privacy_officer",
}
QUERIES = {
    "organisation:who_is_who": "?view=units",
    "register:list": "?class=minimal&phase=in_assessment&q=zzzz",
    "register:on_paper": "?class=minimal",
    "register:change_many": "?all=1",
    "register:keep_view": "?class=minimal&sort=-name",
    "obligations:everything": "?only=late&role=architect",
    "obligations:one": "?standing=met",
    "organisation:persons": "?q=zzzz",
    "organisation:kept": "?q=zzzz",
    "organisation:appearance": "?bar_colour=%235a1020&action_colour=%237a1030",
    "organisation:people_file": "?kind=changed",
    "organisation:journal": "?kind=decision",
    "assessments:open": "?all",
    "quick:check": "?q=zzzz",
    "bodies:references": "?q=zzzz",
    "work:search": "?q=zzzz",
    "decisions:recheck": "?show=own",
    "governance:matrix": "?role=architect&against=governance@1",
    "governance:who": "?about=s16",
    "reporting:picture": "?scope=all&quarter=2024-1",
    "reporting:write": "?last",
}
"""The other face of a page: filtered, or empty."""

SIGNED_OUT = ("account_login", "account_reset_password", "account_reset_password_done", "account_signup")
OF_ONES_OWN = (
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
)
THEIRS_ELSEWHERE = {
    "account_inactive",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "account_confirm_login_code",
    "account_confirm_email",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
    "socialaccount_connections",
}
"""Closed, or only there in the middle of signing in; the tests of the organisation look at these."""


@dataclass(frozen=True)
class Place:
    """A page: its name, where it stands, and who looks; nobody is somebody who is signed out."""

    name: str
    url: str
    person: Person | None
    status: int = 200


def places(city: City) -> Iterator[Place]:
    yield from _ours(city)
    yield from _dossiers(city)
    yield from (Place(name, reverse(name), None) for name in SIGNED_OUT)
    yield from (Place(name, reverse(name), city.employee) for name in OF_ONES_OWN)
    yield Place("a new password", _reset(city.employee), None)
    yield Place("not found", "/nowhere/", city.employee, status=404)
    yield Place("not for you", reverse("organisation:administration"), city.employee, status=403)


def _ours(city: City) -> Iterator[Place]:
    people = {"employee": city.employee, "decider": city.decider} | city.holder_of
    for door in OURS:
        if door.name in NO_PAGES:
            continue
        person = people[WHO.get(door.name) or WHO.get(door.name.partition(":")[0], "employee")]
        person = None if door.permission == "public" else person
        yield Place(door.name, door.url(city), person)
        if query := QUERIES.get(door.name):
            yield Place(f"{door.name} {query}", door.url(city) + query, person)


def _dossiers(city: City) -> Iterator[Place]:
    """An application at every place on the road, with its result; and the home page of who has something to do."""
    for name, application in city.applications.items():
        yield Place(f"dossier {name}", application.get_absolute_url(), city.employee)
        if found := latest(application):
            yield Place(f"result {name}", found.get_absolute_url(), city.employee)
    for name, role in (("unknown", "privacy_officer"), ("with experts", "lawyer")):
        intake = Intake.objects.get(application=city.applications[name])
        yield Place(f"open questions {role}", reverse("assessments:open", args=[intake.pk]), city.holder_of[role])
    for thing, role in ((city.things[PastUse], "privacy_officer"), (city.things[QuickQuestion], "information_manager")):
        yield Place(f"to answer, {role}", thing.get_absolute_url(), city.holder_of[role])
    frame = reverse("quick:frame", args=[city.applications["decided"].pk])
    yield Place("an approved tool", frame, city.holder_of["information_manager"])
    for section in ("place", "people", "general"):
        url = reverse("register:edit", args=[city.applications["asked"].pk, section])
        yield Place(f"edit {section}", url, city.holder_of["information_manager"])
    for kind in ("system", "relation"):
        url = reverse("register:add_part", args=[city.applications["asked"].pk, kind])
        yield Place(f"add a {kind}", url, city.holder_of["information_manager"])
    yield Place("asked to be owner", city.things[Appointment].get_absolute_url(), city.employee)
    yield Place("joining an approved tool", reverse("uses:add", args=[city.applications["decided"].pk]), city.employee)
    for role in ("directorate", "information_manager", "dpo", "council_clerk"):
        yield Place(f"home {role}", "/", city.holder_of[role])
    yield Place("home decider", "/", city.decider)
    sent = city.things[Document].previous
    yield Place("an advice that was sent", sent.get_absolute_url(), city.holder_of["directorate"])
    yield from _bodies(city)
    wrong = reverse("governance:change", args=[city.things[OwnVersion].pk, "start-forbidden"])
    yield Place("a gate in a draft", wrong, city.holder_of["information_manager"])
    yield Place("whom a unit needs", reverse("governance:who") + "?about=start-full", city.employee)
    adopted = reverse("governance:version", args=[city.arguments["governance:note_act pk"]])
    yield Place("an adopted matrix", adopted, city.employee)
    yield from _official(city)
    yield Place("messages", "/messages/", city.holder_of["dpo"])
    yield Place("a role to accept", reverse("organisation:role", args=[_waiting(city)]), city.holder_of["spoke"])
    yield Place("a planned departure", _leaving(city), city.holder_of["administrator"])
    yield Place("a calendar", reverse("work:calendar"), city.holder_of["dpo"])


def _official(city: City) -> Iterator[Place]:
    """An official form that is being filled in: as a whole, rows in rows, what is chosen from rows."""
    row, writer = city.arguments["instruments:output pk"], city.holder_of["privacy_officer"]
    yield Place("an official form", reverse("instruments:assessment", args=[row]), writer)
    for section in ("s3_1_1", "s2_1"):
        yield Place(f"of an official form {section}", reverse("instruments:part", args=[row, section]), writer)
    used = reverse("library:form", args=[city.arguments["library:withdraw pk"]])
    yield Place("a form in use", used, writer)


def _bodies(city: City) -> Iterator[Place]:
    """A session that is closed, for who manages it and for a colleague; and correcting a reference."""
    manager = city.holder_of["information_manager"]
    closed = Session.objects.get(organisation=city.organisation, state=Session.State.CLOSED)
    for person in (manager, city.employee):
        yield Place("a closed session", closed.get_absolute_url(), person)
    yield Place("correcting minutes", reverse("bodies:minutes", args=[closed.pk]), manager)
    newest = Reference.objects.get(organisation=city.organisation, correction=None)
    yield Place("correcting a reference", reverse("bodies:correct", args=[newest.pk]), manager)


def _waiting(city: City) -> Any:
    return city.arguments["organisation:role pk"]


def _leaving(city: City) -> str:
    leaver = Departure.objects.get(organisation=city.organisation).person_id
    return reverse("organisation:departure", args=[leaver])


def _reset(person: Person) -> str:
    token = default_token_generator.make_token(person.user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person.user), token])


def names_of_theirs() -> set[str]:
    """The names of allauth's own addresses."""
    return {door.pattern.name for door in ALL if door.address.startswith(THEIRS) and door.pattern.name}
