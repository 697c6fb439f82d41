"""Somebody wants to use a tool now: yes; not like this, but; ask this colleague; and honest use in the past."""

import pytest

from roeland.assessments.models import PastUse, QuickCheckCount, QuickQuestion
from roeland.assessments.queries import latest_intake
from roeland.questionnaires import queries as sheets
from roeland.register.models import Application
from tests.browser import axe_findings, scrolls_sideways
from tests.building.questionnaires import YES
from tests.building.quick import a_frame, a_tool
from tests.journeys.acting import go, submit

PHONE = 390


@pytest.fixture
def writer(town):
    """An approved writing aid for public texts."""
    application = a_tool(town.employee)
    a_frame(application, actor=town.information_manager, citizens=True, house_rules="Haal namen weg.")
    return application


def ask(page, *, tool="other", name="", inputs=("none",), purpose="text_help", citizens="no"):
    """From the home page to the answer."""
    go(page, page.locator("main a[href='/may-i/']").first)
    page.locator(f"input[name=tool][value='{tool}']").check()
    if name:
        page.locator("input[name=tool_name]").fill(name)
    for kind in inputs:
        page.locator(f"input[name=inputs][value={kind}]").check()
    page.locator("select[name=purpose]").select_option(purpose)
    page.locator(f"input[name=citizens][value={citizens}]").check()
    submit(page)


def can_be_read(page):
    return axe_findings(page) == [] and not scrolls_sideways(page)


def press(page, form, button="button"):
    go(page, page.locator(f"form[action='{form}'] {button}").last)


@pytest.mark.parametrize("scripted", [True, False])
def test_yes_with_the_rules_of_the_house(town, visit, writer, scripted):
    page = visit(town.employee, width=PHONE, java_script_enabled=scripted)
    ask(page, tool=writer.pk)

    assert page.get_by_role("heading", level=1).inner_text() == "Ja, dat mag"
    answer = page.locator("main").inner_text()
    assert "Haal namen weg." in answer
    assert "Jij blijft verantwoordelijk" in answer
    page.reload()  # the browser sends the page again
    assert QuickCheckCount.objects.get().count == 1
    assert not scripted or can_be_read(page)


def test_yes_if_a_colleague_reads_it_first(town, visit, writer):
    page = visit(town.employee)
    ask(page, tool=writer.pk, citizens="yes")

    assert page.get_by_role("heading", level=1).inner_text() == "Ja, als je dit doet"
    assert "Een collega leest het resultaat na" in page.locator("main").inner_text()
    assert can_be_read(page)


def test_not_like_this_but_with_a_safe_way_and_the_use_becomes_an_intake(town, visit, writer):
    page = visit(town.employee, width=PHONE)
    ask(page, name="Gratis chatbot", inputs=("sensitive",))

    answer = page.locator("main").inner_text()
    assert page.get_by_role("heading", level=1).inner_text() == "Zo niet, maar wel anders"
    assert "Schrijfhulp" in answer
    assert "Laat weg: gewone gegevens over mensen, gevoelige gegevens over mensen." in answer
    assert can_be_read(page)

    press(page, "/may-i/report/")
    assert page.locator("input[name='use-name']").input_value().startswith("Gratis chatbot")
    assert not Application.objects.filter(name__startswith="Gratis").exists()
    assert can_be_read(page)
    submit(page)
    intake = latest_intake(Application.objects.get(name__startswith="Gratis"))
    assert "/step/" in page.url
    assert sheets.answers(intake.sheet)["personal_data"] == YES


@pytest.mark.parametrize("scripted", [True, False])
def test_one_click_asks_the_colleague_who_answers(town, visit, scripted):
    page = visit(town.employee, java_script_enabled=scripted)
    ask(page, name="Notulenhulp", inputs=("unknown",), purpose="minutes")
    assert (
        "Dit gaat naar Pia Vos (of naar wie die rol overneemt) en naar niemand anders"
        in page.locator("main").inner_text()
    )
    assert not QuickQuestion.objects.exists()
    page.locator("textarea[name=note]").fill("Mag dit bij een teamoverleg?")
    press(page, "/may-i/ask/")

    colleague = visit(town.privacy_officer)
    go(colleague, colleague.get_by_role("link", name="Antwoorden"))
    assert "Mag dit bij een teamoverleg?" in colleague.locator("main").inner_text()
    colleague.locator("textarea[name=reply]").fill("Alleen als iedereen het goed vindt.")
    submit(colleague)
    assert can_be_read(colleague)

    page.reload()
    assert "Alleen als iedereen het goed vindt." in page.locator("main").inner_text()


def test_honest_use_in_the_past_is_told_judged_and_answered(town, visit):
    page = visit(town.employee, width=PHONE)
    go(page, page.locator("main a[href='/may-i/']").first)
    go(page, page.locator("a[href='/may-i/past/']"))
    assert "Dank je dat je het zegt" in page.get_by_role("heading", level=1).inner_text()
    assert "Pia Vos" in page.locator("main").inner_text()
    page.locator("input[name=tool][value=other]").check()
    page.locator("input[name=tool_name]").fill("Gratis chatbot")
    page.locator("input[name=inputs][value=ordinary]").check()
    page.locator("textarea[name=story]").fill("Er gingen twee mails in.")
    go(page, page.get_by_role("button", name="Geef door aan de privacy officer"))

    officer = visit(town.privacy_officer)
    go(officer, officer.get_by_role("link", name="Beoordelen"))
    told = officer.locator("main").inner_text()
    assert "Eva Maes" in told
    assert "De voorgestelde termijn" in told
    officer.locator("input[name=verdict][value=breach]").check()
    officer.locator("textarea[name=reason]").fill("Namen in een privéaccount.")
    officer.locator("textarea[name=reply]").fill("Dank je. Laat het account zoals het is.")
    submit(officer)
    assert can_be_read(officer)
    assert PastUse.objects.get().verdict == "breach"

    page.reload()
    assert "Laat het account zoals het is." in page.locator("main").inner_text()
    assert can_be_read(page)
    # Three people in this team would say who it was.
    assert "Gratis chatbot" not in visit(town.manager).locator("main").inner_text()


@pytest.mark.english
def test_somebody_asks_in_english(town, visit, writer):
    page = visit(town.employee, language="en")
    ask(page, tool=writer.pk, inputs=("sensitive",))

    assert page.get_by_role("heading", level=1).inner_text() == "Not like this, but there is another way"
    assert "Leave out: ordinary data about people, sensitive data about people." in page.locator("main").inner_text()
    press(page, "/may-i/ask/")
    assert "Your question is sent." in page.locator("main").inner_text()
    assert QuickQuestion.objects.get().asked == town.privacy_officer
