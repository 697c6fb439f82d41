"""From what the law asks to what shows it: the privacy officer, the lawyer, and who is accountable."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from roeland.obligations.models import Duty
from roeland.register.models import Application
from tests.building.assessments import BENEFITS, a_classification
from tests.building.obligations import a_duty, a_measure_taken
from tests.building.organisation import a_person
from tests.journeys.acting import go, submit

DPIA = "N02"
NOTE = "main form[action$='/note/']"


@pytest.fixture
def benefits(town: SimpleNamespace) -> Application:
    made = a_classification(BENEFITS, actor=town.employee, unit=town.team, name="Toeslagenhulp")
    return made.application


def say(page: Page, standing: str, reason: str = "") -> None:
    page.locator(f"{NOTE} input[name=standing][value={standing}]").check()
    page.locator(f"{NOTE} [name=reason]").fill(reason)
    go(page, page.locator(f"{NOTE} button"))


@pytest.mark.parametrize("script", [True, False])
def test_the_privacy_officer_shows_that_the_dpia_is_done(town, visit, benefits, script):
    page = visit(town.privacy_officer, java_script_enabled=script)
    go(page, page.locator("a[href='/obligations/mine/']").last)
    go(page, page.get_by_role("link", name="Voer een DPIA uit"))
    say(page, "met", "Klaar.")
    expect(page.locator("main")).to_contain_text("Zonder bewijs telt het niet als vervuld.")
    expect(page.locator(f"{NOTE} [name=reason]")).to_have_value("Klaar.")  # nothing typed is lost

    go(page, page.get_by_role("link", name="Bewijs toevoegen"))
    page.locator("[name=title]").fill("DPIA toeslagen")
    submit(page)
    expect(page.locator("main")).to_contain_text("Geef een link, een bestand, of zeg in woorden wat het aantoont.")
    page.locator("[name=note]").fill("Met het advies van de FG.")
    submit(page)
    say(page, "met")
    expect(page.locator("main")).to_contain_text("vervuld")
    assert a_duty(benefits, DPIA).standing == "met"

    dossier = visit(town.employee, benefits.get_absolute_url(), java_script_enabled=script)
    expect(dossier.locator("main")).to_contain_text("1 zijn vervuld")
    go(dossier, dossier.get_by_role("link", name="Alle verplichtingen bekijken"))
    expect(dossier.locator("main")).to_contain_text("Voer een DPIA uit")


def test_the_lawyer_says_that_something_does_not_apply_and_nobody_else_can(town, visit, benefits):
    lawyer = a_person(town.organisation, "Jo Recht", role="lawyer")
    url = a_duty(benefits, DPIA).get_absolute_url()
    expect(visit(town.employee, url).locator(NOTE)).to_have_count(0)
    page = visit(town.privacy_officer, url)
    expect(page.locator(f"{NOTE} input[value=not_applicable]")).to_have_count(0)
    page = visit(lawyer, url)
    say(page, "not_applicable")
    expect(page.locator("main")).to_contain_text("Zeg waarom. Anderen moeten het later kunnen volgen.")
    say(page, "not_applicable", "De DPIA van de keten geldt ook hier.")
    expect(page.locator("main")).to_contain_text("De DPIA van de keten geldt ook hier.")


def test_one_course_meets_the_duty_of_every_application(town, visit, benefits):
    a_measure_taken(a_person(town.organisation, "Ilse Maenhout", role="hr_adviser"), title="Cursus AI")
    page = visit(town.information_manager, "/obligations/")
    go(page, page.get_by_role("link", name="Help collega’s om AI te begrijpen"))
    page.locator("main form [name=measure]").select_option(label="Cursus AI")
    go(page, page.locator("main form[action$='/cover/'] button"))
    expect(page.locator("main")).to_contain_text("Gedaan voor 1 toepassing.")
    assert Duty.objects.get(application=benefits, code="O01").standing == "met"
    go(page, page.get_by_role("link", name="Wat er van ons gevraagd wordt").first)
    go(page, page.get_by_role("link", name="Wat op ons afkomt"))
    expect(page.locator("main")).to_contain_text("2 december 2027")


@pytest.mark.english
def test_the_dpia_is_shown_in_english(town, visit, benefits):
    page = visit(town.privacy_officer, a_duty(benefits, DPIA).get_absolute_url(), language="en")
    expect(page.locator("h1")).to_contain_text("DPIA")
    say(page, "under_way", "Draft.")
    expect(page.locator("main")).to_contain_text("under way")
    assert a_duty(benefits, DPIA).standing == "under_way"
