"""An employee reports an application, does not know everything, and reads what that means."""

import pytest
from playwright.sync_api import expect

from roeland.content import shipped
from roeland.register.models import Application
from roeland.work.models import Task
from tests.building.organisation import a_person
from tests.journeys.acting import SPELLING, fill_in, go, press, report, settle, submit

NOT_SURE = SPELLING | {"personal_data": "unknown"}
LIFTS = {
    "technique": ("learned",),
    "output": ("prediction",),
    "users": ("staff_use",),
    "origin": ("bought",),
    "personal_data": "unknown",
    "domain": "unknown",
    "security": "unknown",
}
"""A watch over lifts, of which the user knows neither the data, nor the law, nor what an outage would do."""


def question(code, language="nl"):
    """The words of a question of the intake, or of an answer to it."""
    return shipped.text("intake", code, language).label


def finding(code):
    return shipped.text("classification", code, "nl").label


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
    assert question("personal_data") in result  # what is open
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


def waiting():
    """Who is asked in which role, at this moment."""
    tasks = Task.objects.filter(kind="answer_open_question", done_at=None).select_related("person")
    return sorted((task.role, task.person.name) for task in tasks)


def answer_task(page, known):
    """From the home page to the questions that wait for the person who looks, until none is left."""
    go(page, task_link(page))
    settle(page, known)


def test_three_colleagues_say_what_an_employee_did_not_know(town, visit):
    lawyer = a_person(town.organisation, "Jur Recht", role="lawyer")
    ciso = a_person(town.organisation, "Cis Veilig", role="ciso")
    page = visit(town.employee)
    report(page, "Liftwacht", "Voorspelt wanneer een lift stilvalt.")
    fill_in(page, LIFTS)
    submit(page)
    application = Application.objects.get()
    assert (application.ai_class, application.route) == ("unknown", "unknown")
    assert waiting() == [("ciso", "Cis Veilig"), ("lawyer", "Jur Recht"), ("privacy_officer", "Pia Vos")]

    answer_task(visit(town.privacy_officer), {"personal_data": "no"})
    answer_task(visit(ciso), {"security": ()})
    application.refresh_from_db()
    assert (application.ai_class, application.route) == ("unknown", "unknown")  # the law is still open
    answer_task(visit(lawyer), {"domain": ("product",), "product": "section_a"})
    application.refresh_from_db()
    assert (application.ai_class, application.route) == ("high", "full")
    assert not {"ciso", "lawyer", "privacy_officer"} & {role for role, _person in waiting()}

    message = visit(town.employee, "/messages/").locator("main").inner_text()
    assert "De uitkomst van Liftwacht is veranderd." in message
    page.goto(application.classifications.latest("made_at").get_absolute_url())
    why = page.locator("#finding-high-risk-annex-i")
    assert finding("high-risk-annex-i") in why.inner_text()
    why.locator("details summary").first.click()
    assert question("product.section_a") in why.inner_text()
    assert question("product") in why.inner_text()
    past = page.locator("main").inner_text()
    assert "Jur Recht" in past
    assert "Een collega beantwoordde een open vraag" in past


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
    expect(page.get_by_role("link", name="Spellinghulp")).to_be_visible()


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
    assert question("personal_data", "en") in result
    assert "Pia Vos (Privacy officer)" in result
    assert Application.objects.get().route == "unknown"
