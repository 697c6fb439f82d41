"""Somebody reports what is there already: their team joins it, or they say why theirs is another one."""

import pytest

from roeland.assessments.models import Intake
from roeland.register.models import Application, Relation, Use
from tests.browser import axe_findings, scrolls_sideways
from tests.building.organisation import a_person
from tests.building.quick import a_frame, a_tool
from tests.journeys.acting import go, scripted, submit

PHONE = 390


@pytest.fixture
def writer(town):
    """An approved writing aid for public texts."""
    application = a_tool(a_person(town.organisation, "Noor Bos"), "Schrijfhulp voor klare taal")
    a_frame(application, actor=town.information_manager, citizens=True, house_rules="Haal namen weg.")
    return application


def begin(page):
    """Type a name with a slip, until the likely one stands on the page: at once, or after sending it."""
    go(page, page.locator("a[href='/intake/new/']").first)
    page.locator("input[name=name]").press_sequentially("Schijfhulp klare taal")
    if not scripted(page):
        page.locator("[name=purpose]").fill("Wij herschrijven brieven.")
        submit(page)
    page.locator("#likely").wait_for()
    if scripted(page):
        page.locator("[name=purpose]").fill("Wij herschrijven brieven.")


@pytest.mark.parametrize("script", [True, False])
def test_an_employee_joins_a_tool_that_is_there(town, visit, writer, script):
    page = visit(town.employee, width=PHONE, java_script_enabled=script)
    begin(page)
    assert "Bestaat dit al?" in page.locator("#likely").inner_text()
    assert not script or (axe_findings(page) == [] and not scrolls_sideways(page))

    go(page, page.get_by_role("button", name="Dit is dezelfde: wij gebruiken het ook"))
    assert page.locator("[name=what_for]").input_value() == "Wij herschrijven brieven."
    page.locator("input[name=people]").fill("8")
    page.locator("input[name=inputs][value=none]").check()
    page.locator("select[name=purpose]").select_option("text_help")
    page.locator("input[name=citizens][value=no]").check()
    submit(page)

    use = Use.objects.get()
    assert (use.application, use.unit, use.people) == (writer, town.team, 8)
    assert "Haal namen weg." in page.locator("main").inner_text()
    assert Application.objects.count() == 1
    assert not Intake.objects.filter(application__reporter=town.employee).exists()
    page.goto(writer.get_absolute_url())
    assert "Wij herschrijven brieven." in page.locator("main").inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_another_one_is_told_apart_and_the_handler_reads_why(town, visit, writer, script):
    page = visit(town.employee, java_script_enabled=script)
    begin(page)
    if script:  # going on without a choice brings the page back once
        submit(page)
        assert page.locator("[name=purpose]").input_value() == "Wij herschrijven brieven."
    page.locator("[name=apart_reason]").fill("Die van ons is voor kinderen.")
    submit(page)

    assert "/step/" in page.url
    row = Relation.objects.get()
    assert (row.application.name, row.other) == ("Schijfhulp klare taal", writer)
    handler = visit(town.manager, row.application.get_absolute_url())
    said = handler.locator("main").inner_text()
    assert "Eva Maes zei: “Die van ons is voor kinderen.”" in said


def rename(page, name):
    with page.expect_response(lambda response: response.url.endswith("/likely/")):
        page.locator("input[name=name]").fill(name)


def test_what_is_typed_in_a_reason_stays_whatever_one_types_next(town, visit, writer):
    page = visit(town.employee)
    begin(page)
    page.locator("[name=apart_reason]").fill("Die van ons is voor kinderen.")
    rename(page, "Kentekenscan")
    page.locator("#likely").wait_for(state="detached")
    rename(page, "Schrijfhulp klare taal")
    page.locator("#likely").wait_for()
    assert page.locator("[name=apart_reason]").input_value() == "Die van ons is voor kinderen."


def test_enter_in_a_field_goes_on_and_joins_nothing(town, visit, writer):
    page = visit(town.employee)
    begin(page)
    with page.expect_navigation():
        page.locator("input[name=name]").press("Enter")
    assert page.url.endswith("/intake/new/")
    assert page.locator("[name=apart_reason]").is_visible()


@pytest.mark.english
def test_an_employee_joins_in_english(town, visit, writer):
    page = visit(town.employee, language="en")
    begin(page)
    go(page, page.get_by_role("button", name="This is the same: we use it too"))
    assert page.get_by_role("heading", level=1).inner_text() == "We use Schrijfhulp voor klare taal too"
