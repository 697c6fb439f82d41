"""The administrator of two towns: people, words and colours of the one do not touch the other."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from roeland.organisation.models import Organisation, Person
from tests.browser import axe_findings, scrolls_sideways
from tests.building.organisation import a_person, a_support_login, a_unit, an_organisation
from tests.journeys.acting import go, submit

PEOPLE = """naam;e-mail;functie;onderdeel;rollen
Noor Maes;noor@voorbeeld.test;Jurist;Burgerzaken;jurist
Bart Claes;bart@voorbeeld.test;Klerk;Burgerzaken;
"""


@pytest.fixture
def village(town) -> SimpleNamespace:
    """A second town, with the same administrator and a colleague of its own."""
    organisation = an_organisation("Dorp Verder")
    a_unit(organisation, "Gemeente Verder")
    a_person(organisation, "Ad Beer", role="administrator", user=town.administrator.user)
    return SimpleNamespace(organisation=organisation, colleague=a_person(organisation, "Vera Verder"))


def at(name: str, *args) -> str:
    return reverse(f"organisation:{name}", args=args)


def can_be_read(page) -> bool:
    return axe_findings(page) == [] and not scrolls_sideways(page)


def enter(page, organisation: Organisation) -> None:
    page.goto(at("choose"))
    go(page, page.locator(f"button[name=organisation][value='{organisation.pk}']"))


def bar_of(page) -> str:
    return page.evaluate("getComputedStyle(document.querySelector('.rl-topbar')).backgroundColor")


def take_in(page, tmp_path, *, scripted: bool = True) -> None:
    """From the administration to the people of a file, through the look at each row."""
    file = tmp_path / "mensen.csv"
    file.write_text(PEOPLE)
    page.goto(at("administration"))
    go(page, page.locator(f"main a[href='{at('people_files')}']").first)
    page.locator("input[type=file]").set_input_files(file)
    submit(page)
    assert not scripted or can_be_read(page)  # axe itself is a script
    go(page, page.locator("form[action$='/take/'] button"))


@pytest.mark.parametrize("scripted", [True, False])
def test_one_administrator_looks_after_two_towns(town, village, visit, tmp_path, scripted):
    here, there = town.organisation, village.organisation
    page = visit(town.administrator, java_script_enabled=scripted)
    assert "Dorp Verder" in page.locator("main").inner_text()
    enter(page, here)
    take_in(page, tmp_path, scripted=scripted)
    assert len(people(here)) == 2
    assert not Person.objects.filter(organisation=there, name="Noor Maes").exists()

    page.goto(at("person", Person.objects.get(name="Noor Maes").pk))
    go(page, page.locator("form[action$='/invite/'] button"))
    assert "/invitation/" in page.content()

    page.goto(at("words"))
    page.locator("[name=nl-dpo]").fill("Gegevensbewaker")
    submit(page)
    page.goto(f"{at('appearance')}?bar_colour=%235a1020&action_colour=")
    assert bar_of(page) == "rgb(90, 16, 32)"
    assert not scripted or can_be_read(page)
    go(page, page.locator("main form[method=post] button.nl-button--primary").first)
    assert bar_of(page) == "rgb(90, 16, 32)"

    enter(page, there)
    assert bar_of(page) == "rgb(14, 35, 66)"
    page.goto(at("who_is_who"))
    assert "Gegevensbewaker" not in page.content()
    assert page.goto(at("person", town.employee.pk)).status == 404
    assert page.goto(at("change_person", town.employee.pk)).status == 404
    enter(page, here)
    page.goto(at("who_is_who"))
    assert "Gegevensbewaker" in page.content()
    assert page.goto(at("person", village.colleague.pk)).status == 404


def people(organisation: Organisation) -> set[Person]:
    return set(Person.objects.filter(organisation=organisation, name__in=["Noor Maes", "Bart Claes"]))


def test_a_file_with_a_problem_is_mended_and_brought_again(town, visit, tmp_path):
    page = visit(town.administrator, at("people_files"), width=390)
    file = tmp_path / "mensen.csv"
    file.write_text(PEOPLE.replace("Burgerzaken;jurist", "Bugerzaken;jurist"))
    page.locator("input[type=file]").set_input_files(file)
    submit(page)
    assert "Bugerzaken" in page.locator("main").inner_text()
    assert can_be_read(page)
    assert page.locator("form[action$='/take/']").count() == 0
    take_in(page, tmp_path)
    assert len(people(town.organisation)) == 2


def test_the_support_looks_along_only_while_that_is_allowed(town, visit):
    support = a_support_login("help@hoster.test")
    page = visit(town.administrator, at("support"))
    page.locator("[name=email]").fill("help@hoster.test")
    page.locator("[name=purpose]").fill("Een import stopt halverwege.")
    submit(page)
    assert can_be_read(page)
    helper = visit(SimpleNamespace(user=support), at("choose"))
    go(helper, helper.locator(f"button[name=organisation][value='{town.organisation.pk}']"))
    assert "kijkt mee" in helper.locator("main").inner_text()
    assert can_be_read(helper)
    go(page, page.locator("form[action$='/withdraw/'] button"))
    helper.reload()
    assert "Stad Voorbeeld" not in helper.content()


@pytest.mark.english
def test_an_administrator_takes_in_people_in_english(town, village, visit, tmp_path):
    page = visit(town.administrator, language="en")
    enter(page, town.organisation)
    take_in(page, tmp_path)
    assert "Taken in on" in page.locator("main").inner_text()
    assert len(people(town.organisation)) == 2
