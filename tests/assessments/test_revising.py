"""An expert changes an earlier answer: first sees what it leads to, then keeps it; the earlier run stays."""

import pytest
from django.urls import reverse

from roeland.assessments import queries, services
from roeland.assessments.models import Intake
from roeland.journal.models import Entry
from roeland.questionnaires import queries as sheets
from tests.building.assessments import CALL_EMOTIONS, sent
from tests.building.organisation import a_person, a_unit
from tests.building.questionnaires import one, these


@pytest.fixture
def judged(ann, team, lawyer):
    """A case that the lawyer found prohibited, and first looked at without the city's lawyer."""
    first = sent(CALL_EMOTIONS, actor=ann, unit=team)
    intake = Intake.objects.get(sheet=first.sheet)
    known = {"point_f": one("applies"), "biometric": these("emotion")}
    _saved, found = services.settle(intake=intake, answers=known, actor=lawyer)
    assert found.route == "forbidden"
    return intake


def address(intake) -> str:
    return reverse("assessments:again", args=[intake.pk])


def posted(intake, **more: str) -> dict[str, object]:
    said = sheets.answers(intake.sheet)
    return {
        "point_f.seen": sheets.mark(said["point_f"]),
        "point_f": "safety",
        "biometric.seen": sheets.mark(said["biometric"]),
        "biometric": ["emotion"],
        "biometric.closing": "complete",
        **more,
    }


def test_the_lawyer_changes_an_answer_and_a_new_run_follows(judged, lawyer):
    fresh = services.revise(intake=judged, answers={"point_f": one("safety")}, actor=lawyer)

    assert fresh.findings.get(code="prohibited-f").state == "excluded"
    assert (fresh.occasion, fresh.made_by) == ("revised", lawyer)
    assert fresh.sheet != judged.sheet
    assert sheets.answers(judged.sheet)["point_f"] == one("applies")
    assert Entry.objects.get(verb="intake.revised").fields == ["point_f"]


def test_the_page_shows_first_what_the_change_leads_to_and_keeps_nothing(browsing, judged, lawyer):
    page = browsing(lawyer).post(address(judged), posted(judged))

    assert page.context["changed"].differs
    assert "Wat verandert als je dit bewaart" in page.content.decode()
    assert queries.history(judged.application).count() == 2


def test_a_second_press_keeps_it(browsing, judged, lawyer):
    reply = browsing(lawyer).post(address(judged), posted(judged, keep="1"))

    assert reply.url == queries.latest(judged.application).get_absolute_url()
    assert queries.history(judged.application).count() == 3


def test_the_own_answers_are_filled_in_and_those_of_others_are_not_there(browsing, judged, lawyer):
    page = browsing(lawyer).get(address(judged))

    assert {question.code: question.chosen for question in page.context["questions"]} == {
        "point_f": ("applies",),
        "biometric": ("emotion",),
    }


def test_the_result_leads_there_for_who_answered_and_for_nobody_else(browsing, judged, lawyer, ann):
    url = queries.latest(judged.application).get_absolute_url()

    assert address(judged) in browsing(lawyer).get(url).content.decode()
    assert address(judged) not in browsing(ann).get(url).content.decode()


def test_an_employee_cannot_change_what_the_lawyer_said(judged, ann):
    with pytest.raises(services.NotYours):
        services.revise(intake=judged, answers={"point_f": one("safety")}, actor=ann)


def test_an_expert_cannot_change_what_was_reported(judged, lawyer):
    with pytest.raises(services.NotYours):
        services.revise(intake=judged, answers={"technique": these("fixed_rules")}, actor=lawyer)


def test_the_same_answers_make_no_new_run(judged, lawyer):
    assert services.revise(intake=judged, answers={"point_f": one("applies")}, actor=lawyer) is None


def test_while_somebody_fills_it_in_again_one_waits(browsing, judged, lawyer, ann):
    services.begin(application=judged.application, actor=ann)

    with pytest.raises(services.BeingFilledIn):
        services.revise(intake=judged, answers={"point_f": one("safety")}, actor=lawyer)
    page = browsing(lawyer).get(address(judged), follow=True)
    assert "Ann Peeters vult de intake opnieuw in" in page.content.decode()


def test_what_is_over_is_not_changed(judged, lawyer):
    judged.application.phase = "rejected"
    judged.application.save()

    with pytest.raises(services.NotForThisPhase):
        services.revise(intake=judged, answers={"point_f": one("safety")}, actor=lawyer)


def test_an_answer_that_does_not_exist_comes_back_with_what_to_do(browsing, judged, lawyer):
    page = browsing(lawyer).post(address(judged), posted(judged, point_f="nonsense"))

    assert page.status_code == 422
    assert page.context["wrong"]


def test_who_holds_the_role_later_may_change_it_too(browsing, judged, city, lawyer):
    other = a_person(city, "Lena Nieuw", role="lawyer")

    assert browsing(other).get(address(judged)).status_code == 200


def test_who_holds_it_for_another_unit_may_not(browsing, judged, city):
    other = a_person(city, "Leo Elders", role="lawyer", unit=a_unit(city, "Sport"))

    assert browsing(other).get(address(judged)).status_code == 403


def test_another_organisation_finds_nothing(browsing, judged, stranger):
    assert browsing(stranger).get(address(judged)).status_code == 404
