"""What experts are asked, what nobody else may say for them, and where a question goes that they cannot answer."""

import pytest
from django.urls import reverse

from roeland.assessments import queries, services
from roeland.assessments.models import ANSWER_OPEN_QUESTION, Intake
from roeland.organisation.models import Person
from roeland.work.models import Message, Task
from tests.building.assessments import BENEFITS, CALL_EMOTIONS, PRIVACY_UNKNOWN, SPELLING, sent
from tests.building.organisation import a_person
from tests.building.questionnaires import DONT_KNOW, NO, NONE, YES, one, these

# Nobody judges persons here, so that it is not known yet whether the exception for Annex III holds.
HELP_WITH_AID = BENEFITS | {"effect": these("legal_effect")}


def open_tasks(intake: Intake) -> dict[str, Person]:
    tasks = Task.objects.filter(subject_id=intake.pk, kind=ANSWER_OPEN_QUESTION, done_at=None)
    return {task.role: task.person for task in tasks.select_related("person")}


def report_of(classification) -> Intake:
    return Intake.objects.get(sheet=classification.sheet)


@pytest.fixture
def buyer(city):
    return a_person(city, "Bram Koper", role="procurement_officer")


@pytest.fixture
def ciso(city):
    return a_person(city, "Chris Veilig", role="ciso")


def test_every_role_gets_one_task_with_all_its_questions(ann, team, lawyer, privacy_officer, ciso, information_manager):
    intake = report_of(sent(CALL_EMOTIONS, actor=ann, unit=team))

    asked = open_tasks(intake)
    assert asked["lawyer"] == lawyer
    assert asked["privacy_officer"] == privacy_officer
    assert asked["ciso"] == ciso
    detail = Task.objects.get(subject_id=intake.pk, role="ciso").detail
    assert len(detail.splitlines()) == 3


def test_a_simple_case_asks_no_expert(ann, team, lawyer, privacy_officer, ciso, information_manager):
    assert not open_tasks(report_of(sent(SPELLING, actor=ann, unit=team)))


def test_an_employee_cannot_say_that_an_exception_holds(ann, team, lawyer):
    classification = sent(CALL_EMOTIONS, actor=ann, unit=team)

    with pytest.raises(services.NotYours) as refused:
        services.settle(intake=report_of(classification), answers={"point_f": one("safety")}, actor=ann)

    assert refused.value.questions == ("point_f",)
    assert queries.history(classification.application).count() == 1


def test_an_expert_cannot_answer_for_another(ann, team, lawyer, ciso):
    intake = report_of(sent(CALL_EMOTIONS, actor=ann, unit=team))

    with pytest.raises(services.NotYours):
        services.settle(intake=intake, answers={"point_f": one("safety")}, actor=ciso)


def test_nobody_slips_an_expert_answer_into_an_unsent_intake(intake, ann):
    with pytest.raises(services.NotYours):
        services.save(intake=intake, answers={"exception_file": YES}, actor=ann)


def test_the_page_shows_experts_only_their_part(browsing, ann, team, lawyer, ciso):
    intake = report_of(sent(CALL_EMOTIONS, actor=ann, unit=team))

    page = browsing(ciso).get(reverse("assessments:open", args=[intake.pk]) + "?all")

    codes = {question.code for _role, questions in page.context["parts"] for question in questions}
    assert {"availability", "confidentiality", "integrity"} <= codes
    assert "point_f" not in codes


def test_the_lawyer_confirms_a_prohibited_practice(ann, team, lawyer):
    classification = sent(CALL_EMOTIONS, actor=ann, unit=team)
    assert (classification.route_at_least, classification.route_at_most) == ("full", "forbidden")

    _saved, after = services.settle(intake=report_of(classification), answers={"point_f": one("applies")}, actor=lawyer)

    assert (after.ai_class, after.route) == ("forbidden", "forbidden")


def test_the_exception_for_high_risk_holds_only_with_the_file_of_the_provider(ann, team, lawyer, buyer):
    classification = sent(HELP_WITH_AID, actor=ann, unit=team)
    assert classification.findings.get(code="high-risk-annex-iii").state == "possible"

    _saved, after = services.settle(intake=report_of(classification), answers={"exception_file": NO}, actor=buyer)

    assert after.ai_class == "high"


def test_the_exception_holds_in_three_steps(ann, team, lawyer, buyer):
    classification = sent(HELP_WITH_AID, actor=ann, unit=team)
    intake = report_of(classification)

    services.settle(intake=intake, answers={"exception_file": YES}, actor=buyer)
    services.settle(intake=intake, answers={"exception_steps": these("prepares")}, actor=lawyer)
    _saved, after = services.settle(intake=intake, answers={"exception_harm": NO}, actor=lawyer)

    assert after.findings.get(code="exception-6-3").state == "certain"
    assert after.findings.get(code="high-risk-annex-iii").state == "excluded"


def test_who_does_not_know_either_passes_the_question_on(ann, team, privacy_officer, information_manager):
    classification = sent(PRIVACY_UNKNOWN, actor=ann, unit=team)
    intake = report_of(classification)
    assert open_tasks(intake) == {"privacy_officer": privacy_officer}

    _saved, fresh = services.settle(intake=intake, answers={"personal_data": DONT_KNOW}, actor=privacy_officer)

    assert fresh is None
    assert open_tasks(intake) == {"privacy_officer": information_manager}


def test_a_question_that_nobody_can_answer_waits_for_nobody_and_stays_open(
    ann, team, privacy_officer, information_manager
):
    classification = sent(PRIVACY_UNKNOWN, actor=ann, unit=team)
    intake = report_of(classification)

    for who in (privacy_officer, information_manager):
        services.settle(intake=intake, answers={"personal_data": DONT_KNOW}, actor=who)

    assert not open_tasks(intake)
    assert queries.latest(classification.application).open_questions


def test_saying_again_that_one_does_not_know_is_thanked(browsing, ann, team, privacy_officer, information_manager):
    classification = sent(PRIVACY_UNKNOWN, actor=ann, unit=team)
    url = reverse("assessments:open", args=[report_of(classification).pk])
    client = browsing(privacy_officer)
    [question] = [each for _role, part in client.get(url).context["parts"] for each in part]
    assert not question.unknown

    reply = client.post(url, {"personal_data.seen": question.seen, "personal_data": "unknown"}, follow=True)

    assert "Bedankt dat je het zegt" in reply.content.decode()


def test_the_owner_hears_that_the_outcome_changed(ann, team, privacy_officer, information_manager):
    classification = sent(PRIVACY_UNKNOWN, actor=ann, unit=team)

    services.settle(intake=report_of(classification), answers={"personal_data": NO}, actor=privacy_officer)

    [told] = Message.objects.filter(code="outcome_changed")
    assert told.person == ann
    assert told.subject == classification.application


def test_an_answer_that_leaves_class_and_route_alone_tells_nobody(ann, team, privacy_officer):
    classification = sent(BENEFITS, actor=ann, unit=team)

    services.settle(intake=report_of(classification), answers={"list_nl": NONE}, actor=privacy_officer)

    assert not Message.objects.filter(code="outcome_changed").exists()


def test_every_run_keeps_the_answers_who_gave_them_and_when(ann, team, privacy_officer):
    first = sent(PRIVACY_UNKNOWN, actor=ann, unit=team)
    _saved, second = services.settle(intake=report_of(first), answers={"personal_data": NO}, actor=privacy_officer)

    first.refresh_from_db()
    assert first.answers["personal_data"]["unknown"]
    assert first.answers["personal_data"]["by"] == str(ann.pk)
    assert second.answers["personal_data"]["value"] is False
    assert second.answers["personal_data"]["by"] == str(privacy_officer.pk)
    assert second.occasion == "settled"
