"""Somebody is appointed as AI owner and declines; who appointed reads why, and finds another."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from roeland.register.models import Application
from tests.building.register import a_reported_application
from tests.journeys.acting import go, submit


@pytest.fixture
def chatbot(town) -> Application:
    return a_reported_application(town.employee, "Chatbot afval")


def appoint(visit, town: SimpleNamespace, application: Application, name: str, **options) -> Page:
    page = visit(town.information_manager, f"/register/{application.pk}/edit/place/", **options)
    page.locator("[name=owner]").select_option(label=name)
    submit(page)
    return page


def open_task(page: Page) -> None:
    go(page, page.locator(".rl-task__go a").first)


def decline(page: Page, reason: str) -> None:
    open_task(page)
    page.locator("input[name=accepted][value=no]").check()
    submit(page)
    expect(page.locator(".rl-summary")).to_be_visible()  # without a reason nobody can find another
    page.locator("[name=reason]").fill(reason)
    submit(page)


@pytest.mark.parametrize("script", [True, False])
def test_an_owner_declines_and_another_accepts(town, visit, chatbot, script):
    browser = {"java_script_enabled": script}
    dossier = appoint(visit, town, chatbot, "Tom Claes", **browser)
    expect(dossier.locator("main")).to_contain_text("aangewezen door Ilse Roels op")
    expect(dossier.locator("main")).to_contain_text("nog niet aangenomen")

    decline(visit(town.manager, **browser), "Burgerzaken gebruikt dit niet meer.")
    chatbot.refresh_from_db()
    assert chatbot.owner is None

    seeker = visit(town.information_manager, **browser)
    expect(seeker.locator("main")).to_contain_text("Burgerzaken gebruikt dit niet meer.")
    open_task(seeker)
    go(seeker, seeker.get_by_role("link", name="Iemand anders aanwijzen"))
    seeker.locator("[name=owner]").select_option(label="Hind Amrani")
    submit(seeker)

    page = visit(town.head, **browser)
    open_task(page)
    page.locator("input[name=accepted][value=yes]").check()
    submit(page)
    chatbot.refresh_from_db()
    assert (chatbot.owner, chatbot.owner_accepted) == (town.head, True)


@pytest.mark.english
def test_an_owner_declines_in_english(town, visit, chatbot):
    appoint(visit, town, chatbot, "Tom Claes", language="en")
    page = visit(town.manager, language="en")
    expect(page.locator("main")).to_contain_text("You are appointed as AI owner of Chatbot afval")
    decline(page, "We no longer use it.")
    chatbot.refresh_from_db()
    assert chatbot.owner is None
