"""From advice to a decision that deviates from it, a condition that is met, and an application that is stopped."""

import pytest

from roeland.decisions import services as decisions
from roeland.decisions.models import Condition, GateRequest
from roeland.decisions.weighing import Words
from roeland.register import services as register
from roeland.register.models import Phase
from tests.building.decisions import classified
from tests.building.organisation import a_person
from tests.journeys.acting import go, submit

LAW = "Het contract zegt niets over de gegevens."
WHY = "Het nieuwe contract komt in maart; tot dan gaan er geen gegevens in."
VACANT = ("architect", "procurement_officer")
KNOWN = {"personal-data": "certain"}
NOTHING_BUILT = {f"origin.{code}": False for code in ("built", "commissioned", "modified", "bought")}


@pytest.fixture
def lawyer(town):
    return a_person(town.organisation, "Julie Recht", role="lawyer")


@pytest.fixture
def asked(town, lawyer) -> GateRequest:
    """To use a chatbot, which the team reported and the manager owns: standard, with personal data."""
    chatbot = register.report(
        actor=town.employee, name="Chatbot afval", purpose="Beantwoordt vragen over afval.", unit=town.team
    )
    ours = town.manager
    register.appoint(application=chatbot, duty="owner", person=ours, actor=ours)
    classified(chatbot, route="standard", facts=NOTHING_BUILT, findings=KNOWN, actor=town.information_manager)
    return decisions.request_gate(application=chatbot, actor=town.employee, leads_to=Phase.PRODUCTION, gate="go_live")


def words(page) -> str:
    return page.locator("main").inner_text()


def advise(page, verdict, why, conditions="") -> None:
    """Go to the task on the home page and say what one finds."""
    go(page, page.locator("main a[href*='/decisions/inquiry/']").first)
    page.locator(f"input[name=verdict][value={verdict}]").check()
    page.locator("textarea[name=reasons]").fill(why)
    if conditions:
        page.locator("textarea[name=conditions]").fill(conditions)
    go(page, page.locator("form[action$='/answer/'] button.nl-button--primary"))


def test_an_advice_is_deviated_from_with_a_reason_and_a_condition_is_met(town, visit, asked, lawyer):
    by_law = visit(lawyer)
    advise(by_law, "negative", LAW)
    assert LAW in words(by_law)
    advise(visit(town.privacy_officer), "conditional", "Er staan namen in.", "Wis de vragen na 30 dagen.")

    colleague = visit(town.employee, asked.get_absolute_url())
    assert LAW in words(colleague)
    assert colleague.locator("input[name=answer]").count() == 0

    head = visit(town.head)
    go(head, head.locator(f"main a[href='{asked.get_absolute_url()}']").first)
    said = {one.role: one for one in asked.inquiries.all()}
    head.locator("input[name=answer][value=yes_if]").check()
    reason = head.locator(f"textarea[name='why-{said['lawyer'].pk}']")
    assert reason.get_attribute("required") is not None  # nobody deviates without a word
    reason.fill(WHY)
    for role in VACANT:
        head.locator(f"textarea[name='why-{said[role].pk}']").fill("Die rol heeft hier nog niemand.")
    head.locator(f"input[name='said-{said['privacy_officer'].pk}'][value=followed]").check()
    submit(head)
    go(head, head.locator("button[name=confirmed]"))
    assert WHY in words(head)

    manager = visit(town.manager)
    go(manager, manager.locator("main a[href*='/decisions/']").first)
    go(manager, manager.locator("main a[href*='/decisions/condition/']").first)
    manager.locator("textarea[name=how]").fill("De bewaartermijn staat op 30 dagen.")
    submit(manager)
    assert Condition.objects.get().is_met
    assert "De bewaartermijn staat op 30 dagen." in words(visit(town.employee, asked.get_absolute_url()))


def test_what_changed_is_shown_and_who_is_accountable_stops_it(town, visit, asked, lawyer):
    for one in asked.inquiries.filter(kind="advice", holder__isnull=False):
        decisions.give_advice(inquiry=one, verdict="positive", reasons="Goed.", actor=one.holder)
    said = {str(one.pk): Words("gap", "Nog niemand.") for one in asked.inquiries.filter(role__in=VACANT)}
    decisions.decide(gate_request=asked, answer="yes", reasons="Goed.", said=said, actor=town.head)
    dossier = asked.application.get_absolute_url()

    editor = visit(town.information_manager, f"{dossier}edit/identity/")
    editor.locator("[name=purpose]").fill("Zegt ook wie een boete krijgt.")
    submit(editor)
    head = visit(town.head, dossier)
    assert "vervalt op" in words(head)
    go(head, head.locator("main a[href$='/changes/']").first)
    assert "Zegt ook wie een boete krijgt." in words(head)

    colleague = visit(town.employee, dossier)
    assert colleague.locator("main a[href$='/stop/']").count() == 0
    by_hand = colleague.goto(f"/decisions/application/{asked.application_id}/stop/")
    assert by_hand is not None
    assert by_hand.status == 403
    head.goto(dossier)
    go(head, head.locator("main a[href$='/stop/']").first)
    head.locator("textarea[name=reason]").fill("Niemand vroeg om boetes.")
    submit(head)
    assert "Niemand vroeg om boetes." in words(visit(town.employee, dossier))
