"""The information manager sees the whole picture and advises; the directorate reads it; the council clerk finds out."""

import pytest

from roeland.library.models import Document
from tests.building.organisation import a_person
from tests.building.register import an_application
from tests.journeys.acting import go, submit

SEEN = "Te veel is nog niet beslist."


@pytest.fixture
def director(town):
    return a_person(town.organisation, "Dina Wouters", role="directorate")


@pytest.fixture
def register(town):
    """Three that run and one that has ended; one of them affects people, of one nobody knows."""
    here = {"unit": town.team, "undecided": True, "phase": "production"}
    an_application(town.organisation, "Fraudescore", ai_class="high", route="full", affects_people="yes", **here)
    an_application(town.organisation, "Drone", **here)
    an_application(
        town.organisation, "Spelling", ai_class="minimal", route="light", affects_people="no", phase="reported"
    )
    an_application(town.organisation, "Oud", undecided=False, phase="retired", ai_class="high")


def figure(page, card, label):
    """The number behind a label in one of the cards."""
    return page.locator(f".rl-card:has(#{card}) tr", has=page.locator("th", has_text=label)).locator("td a")


def number(link) -> str:
    return link.inner_text().split()[0]


def write(page, title):
    page.locator("[name=title]").fill(title)
    page.locator("[name=see]").fill(SEEN)
    page.locator("[name=advise]").fill("Beslis eerst over hoog risico.\nWijs eigenaars aan.")
    page.locator("[name=ask]").fill("Wie beslist over drones?")
    submit(page)


def test_a_figure_leads_to_the_list_with_the_same_number(town, visit, register):
    page = visit(town.information_manager, "/")
    go(page, page.locator("nav a[href='/reports/']"))
    assert "3 toepassingen, 2 nog niet beslist, 3 zonder eigenaar." in page.locator("main").inner_text()
    for card, label in (("classes", "Hoog risico"), ("phases", "In gebruik"), ("classes", "Nog onbekend")):
        link = figure(page, card, label)
        counted = number(link)
        go(page, link)
        assert page.locator("[role=status]").first.inner_text().split()[0] == counted
        page.go_back()
    go(page, page.locator(".rl-card:has(#undecided) a", has_text="Toon ze in het register"))
    assert page.locator("[role=status]").first.inner_text().startswith("2 toepassingen")


def test_advice_goes_to_the_directorate_and_keeps_its_figures(town, visit, register, director):
    page = visit(town.information_manager, "/reports/")
    go(page, page.locator("a[href='/reports/advice/new/']"))
    write(page, "Advies van november")
    assert "Niemand heeft het al gekregen" in page.locator("main").inner_text()
    go(page, page.locator("a[href$='/send/']"))
    assert director.name in page.locator("main").inner_text()
    submit(page)
    assert "Het advies is verstuurd" in page.locator("main").inner_text()
    an_application(town.organisation, "Later", phase="reported")

    reader = visit(director, "/messages/")
    assert "Advies van november" in reader.locator("main").inner_text()
    reader.goto(Document.objects.get().get_absolute_url())
    told = reader.locator("main").inner_text()
    assert SEEN in told
    row = reader.locator("tr", has_text="Toepassingen die lopen")
    assert row.locator("td").inner_text().strip() == "3"

    page.goto("/reports/advice/")
    go(page, page.locator("a[href='/reports/advice/new/']"))
    go(page, page.locator("a[href='?last']"))
    assert page.locator("[name=see]").input_value() == SEEN
    assert "was 3, nu 4" in page.locator("aside").inner_text().replace("\xa0", " ")


def test_the_council_clerk_finds_out_in_two_clicks(town, visit, register):
    clerk = a_person(town.organisation, "Griet Pas", role="council_clerk")
    page = visit(clerk, "/")
    go(page, page.locator("a[href='/reports/council/']").first)
    told = page.locator("main").inner_text()
    assert "We gebruiken 2 toepassingen met AI; 1 raakt mensen rechtstreeks. Van 1 weten we het nog niet." in told
    row = page.locator("tr", has_text="Fraudescore").inner_text()
    assert "Burgerzaken" in row
    assert "Directie" in row
    assert page.locator("tr", has_text="Drone").count() == 0


@pytest.mark.english
def test_advice_goes_to_the_directorate_in_english(town, visit, register, director):
    page = visit(town.information_manager, "/reports/", language="en")
    assert "3 applications, 2 not yet decided, 3 without an owner." in page.locator("main").inner_text()
    go(page, page.locator("a[href='/reports/advice/new/']"))
    write(page, "Advice of November")
    go(page, page.locator("a[href$='/send/']"))
    submit(page)
    assert "The advice has been sent." in page.locator("main").inner_text()
