"""A city with somebody in every role and one of every thing that has an address of its own."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from roeland.assessments import services as assessments
from roeland.assessments.models import Assessment, Intake, PastUse, QuickQuestion
from roeland.assessments.quick.checking import Asked
from roeland.assessments.uses import joining
from roeland.bodies import services as bodies
from roeland.bodies.models import AgendaItem, Body, Member, Paper, Recusal, Reference, Session
from roeland.content import shipped
from roeland.content.organising import Roles
from roeland.decisions import services as decisions
from roeland.decisions.models import GateRequest
from roeland.library.models import Document, ImportedForm, OwnVersion
from roeland.obligations import services as obligations
from roeland.obligations.models import Duty, Evidence, Risk
from roeland.obligations.models import Measure as TakenMeasure
from roeland.obligations.risk_matrices import proposal
from roeland.organisation.leaving.services import note_departure
from roeland.organisation.models import (
    AdoptedTerm,
    ClosingDays,
    Destruction,
    DestructionItem,
    DueNotice,
    Export,
    Hold,
    Organisation,
    PeopleFile,
    Person,
    RoleHeld,
    SupportConsent,
    Unit,
)
from roeland.organisation.packing import ask_for_export
from roeland.organisation.retention.adopting import adopt_term
from roeland.organisation.services import (
    add_closing_days,
    bring_logo,
    bring_people,
    give_role,
    invite,
    set_colours,
    use_logo,
)
from roeland.organisation.views.appearance import own
from roeland.organisation.views.journal import subject_of
from roeland.portfolio import services as portfolio
from roeland.portfolio.models import Experiment, Invitation, Measure
from roeland.questionnaires.models import Remark
from roeland.register import importing
from roeland.register.importing.sheets.starting import start_sheet
from roeland.register.models import Application, DatasetUsed, ImportRun, Phase, SavedMapping, Use
from roeland.register.queries import described, dossier
from roeland.register.views.sheets import sheet
from roeland.rules.retention import Length
from roeland.work.feeds import open_feed
from roeland.work.mailing import choose
from roeland.work.models import Message
from tests.building.assessments import CALL_EMOTIONS, PRIVACY_UNKNOWN, SPELLING, a_classification, sent
from tests.building.bodies import a_body, a_member, a_paper, a_reference, a_session, an_item, everybody_for, held
from tests.building.library import a_form_in_use, an_imported_form
from tests.building.matrix import an_adopted_version, an_offered_version
from tests.building.obligations import a_duty, a_file, a_measure_taken, a_risk, some_evidence
from tests.building.organisation import a_consent, a_person, a_role, a_unit, an_organisation
from tests.building.portfolio import a_lesson, a_measure, a_survey, running
from tests.building.questionnaires import these
from tests.building.quick import a_frame, a_past_use, a_question
from tests.building.register import an_application, with_all_parts
from tests.building.reporting import a_sent_advice, an_advice
from tests.house import assessed, road

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#0e2342"/></svg>'
ROLES = tuple(role.code for role in shipped.meaning("roles", Roles).roles)


@dataclass(frozen=True)
class City:
    """`things` has one of every model that a door loads; `arguments` fills what else stands in an address."""

    organisation: Organisation
    unit: Unit
    employee: Person
    holder_of: dict[str, Person]
    decider: Person
    applications: dict[str, Application]
    things: dict[Any, Any]
    arguments: dict[str, Any]


def build(word: str = "Nabij") -> City:
    """Somebody without a role reports what can be reported; nobody below has anything to do with it personally.

    `word` stands in every name, so that a page can be searched for what belongs to another city.
    """
    organisation = an_organisation(f"Stad {word}", demonstration=True)
    entity = a_unit(organisation, f"Bestuur {word}")
    unit = a_unit(organisation, f"Balie {word}", parent=entity)
    employee = a_person(organisation, f"Noor {word}", unit=unit)
    holder_of = {role: a_person(organisation, f"{role} {word}", role=role) for role in ROLES}
    decider = a_person(organisation, f"Tom {word}", role="team_manager", unit=unit)
    held = a_role(decider, "department_head", unit=unit, deputy=a_person(organisation, f"Dirk {word}"))
    applications = _applications(employee, unit, word)
    asked = GateRequest.objects.get(application=applications["asked"])
    parts = with_all_parts(applications["asked"], applications["decided"], employee, word)
    a_frame(applications["decided"], actor=holder_of["information_manager"])
    given, token = _comings_and_goings(organisation, holder_of, word)
    Use.objects.filter(pk=parts[Use].pk).update(contact=decider)  # who reported it is no contact that all may read
    joining.keep_answers(parts[Use], Asked(("none",), "text_help", "no", applications["asked"]))
    adopted = an_adopted_version(holder_of["information_manager"], holder_of["directorate"], act_organ=f"Raad {word}")
    offered = an_offered_version(holder_of["information_manager"], reason=f"Reden {word}")
    guest = Person.objects.create(organisation=organisation, name=f"Gast {word}", email=f"gast@{word.lower()}.test")
    things = {
        Application: applications["asked"],
        Intake: Intake.objects.get(application=applications["begun"]),
        GateRequest: asked,
        type(asked.classification): asked.classification,
        Person: employee,
        Unit: unit,
        RoleHeld: held,
        ImportRun: _import(holder_of["information_manager"], word),
        PeopleFile: _people(holder_of["administrator"], word),
        sheet: _sheet(holder_of["information_manager"], word),
        QuickQuestion: a_question(employee, f"Notulenhulp {word}"),
        PastUse: a_past_use(employee, f"Praathulp {word}"),
        SupportConsent: a_consent(holder_of["administrator"]),
        ClosingDays: _closing_days(holder_of["administrator"], word),
        Export: ask_for_export(organisation=organisation, actor=holder_of["administrator"]),
        own: _looks(holder_of["administrator"]),
        subject_of: applications["asked"],
        dossier: applications["asked"],
        OwnVersion: offered,
        described: applications["asked"],
        Document: _advice(holder_of["information_manager"], word),
        ImportedForm: an_imported_form(holder_of["privacy_officer"], name=f"Toets {word}"),
        **_destruction(organisation, applications["decided"], word),
        **parts,
        **road.walked(applications, holder_of, word),
        **_shown(applications["decided"], holder_of["information_manager"], word),
        **_trial(applications["decided"], employee, decider, word),
        **_bodies(holder_of["information_manager"], entity, word),
    }
    made = assessed.assessed(applications, holder_of, word)
    things |= {Assessment: made[Assessment], Remark: made[Remark]}
    ended = GateRequest.objects.get(application=applications["decided"])
    arguments = {
        **{f"decisions:{name} pk": ended.pk for name in ("organ", "letter", "letter_pdf", "public", "public_pdf")},
        **assessed.arguments(made),
        "assessments:open pk": Intake.objects.get(application=applications["unknown"]).pk,
        "assessments:step section": "what",
        "assessments:keep section": "what",
        "assessments:what_if code": "ai-system",
        "governance:note_act pk": adopted.pk,
        "library:withdraw pk": a_form_in_use(holder_of["ai_hub"], urn="urn:nl:kaart", name=f"Kaart {word}").pk,
        "governance:change place": "s02",
        "register:edit section": "identity",
        "organisation:stylesheet version": 1,
        "organisation:logo version": 1,
        "register:add_part kind": "dataset",
        "register:part kind": "dataset",
        "register:part part": parts[DatasetUsed].pk,
        "register:remove_part kind": "dataset",
        "register:remove_part part": parts[DatasetUsed].pk,
        "register:tell_apart other": applications["decided"].pk,
        "organisation:invitation code": invite(person=guest, actor=holder_of["administrator"]),
        "organisation:known_login provider": "stad",
        **{f"organisation:{name} kind": "application" for name in ("adopt_term", "kept", "hold_back")},
        "organisation:hold_back record": applications["asked"].pk,
        "obligations:one code": "O02",
        "obligations:cover_many code": "O02",
        "obligations:one_pdf code": "O02",
        "obligations:on_date code": "prohibited",
        "work:open_message pk": Message.objects.filter(organisation=organisation).first().pk,
        "demo:enter pk": employee.pk,
        "work:feed token": token,
        **{f"organisation:{name} pk": given.pk for name in ("role", "accept_role", "decline_role")},
    }
    return City(organisation, unit, employee, holder_of, decider, applications, things, arguments)


def _comings_and_goings(organisation: Organisation, holder_of: dict[str, Person], word: str) -> tuple[RoleHeld, str]:
    """Somebody who leaves, a role that waits to be accepted, and the secret address of somebody's calendar."""
    leaver = a_person(organisation, f"Vera {word}", role="spoke")
    arranged = {"leaves_on": date(2090, 1, 1), "successor": holder_of["spoke"], "others": {}}
    note_departure(person=leaver, actor=holder_of["administrator"], **arranged)
    given = give_role(person=holder_of["spoke"], role="user", actor=holder_of["administrator"])
    keeper, listed = holder_of["administrator"], f"Lijst {word}, 1.1"
    adopt_term(organisation=organisation, kind="support", length=Length(years=3), reference=listed, actor=keeper)
    choose(actor=holder_of["dpo"], blocking="daily", rest="never", hour=9)
    return given, open_feed(actor=holder_of["dpo"])


def _closing_days(administrator: Person, word: str) -> ClosingDays:
    day = date(2030, 5, 24)
    organisation = administrator.organisation
    return add_closing_days(organisation=organisation, name=f"Brugdag {word}", first=day, last=day, actor=administrator)


def _applications(employee: Person, unit: Unit, word: str) -> dict[str, Application]:
    """One at every place on the road: begun, with its experts, asked, decided, unknown, prohibited, undecided."""
    made = {
        "asked": a_classification(SPELLING, actor=employee, unit=unit, name=f"Spelling {word}").application,
        "decided": a_classification(SPELLING, actor=employee, unit=unit, name=f"Agenda {word}").application,
        "unknown": a_classification(PRIVACY_UNKNOWN, actor=employee, unit=unit, name=f"Vertaling {word}").application,
        "forbidden": a_classification(CALL_EMOTIONS, actor=employee, unit=unit, name=f"Emotie {word}").application,
        "with experts": sent(CALL_EMOTIONS, actor=employee, unit=unit, name=f"Stemming {word}").application,
        "begun": _begun(employee, unit, f"Notulen {word}"),
        "in use": an_application(
            employee.organisation,
            f"Kenteken {word}",
            unit=unit,
            owner=employee,
            supplier=f"Leverancier {word}",
            phase=Phase.PRODUCTION,
            undecided=True,
        ),
    }
    decisions.request_gate(application=made["asked"], actor=employee)
    road.decided(made["decided"], employee, word)
    return made


def _advice(actor: Person, word: str) -> Document:
    """A draft that follows on an advice that was sent."""
    a_sent_advice(actor, f"Advies {word}")
    return an_advice(actor, f"Concept {word}")


def _begun(employee: Person, unit: Unit, name: str) -> Application:
    intake = assessments.report(actor=employee, name=name, purpose="Maakt een verslag.", unit=unit)
    assessments.save(intake=intake, answers={"technique": these("learned")}, actor=employee)
    return intake.application


def _destruction(organisation: Organisation, application: Application, word: str) -> dict[type, Any]:
    """Something proposed to be destroyed, and something held back, by somebody who is nobody else here."""
    keeper = a_person(organisation, f"Abel {word}", role="administrator")
    where, now = {"organisation": organisation, "kind": "application"}, timezone.now()
    term = AdoptedTerm.objects.create(**where, years=10, reference=word, adopted_by=keeper, adopted_at=now)
    proposed = Destruction.objects.create(
        **where, term=term, ground=word, proposed_by=keeper, proposed_name=keeper.name, proposed_at=now
    )
    DestructionItem.objects.create(
        organisation=organisation,
        destruction=proposed,
        record=application.pk,
        label=application.name,
        started_on=date(2010, 1, 1),
        due_on=date(2020, 1, 1),
    )
    held = Hold.objects.create(
        **where, subject=application.pk, label=application.name, reason=word, placed_by=keeper, placed_at=now
    )
    DueNotice.objects.create(organisation=organisation, looked_on=date(2026, 1, 1))
    return {Destruction: proposed, Hold: held}


def _sheet(actor: Person, word: str) -> ImportRun:
    """A sheet of which somebody has to choose the columns."""
    upload = ContentFile(f"Naam;Kleur {word};Eigenaar\nTeller {word};rood;Wie dan ook\n".encode(), name=f"{word}.csv")
    run = start_sheet(upload=upload, actor=actor)
    where = {"organisation": actor.organisation, "headers": run.sheet["headers"], "saved_by": actor}
    SavedMapping.objects.create(**where, name=f"Lijst {word}", mapping=run.mapping)
    return run


def _import(actor: Person, word: str) -> ImportRun:
    record = {"name": f"Parkeren {word}", "uuid": f"{word}-1", "description_short": "Telt auto's.", "eigen veld": "x"}
    upload = ContentFile(json.dumps([record]).encode(), name=f"{word}.json")
    run = importing.start(upload=upload, dry_run=False, actor=actor)
    with run.file.content.open("rb") as file:
        return importing.carry_out(run, file, run.file.size)


def _people(actor: Person, word: str) -> PeopleFile:
    upload = ContentFile(f"naam;e-mail\nKaat {word};kaat@{word.lower()}.test".encode(), name=f"{word}.csv")
    return bring_people(organisation=actor.organisation, upload=upload, actor=actor)


def _bodies(actor: Person, entity: Unit, word: str) -> dict[Any, Any]:
    """A steering group with a session that is closed and one that is held, and a question that waits."""
    reference = a_reference(actor, entity, f"{word}-1", subject=f"Besluit {word}")
    said = {"organ": "college", "entity": entity, "number": f"{word}-2", "dated": reference.dated}
    said |= {"outcome": "in_favour", "subject": f"Nieuw besluit {word}"}
    bodies.correct_reference(reference=reference, why="Een ander nummer.", actor=actor, **said)
    body = a_body(actor, f"Stuurgroep {word}", rests_on=reference, way=Body.Way.CONSENSUS)
    chair = a_member(body, actor, f"Vic {word}", part=Member.Part.CHAIR, expertise="recht")
    a_member(body, actor, f"Wies {word}")
    bodies.seat(body=body, name=f"Uma {word}", tied=False, votes=False, starts=body.started, actor=actor)
    for is_closed in (True, False):
        session = held(a_session(body, actor, place=f"Zaal {word}"), actor)
        item = an_item(session, actor, f"Vraag {word}")
        paper = a_paper(item, actor, f"{word}.pdf")
        recusal = bodies.recuse(item=item, member=chair, reason=f"Kent {word}.", actor=actor)
        everybody_for(item, actor, "negative", openness=AgendaItem.Openness.PUBLIC, text=f"Niet doen, {word}.")
        bodies.write_minutes(session=session, text=f"Er was koffie, {word}.", is_public=True, actor=actor)
        if is_closed:
            bodies.discuss(item=item, outcome="no_advice", votes={}, text=f"Later, {word}.", actor=actor)
            bodies.conclude(item=item, actor=actor)
            bodies.close(session=session, actor=actor)
    bodies.put_on_agenda(body=body, title=f"Wacht {word}", question="Wat nu?", subject=entity, actor=actor)
    made = {Session: session, AgendaItem: item, Paper: paper, Recusal: recusal}
    return {Reference: reference, Body: body, Member: chair, **made}


def _trial(application: Application, employee: Person, decider: Person, word: str) -> dict[type, Any]:
    """An experiment that runs, with a measure, a lesson, a proposal and people who are asked."""
    trial = running(application, employee, decider, hypothesis=f"Sneller, {word}.", safeguards=f"Nalezen, {word}.")
    measure = a_measure(trial, employee, what=f"Fouten {word}", kind="quality")
    a_lesson(trial, employee, f"Korter, {word}.")
    portfolio.propose(experiment=trial, answer="go_live", reason=f"Werkt, {word}.", actor=employee)
    invitation = a_survey(trial, decider, [employee]).invitations.get()
    return {Experiment: trial, Measure: measure, Invitation: invitation}


def _shown(application: Application, actor: Person, word: str) -> dict[type, Any]:
    """An obligation under way, with a file that shows it in its second version."""
    duty = a_duty(application, "O02")
    first = some_evidence(duty, actor, title=f"Toets {word}", note=f"Alles na te lezen, {word}.")
    shown = some_evidence(duty, actor, title=f"Toets {word}", upload=a_file(f"{word}.pdf"), replaces=first)
    obligations.note(duty=duty, standing="under_way", reason=f"Bijna, {word}.", actor=actor)
    measure = a_measure_taken(actor, title=f"Cursus {word}", what=f"Twee uur, {word}.")
    obligations.cover(measure=measure, duties=[a_duty(application, "O01")], met=False, actor=actor)
    obligations.look(measure=measure, works=True, seen=f"Iedereen volgde ze, {word}.", actor=actor)
    risk = a_risk(application, actor, title=f"Lek {word}", effect=f"Gegevens van {word}.", owner=actor, measure=measure)
    cells = proposal().cells
    obligations.set_matrix(organisation=actor.organisation, cells=cells, reason=f"Zo, {word}.", actor=actor)
    return {Duty: duty, Evidence: shown, TakenMeasure: measure, Risk: risk}


def _looks(actor: Person) -> Organisation:
    """Colours, a logo that is shown, and one that is only looked at."""
    organisation = set_colours(organisation=actor.organisation, bar_colour="#0e2342", action_colour="", actor=actor)
    bring_logo(organisation=organisation, upload=ContentFile(SVG, name="logo.svg"), actor=actor)
    use_logo(organisation=organisation, actor=actor)
    bring_logo(organisation=organisation, upload=ContentFile(SVG, name="logo.svg"), actor=actor)
    return organisation
