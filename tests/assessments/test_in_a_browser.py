"""The wizard in a real browser: what one chooses is kept at once, and the page moves along without a jolt."""

import pytest
from django.conf import settings
from django.urls import reverse

from roeland.questionnaires import queries as sheets
from tests.browser import axe_findings, scrolls_sideways
from tests.building.assessments import BENEFITS, PRIVACY_UNKNOWN, SPELLING, filled
from tests.building.questionnaires import YES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(open_page, browsing, live_server):
    """Open a page as this person."""

    def visit_as(person, path, **options):
        cookie = browsing(person).cookies[settings.SESSION_COOKIE_NAME].value
        state = {"cookies": [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]}
        return open_page(path, storage_state=state, **options)

    return visit_as


@pytest.fixture
def data_step(intake, ann) -> str:
    filled(intake, SPELLING, actor=ann)
    return reverse("assessments:step", args=[intake.pk, "data"])


def test_a_choice_is_kept_at_once_and_the_focus_stays(visit, ann, intake, data_step):
    page = visit(ann, data_step)

    page.locator("input[name=personal_data][value=yes]").focus()
    page.keyboard.press("Space")
    page.locator("#q-data_kinds fieldset").first.wait_for()

    assert page.evaluate("document.activeElement.id") == "personal_data-0"
    assert page.locator("#kept").inner_text().startswith("Bewaard")
    assert sheets.answers(intake.sheet)["personal_data"] == YES


def test_a_question_that_is_not_needed_goes_and_comes_back_with_its_answer(visit, ann, data_step):
    page = visit(ann, data_step)
    page.locator("input[name=personal_data][value=yes]").check()
    page.locator("input[name=data_kinds][value=health]").check()
    page.locator("#data_kinds\\.seen[value]:not([value=''])").wait_for(state="attached")

    page.locator("input[name=personal_data][value=no]").check()
    page.locator("#q-data_kinds[hidden]").wait_for(state="attached")
    page.locator("input[name=personal_data][value=yes]").check()
    page.locator("#q-data_kinds fieldset").first.wait_for()

    assert page.locator("input[name=data_kinds][value=health]").is_checked()


def test_the_enter_key_goes_on_and_not_back(visit, ann, intake, data_step):
    page = visit(ann, data_step)
    page.locator("input[name=personal_data][value=no]").focus()

    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith(data_step))

    assert page.url.endswith(reverse("assessments:step", args=[intake.pk, "impact"]))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("answers", [BENEFITS, PRIVACY_UNKNOWN], ids=["high risk", "unknown"])
def test_every_page_can_be_read_by_everybody(visit, ann, intake, privacy_officer, width, answers):
    filled(intake, answers, actor=ann)
    check = reverse("assessments:check", args=[intake.pk])
    page = visit(ann, reverse("assessments:start"), width=width)
    paths = [reverse("assessments:step", args=[intake.pk, "data"]), check]

    for path in paths:
        assert (axe_findings(page), scrolls_sideways(page)) == ([], False)
        page.goto(path)
    page.get_by_role("button", name="Intake versturen").click()
    page.wait_for_url("**/result/**")
    assert (axe_findings(page), scrolls_sideways(page)) == ([], False)
    page.goto(reverse("assessments:open", args=[intake.pk]) + "?all")
    assert (axe_findings(page), scrolls_sideways(page)) == ([], False)
