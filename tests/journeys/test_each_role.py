"""Every role at one gate on the full route: what it sees, what it can do, and what the server refuses it."""

import time
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from playwright.sync_api import Page, expect

from roeland.decisions import services as decisions
from roeland.decisions.models import Advice, Decision, GateRequest, Inquiry, Oversight, UrgentWarning
from roeland.organisation.queries import roles
from roeland.register import services as register
from roeland.register.models import Application, Phase
from tests.building.decisions import classified
from tests.building.organisation import a_person
from tests.journeys.acting import go, submit

STANDING = ("track.", "steering_group", "ai_hub", "spoke", "ethics_expert", "ethics_board", "administrator")
FACTS = {f"origin.{code}": code == "bought" for code in ("built", "commissioned", "modified", "bought")}
FOUND = ("personal-data", "dpia-required", "security-medium", "employees-affected", "works-council-consent")
WHO = {
    "dpo": "Farid Ben",
    "ciso": "Cas Wit",
    "lawyer": "Julie Recht",
    "policy_adviser": "Bea Maat",
    "hr_adviser": "Hanne Raad",
    "procurement_officer": "Koen Koop",
    "architect": "Arno Bouw",
    "data_analyst": "Dana Lijst",
    "application_manager": "Abel Beheer",
    "i_adviser": "Ida Vragen",
    "staff_representation": "Olga Raad",
    "directorate": "Dina Wouters",
    "council_clerk": "Greet Griffie",
    "user": "Gust Gebruik",
}


@dataclass(frozen=True)
class Part:
    """What a role has to do with the gate: its task when it has one, and whether it may stop what is in use."""

    does: str = ""  # advice, facts, staff or decide
    stops: bool = False


PARTS = {
    "dpo": Part("advice"),
    "ciso": Part("advice", stops=True),
    "lawyer": Part("advice"),
    "privacy_officer": Part("advice"),
    "policy_adviser": Part("advice"),
    "hr_adviser": Part("advice"),
    "procurement_officer": Part("advice"),
    "architect": Part("advice"),
    "data_analyst": Part("facts"),
    "application_manager": Part("facts"),
    "i_adviser": Part(),
    "staff_representation": Part("staff"),
    "directorate": Part("decide", stops=True),
    "team_manager": Part(stops=True),
    "department_head": Part(stops=True),
    "information_manager": Part(),
    "council_clerk": Part(),
    "user": Part("facts"),
}
TASKS = {"advice": "input[name=verdict]", "facts": "textarea[name=text]", "staff": "input[name=verdict]"}


@pytest.fixture
def staffed(town) -> SimpleNamespace:
    """Somebody in every role, beside those that every story has."""
    held = {role: a_person(town.organisation, name, role=role) for role, name in WHO.items()}
    here = {"team_manager": town.manager, "department_head": town.head, "privacy_officer": town.privacy_officer}
    return SimpleNamespace(**vars(town), holds=held | here | {"information_manager": town.information_manager})


def a_request(staffed: SimpleNamespace, route: str = "full", found: tuple[str, ...] = FOUND) -> GateRequest:
    """To use something, which an employee reported and the manager owns."""
    employee, manager = staffed.employee, staffed.manager
    helper = register.report(actor=employee, name="Toeslaghulp", purpose="Helpt bij toeslagen.", unit=staffed.team)
    register.appoint(application=helper, duty="owner", person=manager, actor=manager)
    findings = dict.fromkeys(found, "certain")
    classified(helper, route=route, facts=FACTS, findings=findings, actor=staffed.information_manager)
    return decisions.request_gate(application=helper, actor=employee, leads_to=Phase.PRODUCTION)


def by_hand(page: Page, url: str, **fields: str) -> int:
    """Send something to an address without the button for it, as somebody would who knows it; return the status."""
    send = """async ([url, fields]) => {
        const body = new URLSearchParams(fields)
        body.append('csrfmiddlewaretoken', document.querySelector('[name=csrfmiddlewaretoken]').value)
        return (await fetch(url, {method: 'POST', body, redirect: 'manual'})).status
    }"""
    return page.evaluate(send, [url, fields])


def test_every_role_of_the_matrix_has_a_part_here():
    ours = {code for code in roles().by_code if not code.startswith(STANDING)}
    assert ours - {"council", "college"} == set(PARTS)  # organs decide in their own system


@pytest.mark.parametrize("role", PARTS)
def test_a_role_sees_the_gate_does_its_part_and_is_refused_the_rest(staffed, visit, role):
    asked, part, person = a_request(staffed), PARTS[role], staffed.holds[role]
    page = visit(person)
    mine = asked.inquiries.filter(holder=person).first()
    assert (page.locator(f"main a[href='{asked.get_absolute_url()}']").count() > 0) is (part.does == "decide")
    if part.does in TASKS:
        assert mine is not None
        go(page, page.locator(f"main a[href='{mine.get_absolute_url()}']").first)
        expect(page.locator(TASKS[part.does]).first).to_be_visible()
    else:
        assert page.locator("main a[href*='/decisions/inquiry/']").count() == 0

    page.goto(asked.application.get_absolute_url())
    gate = page.locator(".rl-card:has(#gate)")
    expect(gate).to_contain_text("Waarom is deze poort dicht?")
    expect(gate).to_contain_text("Dina Wouters")
    assert page.locator("main a[href$='/stop/']").count() == 0  # nothing is in use yet

    page.goto(asked.get_absolute_url())
    assert page.locator("input[name=answer]").count() == (4 if part.does == "decide" else 0)
    if part.does != "decide":
        assert (
            by_hand(page, reverse("decisions:decide", args=[asked.pk]), answer="no", reasons="Nee.", confirmed="1")
            == 403
        )
    for other in asked.inquiries.exclude(holder=person)[:3]:
        said = {"verdict": "positive", "reasons": "Namens een ander.", "disclosure": "public"}
        assert by_hand(page, reverse("decisions:answer", args=[other.pk]), **said) == 403
    if not part.stops:
        stop = reverse("decisions:stop", args=[asked.application_id])
        assert by_hand(page, stop, reason="Ik vind van wel.") in (403, 404)
    assert not Decision.objects.exists()
    assert not Advice.objects.exists()


def test_who_asked_and_the_owner_decide_nothing_themselves(staffed, visit):
    asked = a_request(staffed, "light", ())
    assert asked.holder == staffed.manager
    employee = visit(staffed.employee, asked.get_absolute_url())
    assert employee.locator("input[name=answer]").count() == 0
    assert by_hand(employee, reverse("decisions:decide", args=[asked.pk]), answer="yes", confirmed="1") == 403
    go(employee, employee.locator("main a[href$='/withdraw/']").first)
    submit(employee)
    asked.refresh_from_db()
    assert not asked.is_open

    owner = visit(staffed.manager, asked.application.get_absolute_url())
    go(owner, owner.locator("main a[href$='/ask/']").first)
    owner.locator("input[name=way][value='start:production']").check()
    submit(owner)
    own = GateRequest.objects.get(closed_at=None)
    assert own.holder == staffed.head  # nobody decides on their own request
    assert by_hand(owner, reverse("decisions:decide", args=[own.pk]), answer="yes", confirmed="1") == 403


def test_the_fg_takes_up_a_case_and_warns(staffed, visit):
    asked = a_request(staffed, "light", ())
    fg = visit(staffed.holds["dpo"], reverse("decisions:everything"))
    go(fg, fg.locator("form[action$='/pull-in/'] button").first)
    mine = Inquiry.objects.get(gate_request=asked, role="dpo")
    fg.goto(mine.get_absolute_url())
    fg.locator("input[name=verdict][value=negative]").check()
    fg.locator("textarea[name=reasons]").fill("De leverancier bewaart alles.")
    go(fg, fg.locator("form[action$='/answer/'] button.nl-button--primary"))
    assert Advice.objects.get().given_by == staffed.holds["dpo"]

    fg.goto(asked.application.get_absolute_url())
    go(fg, fg.locator("main a[href$='/warn/']").first)
    fg.locator("textarea[name=text]").fill("Dit moet vandaag uit.")
    submit(fg)
    manager = visit(staffed.manager)
    go(manager, manager.locator("main a[href*='/decisions/warning/']").first)
    manager.locator("textarea[name=answer]").fill("Het staat uit.")
    submit(manager)
    assert UrgentWarning.objects.get().answered_by == staffed.manager


def test_the_ciso_looks_and_stops_what_is_in_use(staffed, visit):
    asked = a_request(staffed, "light", ())
    decisions.decide(gate_request=asked, answer="yes", reasons="Goed.", actor=staffed.manager)
    dossier = asked.application.get_absolute_url()
    ciso = visit(staffed.holds["ciso"], dossier)
    assert ciso.locator("main a[href$='/stop/']").count() == 0  # only a mandate lets a CISO stop something
    staffed.holds["ciso"].roles_held.update(may_stop=True)
    ciso.goto(dossier)
    go(ciso, ciso.locator("main a[href$='/oversee/']").first)
    ciso.locator("[name=looked_at]").fill("Beveiligingstoets, versie 1")
    ciso.locator("[name=result]").first.check()
    submit(ciso)
    assert Oversight.objects.get().kind == "security"
    go(ciso, ciso.locator("main a[href$='/stop/']").first)
    ciso.locator("textarea[name=reason]").fill("Er is een lek.")
    submit(ciso)
    assert Application.objects.get().phase == Phase.STOPPED


def test_the_second_factor_is_asked_on_the_full_route_and_nothing_typed_is_lost(staffed, visit):
    asked, director = a_request(staffed, found=()), staffed.holds["directorate"]
    for one in asked.inquiries.filter(kind="advice", holder__isnull=False):
        decisions.give_advice(inquiry=one, verdict="positive", reasons="Goed.", actor=one.holder)
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(director.user, secret)
    page = visit(director, asked.get_absolute_url())
    page.locator("input[name=answer][value=no]").check()
    page.locator("textarea[name=reasons]").fill("Eerst een proef zonder gegevens.")
    submit(page)
    assert page.locator("button[name=confirmed]").count() == 0
    go(page, page.locator("main a[href*='reauthenticate']").first)
    page.locator("input[name=code]").fill(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))
    submit(page)
    expect(page.locator("main")).to_contain_text("Eerst een proef zonder gegevens.")
    go(page, page.locator("button[name=confirmed]"))
    assert Decision.objects.get().reasons == "Eerst een proef zonder gegevens."


def test_no_button_deviates_from_a_consent_that_was_refused(staffed, visit):
    asked = a_request(staffed)
    say = asked.inquiries.get(kind="consent")
    staff = visit(staffed.holds["staff_representation"])
    go(staff, staff.locator(f"main a[href='{say.get_absolute_url()}']").first)
    staff.locator("input[name=verdict][value=negative]").check()
    staff.locator("textarea[name=reasons]").fill("Te veel toezicht.")
    staff.locator("[name=reference]").fill("OR 2026-14")
    staff.locator("[name=reference_date]").fill("2026-11-02")
    go(staff, staff.locator("form[action$='/answer/'] button.nl-button--primary"))
    director = visit(staffed.holds["directorate"], asked.get_absolute_url())
    expect(director.locator("main")).to_contain_text("Te veel toezicht.")
    assert director.locator(f"[name='why-{say.pk}']").count() == 0
    others = asked.inquiries.exclude(pk=say.pk).exclude(kind="facts")
    said = {f"why-{one.pk}": "Te laat." for one in others} | {f"said-{one.pk}": "gap" for one in others}
    said |= {f"said-{say.pk}": "deviated", f"why-{say.pk}": "Toch."}
    url = reverse("decisions:decide", args=[asked.pk])
    assert by_hand(director, url, answer="yes", reasons="Toch.", confirmed="1", **said) == 409
    assert not Decision.objects.exists()
