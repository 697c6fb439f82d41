"""The manager of a team decides on what a colleague asks, and never on what is their own."""

import pytest

from roeland.decisions.models import Decision, GateRequest
from roeland.register.models import Application
from tests.building.assessments import SPELLING, a_classification
from tests.journeys.acting import go, press, submit


@pytest.fixture
def reported_by(town):
    """An application on the light route, reported by this person for the team."""

    def report(person) -> Application:
        return a_classification(SPELLING, actor=person, unit=town.team, name="Spellinghulp").application

    return report


def ask(page, application) -> GateRequest:
    """Ask from the dossier whether it may be used straight away."""
    page.goto(application.get_absolute_url())
    go(page, page.locator(f"main a[href='/decisions/application/{application.pk}/ask/']").first)
    page.locator("input[name=way][value='start:production']").check()
    submit(page)
    return GateRequest.objects.get()


def decide(page, answer, reasons):
    """Go to the task on the home page, answer, and confirm."""
    go(page, page.locator("main a[href*='/decisions/']").first)
    page.locator(f"input[name=answer][value={answer}]").check()
    page.locator("textarea[name=reasons]").fill(reasons)
    submit(page)
    press(page, "confirmed")


def test_a_manager_decides_on_what_a_colleague_asks(town, visit, reported_by):
    application = reported_by(town.employee)
    ask(visit(town.employee), application)

    manager = visit(town.manager)
    decide(manager, "yes", "Licht geval, goed beschreven.")

    assert "Licht geval, goed beschreven." in manager.locator("main").inner_text()
    application.refresh_from_db()
    assert application.phase == "production"
    told = visit(town.employee, "/messages/").locator("main").inner_text()
    assert "Spellinghulp" in told
    assert "Spellinghulp" in visit(town.information_manager, "/messages/").locator("main").inner_text()
    manager.goto(application.get_absolute_url())
    story = manager.locator(".rl-card:has(#journal)").inner_text()
    assert "Tom Claes" in story
    assert "Eva Maes" in story


def test_nobody_decides_on_their_own_request(town, visit, reported_by):
    application = reported_by(town.manager)
    page = visit(town.manager)
    request = ask(page, application)

    page.goto(request.get_absolute_url())
    assert page.locator("input[name=answer]").count() == 0
    assert "Hind Amrani" in page.locator("main").inner_text()  # the next level up

    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    fields = {"csrfmiddlewaretoken": token, "answer": "yes", "reasons": "Toch maar.", "confirmed": "1"}
    refused = page.request.post(f"{request.get_absolute_url()}decide/", form=fields)
    assert refused.status == 403
    assert "Niemand beslist over" in refused.text()
    assert not Decision.objects.exists()
    application.refresh_from_db()
    assert application.phase == "in_assessment"

    decide(visit(town.head), "no", "Eerst de werkinstructie.")
    application.refresh_from_db()
    assert application.phase == "rejected"


@pytest.mark.english
def test_a_manager_decides_in_english(town, visit, reported_by):
    application = reported_by(town.employee)
    ask(visit(town.employee, language="en"), application)

    page = visit(town.manager, language="en")
    decide(page, "yes", "A light case.")

    assert "Your decision is on record." in page.locator("main").inner_text()
    application.refresh_from_db()
    assert application.phase == "production"
