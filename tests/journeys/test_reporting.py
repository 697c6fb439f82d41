"""An employee reports an application, does not know one thing, and reads what that means."""

import pytest

from roeland.register.models import Application
from roeland.work.models import Task
from tests.journeys.acting import SPELLING, fill_in, go, press, report, submit

NOT_SURE = SPELLING | {"personal_data": "unknown"}


def task_link(page):
    """The way from the home page to an intake that waits for somebody."""
    return page.locator("main a[href*='/intake/']:not([href$='/new/'])").first


def tell(page, known):
    report(page, "Spellinghulp", "Verbetert spelfouten in brieven.")
    fill_in(page, known)
    submit(page)
    assert "/result/" in page.url


def test_an_employee_reports_with_one_dont_know_and_reads_the_result(town, visit):
    page = visit(town.employee)
    tell(page, NOT_SURE)

    assert "Spellinghulp" in page.get_by_role("heading", level=1).inner_text()
    result = page.locator("main").inner_text()
    assert "gegevens over mensen" in result  # what is open
    assert "Pia Vos" in result  # who would know
    assert "stand op" in result.lower()
    application = Application.objects.get()
    assert (application.phase, application.route) == ("in_assessment", "unknown")
    assert Task.objects.get(kind="answer_open_question").person == town.privacy_officer

    colleague = visit(town.privacy_officer)
    go(colleague, task_link(colleague))
    colleague.locator("input[name=personal_data][value=no]").check()
    submit(colleague)
    application.refresh_from_db()
    assert application.route == "light"
    page.goto(f"/register/{application.pk}/")
    assert "Licht" in page.locator("main").inner_text()


def test_what_was_answered_is_there_when_one_comes_back(town, visit):
    page = visit(town.employee)
    report(page, "Spellinghulp", "Verbetert spelfouten in brieven.")
    page.locator("input[name=technique][value=learned]").check()
    page.locator("input[name='technique.closing'][value=complete]").check()
    press(page, "go", "later")

    page = visit(town.employee)  # another day, another browser
    go(page, task_link(page))
    assert page.locator("input[name=technique][value=learned]").is_checked()


def test_reporting_needs_no_script(town, visit):
    page = visit(town.employee, java_script_enabled=False)
    tell(page, SPELLING)

    assert Application.objects.get().route == "light"
    page.locator("nav a[href='/register/']").first.click()
    assert page.get_by_role("link", name="Spellinghulp").is_visible()


def tab_to(page, selector):
    """Press Tab until the focus is there. A group of radio buttons is one stop."""
    for _press in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {selector}.")


def tick(page, selector):
    tab_to(page, selector)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"  # one sees where one is
    with page.expect_response(lambda response: response.url.endswith("/keep/")):
        page.keyboard.press("Space")


def test_one_step_of_the_intake_needs_only_a_keyboard(town, visit):
    page = visit(town.employee)
    report(page, "Spellinghulp", "Verbetert spelfouten in brieven.")

    for name, option in (("technique", "learned"), ("output", "edit")):
        tick(page, f"[name='{name}'][value='{option}']")
        tick(page, f"[name='{name}.closing']")
    tab_to(page, "[name=go][value=on]")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith("/step/use/")


@pytest.mark.english
def test_an_employee_reports_in_english(town, visit):
    page = visit(town.employee, language="en")
    tell(page, NOT_SURE)

    assert page.locator("html").get_attribute("lang") == "en"
    result = page.locator("main").inner_text()
    assert "Pia Vos (Privacy officer)" in result
    assert Application.objects.get().route == "unknown"
