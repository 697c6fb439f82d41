"""A matrix is drafted, refused while it does not hold together, mended and adopted; anybody finds whom they need."""

import pytest

from roeland.library.models import OwnVersion
from tests.building.organisation import a_person
from tests.journeys.acting import go, submit

ACTIVITY = "s02"


@pytest.fixture
def director(town):
    return a_person(town.organisation, "Dina Wouters", role="directorate")


def main(page) -> str:
    return page.locator("main").inner_text()


def change(page, place):
    """Open one place of the draft."""
    go(page, page.locator(f"#{place} a"))


def put_accountable(page, role):
    change(page, ACTIVITY)
    page.locator("[name=accountable]").select_option(role)
    submit(page)


def adopt(page):
    go(page, page.locator("form", has=page.locator("[name=review_on]")).locator("button.nl-button--primary"))


def begin(page):
    go(page, page.locator("nav a[href='/governance/']"))
    go(page, page.locator("main a[href='/governance/matrix/']").first)
    submit(page)


def test_from_a_draft_that_is_refused_to_a_matrix_that_holds(town, visit, director):
    page = visit(town.information_manager, "/")
    begin(page)
    assert "Alles klopt." in main(page)

    put_accountable(page, "dpo")
    assert "1 ding klopt nog niet." in main(page)
    assert "houdt toezicht, en is daarom nooit eindverantwoordelijk" in page.locator(f"#{ACTIVITY}").inner_text()
    assert page.locator("a[href$='/offer/']").count() == 0

    put_accountable(page, "team_manager")
    assert "Alles klopt." in main(page)
    change(page, "start-light")
    page.locator("[name=answer_within]").fill("3")
    page.locator("[name=added_mark]").select_option("A")
    page.locator("[name=added_role]").select_option("i_adviser")
    page.locator("[name=added_code]").select_option("privacy-asked")
    submit(page)
    told = main(page)
    assert "binnen 3 werkdagen" in told
    assert "Adviseert (als er persoonsgegevens in gaan)" in told

    go(page, page.locator("a[href$='/offer/']"))
    page.locator("[name=reason]").fill("Dichter bij het werk.")
    submit(page)
    assert "De directie kreeg de vraag" in main(page)

    decider = visit(director, "/")
    go(decider, decider.locator(".rl-task", has_text="Stel vast wie wat doet").locator("a").first)
    go(decider, decider.locator("a[href$='/adopt/']"))
    assert "Dichter bij het werk." in main(decider)
    for name, said in (("act_organ", "gemeenteraad"), ("act_number", "2026/14"), ("act_date", "2026-10-05")):
        decider.locator(f"[name={name}]").fill(said)
    adopt(decider)
    assert "Deze versie geldt vanaf nu." in main(decider)
    assert OwnVersion.objects.get().state == "adopted"

    reader = visit(town.manager, "/organisation/my-roles/")
    reader.locator("main summary").first.click()
    assert "Opvolgen hoe AI-geletterd de organisatie is" in main(reader)


def test_whom_one_needs_is_three_clicks_away_on_a_phone(town, visit):
    page = visit(town.employee, "/", width=390)
    menu = page.locator("button.rl-menuknop")
    if menu.is_visible():
        menu.click()
    go(page, page.locator("nav a[href='/governance/']"))
    go(page, page.locator("main a[href='/governance/who/']").first)
    go(page, page.locator("main a[href='?about=start-light']"))
    told = main(page)
    assert "Tom Claes" in told
    assert "Omdat Tom Claes teammanager is van Burgerzaken." in told


@pytest.mark.english
def test_a_matrix_is_adopted_in_english(town, visit, director):
    page = visit(town.information_manager, "/", language="en")
    begin(page)
    put_accountable(page, "nobody")
    assert "Nobody is accountable (EV). Choose one role." in main(page)
    put_accountable(page, "team_manager")
    go(page, page.locator("a[href$='/offer/']"))
    page.locator("[name=reason]").fill("Closer to the work.")
    submit(page)
    decider = visit(director, "/", language="en")
    go(decider, decider.locator(".rl-task", has_text="Adopt who does what").locator("a").first)
    go(decider, decider.locator("a[href$='/adopt/']"))
    adopt(decider)
    assert "This version holds from now on." in main(decider)
