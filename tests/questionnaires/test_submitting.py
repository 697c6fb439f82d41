"""A submitted sheet stands; only what was left open can still be answered."""

import pytest

from roeland.content import shipped
from roeland.questionnaires import queries, services
from roeland.rules.questionnaire import Answer, Kind, Question
from roeland.rules.reading import Visibility
from tests.building.questionnaires import DONT_KNOW, NO, NONE, YES, at_least, these


def everything(sheet, known: dict[str, Answer]) -> dict[str, Answer]:
    """Answer all questions: these, and "I don't know" to all others."""
    return {question.code: DONT_KNOW for question in queries.questionnaire_of(sheet).questions()} | known


@pytest.fixture
def submitted(sheet, ann):
    services.save(
        sheet=sheet, answers=everything(sheet, {"technique": these("learned"), "domain": at_least("work")}), actor=ann
    )
    return services.submit(sheet=sheet, actor=ann)


def test_a_sheet_with_an_unanswered_question_is_not_submitted(sheet, ann):
    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann)

    with pytest.raises(services.Incomplete) as missing:
        services.submit(sheet=sheet, actor=ann)

    assert "technique" in missing.value.questions
    assert "personal_data" not in missing.value.questions
    sheet.refresh_from_db()
    assert sheet.submitted_at is None


def test_with_conditions_only_what_these_need_must_be_answered(sheet, ann):
    assert services.submit(sheet=sheet, actor=ann, conditions=()).submitted_at is not None


def test_nothing_but_i_do_not_know_can_be_submitted(sheet, ann):
    services.save(sheet=sheet, answers=everything(sheet, {}), actor=ann)

    assert services.submit(sheet=sheet, actor=ann).submitted_at is not None


def test_a_submitted_sheet_takes_no_more_answers(submitted, ann):
    with pytest.raises(services.AlreadySubmitted):
        services.save(sheet=submitted, answers={"personal_data": YES}, actor=ann)


def test_a_sheet_is_submitted_once(submitted, ann):
    with pytest.raises(services.AlreadySubmitted):
        services.submit(sheet=submitted, actor=ann)


def test_what_was_left_open_is_what_one_did_not_know_or_not_wholly(submitted):
    still_open = queries.open_codes(queries.filled(submitted))

    assert "personal_data" in still_open
    assert "domain" in still_open
    assert "technique" not in still_open


def test_a_question_that_is_not_shown_is_not_open(submitted):
    filled = queries.filled(submitted)

    assert filled.visibility["data_kinds"] is Visibility.UNKNOWN
    assert "data_kinds" not in queries.open_codes(filled)


def test_a_colleague_who_knows_settles_an_open_question(submitted, bob):
    saved = services.settle(sheet=submitted, answers={"personal_data": NO}, actor=bob)

    assert saved.kept == ("personal_data",)
    assert queries.filled(submitted).rows["personal_data"].answered_by == bob


def test_an_answer_can_open_a_further_question_that_can_be_settled_too(submitted, bob):
    services.settle(sheet=submitted, answers={"personal_data": YES}, actor=bob)

    services.settle(sheet=submitted, answers={"data_kinds": these("health")}, actor=bob)

    assert queries.facts(submitted)["data_kinds.health"] is True


def test_what_was_answered_cannot_be_settled_otherwise(submitted, bob):
    with pytest.raises(services.NotOpen, match="technique"):
        services.settle(sheet=submitted, answers={"technique": NONE, "personal_data": YES}, actor=bob)

    assert queries.answers(submitted)["personal_data"] == DONT_KNOW


def test_what_was_ticked_stays_ticked_when_the_rest_is_settled(submitted, bob):
    with pytest.raises(services.NotOpen, match="domain"):
        services.settle(sheet=submitted, answers={"domain": these("services")}, actor=bob)

    services.settle(sheet=submitted, answers={"domain": these("work", "services")}, actor=bob)
    assert queries.facts(submitted)["domain.services"] is True


def test_an_answer_sent_along_unchanged_is_no_change(submitted, bob):
    saved = services.settle(sheet=submitted, answers={"technique": these("learned"), "personal_data": NO}, actor=bob)

    assert saved.kept == ("personal_data",)


def test_a_new_sheet_can_start_with_the_answers_of_an_earlier_one(submitted, bob):
    fresh = services.start(questionnaire="intake", actor=bob, like=submitted)

    assert queries.answers(fresh) == queries.answers(submitted)
    assert fresh.submitted_at is None
    services.save(sheet=fresh, answers={"technique": NONE}, actor=bob)
    assert queries.answers(submitted)["technique"] == these("learned")


def test_every_kind_of_question_of_the_intake_can_be_left_open_and_settled(sheet, ann):
    """Settling never depends on which question it is."""
    services.save(sheet=sheet, answers=everything(sheet, {}), actor=ann)
    services.submit(sheet=sheet, actor=ann)

    for question in shipped.questionnaire("intake").questions():
        if queries.filled(sheet).visibility[question.code] is Visibility.SHOWN:
            services.settle(sheet=sheet, answers={question.code: an_answer(question)}, actor=ann)

    assert queries.open_codes(queries.filled(sheet)) == ()


def an_answer(question: Question) -> Answer:
    if question.kind is Kind.YES_NO:
        return YES
    return these(*question.options) if question.kind is Kind.MANY_OF else Answer(question.options[0])
