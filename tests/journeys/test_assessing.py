"""A DPIA from the task to the signature: who writes, the experts, the DPO, who signs; nothing typed is lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from roeland.assessments.instruments import services
from roeland.assessments.models import Assessment
from roeland.obligations.models import Duty
from roeland.questionnaires import queries as sheets
from roeland.register.models import Application
from tests.building.assessments import BENEFITS, a_classification
from tests.building.instruments import a_row, begun, filled, said
from tests.building.organisation import a_person
from tests.journeys.acting import go, press, submit


@pytest.fixture
def benefits(town) -> Application:
    made = a_classification(BENEFITS, actor=town.employee, unit=town.team, name="Toeslagenhulp")
    return made.application


@pytest.fixture
def dpia(town, benefits) -> Assessment:
    return begun(benefits, town.privacy_officer)


@pytest.fixture
def dpo(town):
    return a_person(town.organisation, "Leen Baert", role="dpo")


def part(dpia: Assessment, section: str) -> str:
    return f"{dpia.get_absolute_url()}part/{section}/"


def answer(dpia: Assessment, code: str) -> object:
    return sheets.answers(dpia.sheet)[code].value


def kept(page: Page) -> None:
    expect(page.locator("#kept")).to_contain_text(re.compile("Bewaard|Kept"))


@pytest.mark.parametrize("script", [True, False])
def test_the_privacy_officer_begins_fills_in_and_is_told_what_is_missing(town, visit, benefits, script):
    page = visit(town.privacy_officer, benefits.get_absolute_url(), java_script_enabled=script)
    go(page, page.get_by_role("button", name="Begin: DPIA"))
    go(page, page.get_by_role("link", name="De risico’s", exact=True))
    press(page, "go", "add")
    page.locator("input[type=text][name^=risk_name-], input:not([type])[name^=risk_name-]").first.fill(
        "Een gezin staat altijd onderaan"
    )
    page.locator("input[name^=likelihood-][value=large]").check()
    page.locator("input[name^=impact-][value=large]").check()
    if script:
        expect(page.locator("main")).to_contain_text("Zo zwaar weegt het risico: Hoog")
    go(page, page.get_by_role("button", name="Dit deel is klaar"))
    expect(page.locator("main")).to_contain_text("Vul iets in. Je mag ook “weet ik niet” kiezen.")
    page.locator("textarea[name^=risk_how-]").first.fill("Het model leerde van vroeger.")
    go(page, page.get_by_role("button", name="Dit deel is klaar"))
    expect(page.locator("main")).to_contain_text("klaar")
    go(page, page.get_by_role("button", name="Sluit en vraag advies"))
    expect(page.locator("main")).to_contain_text("Nog niet: er ontbreekt nog iets")
    go(page, page.locator("main").get_by_role("link", name="De maatregelen").first)
    expect(page.locator("main")).to_contain_text("Een gezin staat altijd onderaan")


def test_an_expert_finds_the_part_in_my_work_and_fills_it_in(town, visit, dpia):
    for role, section, code in (("ciso", "security", "protection"), ("lawyer", "special", "special_used")):
        expert = a_person(town.organisation, f"Expert {role}", role=role)
        services.ask(assessment=dpia, section=section, person=expert, actor=town.privacy_officer)
        page = visit(expert)
        go(page, page.get_by_role("link", name=re.compile("Vul jouw deel in")).first)
        go(page, page.locator(f"a[href='{part(dpia, section)}']").first)
        for field in page.locator("main textarea").all():
            field.fill("Versleuteld, en alleen voor wie het nodig heeft.")
        for name in ("special_used", "number_used"):
            if page.locator(f"input[name={name}]").count():
                page.locator(f"input[name={name}][value=no]").check()
        go(page, page.get_by_role("button", name="Dit deel is klaar"))
        assert code in sheets.answers(dpia.sheet)
        # What is not theirs they can read, not change.
        page.goto(page.url.partition("/assessments/")[0] + part(dpia, "proposal"))
        expect(page.locator("main textarea")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
def test_the_dpo_advises_and_who_is_accountable_signs(town, visit, benefits, dpo, script):
    row = filled(benefits, town.privacy_officer)
    page = visit(town.privacy_officer, row.get_absolute_url(), java_script_enabled=script)
    go(page, page.get_by_role("button", name="Sluit en vraag advies"))
    expect(page.locator("main")).to_contain_text("Gevraagd, nog niet gegeven.")

    adviser = visit(dpo, java_script_enabled=script)
    go(adviser, adviser.get_by_role("link", name=re.compile("Geef advies over de toets")).first)
    go(adviser, adviser.get_by_role("link", name="Geef advies"))
    adviser.locator("input[name=verdict][value=conditions]").check()
    submit(adviser)
    expect(adviser.locator("main")).to_contain_text("Vul dit in.")
    adviser.locator("[name=text]").fill("Bewaar het korter.")
    submit(adviser)

    signer = visit(town.head, java_script_enabled=script)
    go(signer, signer.get_by_role("link", name=re.compile("Lees en onderteken")).first)
    go(signer, signer.get_by_role("link", name="Lees en onderteken"))
    expect(signer.locator("main")).to_contain_text("Bewaar het korter.")
    signer.locator("[name=answer_dpo]").fill("Zes maanden in plaats van twee jaar.")
    submit(signer)
    expect(signer.locator("main")).to_contain_text("Sindsdien niet veranderd.")
    assert Duty.objects.get(application=benefits, code="N02").standing == "met"

    owner = visit(town.employee, benefits.get_absolute_url(), java_script_enabled=script)
    go(owner, owner.locator("main").get_by_role("link", name="DPIA", exact=True))
    expect(owner.locator("main")).to_contain_text("Zes maanden in plaats van twee jaar.")


def test_two_people_in_one_part_lose_nothing(town, visit, dpia):
    one, other = (visit(person, part(dpia, "proposal")) for person in (town.privacy_officer, town.information_manager))
    one.locator("[name=purpose]").fill("Wat Pia schreef.")
    one.locator("[name=process]").focus()
    kept(one)
    other.locator("[name=process]").fill("Eerst dit, dan dat.")
    other.locator("[name=purpose]").fill("Wat de ander schreef.")
    other.locator("[name=process]").focus()
    expect(other.locator("#q-purpose")).to_contain_text("Wat Pia schreef.")
    expect(other.locator("[name=purpose]")).to_have_value("Wat de ander schreef.")
    assert (answer(dpia, "purpose"), answer(dpia, "process")) == ("Wat Pia schreef.", "Eerst dit, dan dat.")
    go(other, other.get_by_role("button", name="Bewaar en terug naar het overzicht"))
    assert answer(dpia, "purpose") == "Wat de ander schreef."


def test_a_connection_that_is_cut_while_typing_loses_nothing(town, visit, dpia):
    page = visit(town.privacy_officer, part(dpia, "proposal"), expects=("htmx:sendError", "htmx:afterRequest"))
    page.context.set_offline(True)
    page.locator("[name=purpose]").fill("In de trein geschreven.")
    page.locator("[name=process]").fill("Half een zin")
    page.locator("[name=purpose]").focus()
    expect(page.locator("#rl-failed-here")).not_to_be_empty()
    assert "process" not in sheets.answers(dpia.sheet)
    page.context.set_offline(False)  # nobody presses anything
    kept(page)
    assert (answer(dpia, "purpose"), answer(dpia, "process")) == ("In de trein geschreven.", "Half een zin")


def test_a_page_that_was_closed_before_it_was_kept_has_the_words_again(town, visit, dpia):
    page = visit(town.privacy_officer, part(dpia, "proposal"), expects=("htmx:sendError", "htmx:afterRequest"))
    page.route("**/keep/", lambda route: route.abort())
    page.locator("[name=purpose]").fill("Nog niet bewaard.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.unroute("**/keep/")
    expect(page.locator("[name=purpose]")).to_have_value("Nog niet bewaard.")
    expect(page.locator("main")).to_contain_text("Hier staat wat je eerder typte")
    page.reload()
    expect(page.locator("[name=purpose]")).to_have_value("Nog niet bewaard.")


@pytest.mark.english
def test_a_proposal_is_taken_over_in_english(town, visit, dpia, dpo):
    said(dpia, town.privacy_officer, purpose="To help.")
    a_row(dpia, "risks", town.privacy_officer)
    page = visit(dpo, f"{dpia.get_absolute_url()}question/purpose/", language="en")
    page.locator("[name=proposal]").fill("To help families that need it most.")
    page.locator("[name=to]").select_option(label="Pia Vos")
    submit(page)
    writer = visit(town.privacy_officer, f"{dpia.get_absolute_url()}question/purpose/", language="en")
    go(writer, writer.get_by_role("button", name="Make this the answer"))
    expect(writer.locator("main")).to_contain_text("To help families that need it most.")
    assert answer(dpia, "purpose") == "To help families that need it most."
