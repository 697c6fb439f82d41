"""Answers are kept one by one, and nobody's answer is lost."""

import pytest

from roeland.organisation.access import OtherOrganisation
from roeland.questionnaires import queries, services
from roeland.questionnaires.models import Answer
from tests.building.organisation import a_person, an_organisation
from tests.building.questionnaires import DONT_KNOW, NO, NONE, YES, at_least, one, these


def seen(sheet) -> dict[str, str]:
    return {code: queries.mark(answer) for code, answer in queries.answers(sheet).items()}


def test_a_sheet_keeps_the_version_of_its_questionnaire(sheet):
    assert sheet.questionnaire == "intake@1"


def test_answers_come_back_as_they_were_given(sheet, ann):
    given = {"personal_data": YES, "technique": at_least("learned"), "human": one("checks"), "domain": NONE}

    services.save(sheet=sheet, answers=given, actor=ann)

    assert queries.answers(sheet) == given


def test_i_do_not_know_is_an_answer(sheet, ann):
    services.save(sheet=sheet, answers={"personal_data": DONT_KNOW}, actor=ann)

    assert queries.answers(sheet)["personal_data"].unknown
    assert queries.facts(sheet)["personal_data"] is None


def test_a_later_answer_replaces_an_earlier_one(sheet, ann):
    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann)

    services.save(sheet=sheet, answers={"personal_data": NO}, actor=ann)

    assert queries.answers(sheet) == {"personal_data": NO}


def test_each_answer_says_who_gave_it(sheet, ann, bob):
    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann)
    services.save(sheet=sheet, answers={"security": NONE}, actor=bob)

    by_whom = dict(Answer.objects.filter(sheet=sheet).values_list("question", "answered_by__name"))
    assert by_whom == {"personal_data": "Ann Peeters", "security": "Bob Claes"}


def test_the_version_counts_the_saves_that_changed_something(sheet, ann):
    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann)
    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann)

    sheet.refresh_from_db()
    assert sheet.version == 1


def test_two_people_on_different_questions_both_keep_theirs(sheet, ann, bob):
    before = seen(sheet)

    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann, seen=before)
    saved = services.save(sheet=sheet, answers={"security": NONE}, actor=bob, seen=before)

    assert saved.conflicts == ()
    assert queries.answers(sheet) == {"personal_data": YES, "security": NONE}


def test_two_people_on_the_same_question_meet_and_the_first_answer_stands(sheet, ann, bob):
    before = seen(sheet)
    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann, seen=before)

    saved = services.save(sheet=sheet, answers={"personal_data": NO, "security": NONE}, actor=bob, seen=before)

    [conflict] = saved.conflicts
    assert (conflict.question, conflict.mine, conflict.theirs, conflict.by) == ("personal_data", NO, YES, ann)
    assert saved.kept == ("security",)
    assert queries.answers(sheet)["personal_data"] == YES


def test_after_seeing_the_other_answer_one_may_still_keep_the_own(sheet, ann, bob):
    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann, seen={})

    saved = services.save(sheet=sheet, answers={"personal_data": NO}, actor=bob, seen=seen(sheet))

    assert saved.kept == ("personal_data",)
    assert queries.answers(sheet)["personal_data"] == NO


def test_a_question_that_one_left_alone_does_not_undo_what_a_colleague_changed(sheet, ann, bob):
    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann)
    before = seen(sheet)
    services.save(sheet=sheet, answers={"personal_data": NO}, actor=ann, seen=before)

    saved = services.save(sheet=sheet, answers={"personal_data": YES, "security": NONE}, actor=bob, seen=before)

    assert saved == services.Saved(kept=("security",))
    assert queries.answers(sheet)["personal_data"] == NO


def test_two_people_who_give_the_same_answer_do_not_meet(sheet, ann, bob):
    services.save(sheet=sheet, answers={"domain": these("work", "services")}, actor=ann, seen={})

    saved = services.save(sheet=sheet, answers={"domain": these("services", "work")}, actor=bob, seen={})

    assert saved == services.Saved()


def test_ones_own_answer_of_a_moment_ago_is_no_conflict(sheet, ann):
    """A quick second click goes out before the page knows of the first."""
    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann, seen={})

    saved = services.save(sheet=sheet, answers={"personal_data": NO}, actor=ann, seen={})

    assert saved.kept == ("personal_data",)


def test_a_question_that_does_not_exist_is_refused_and_nothing_is_kept(sheet, ann):
    with pytest.raises(services.NotOpen, match="weather"):
        services.save(sheet=sheet, answers={"weather": YES, "personal_data": YES}, actor=ann)

    assert queries.answers(sheet) == {}


def test_nobody_of_another_organisation_writes_on_a_sheet(sheet):
    stranger = a_person(an_organisation("Elders"))

    for act in (services.save, services.settle):
        with pytest.raises(OtherOrganisation):
            act(sheet=sheet, answers={"personal_data": YES}, actor=stranger)
    with pytest.raises(OtherOrganisation):
        services.submit(sheet=sheet, actor=stranger, conditions=())
    with pytest.raises(OtherOrganisation):
        services.start(questionnaire="intake", actor=stranger, like=sheet)
    assert queries.answers(sheet) == {}


def test_reading_a_sheet_takes_one_query(sheet, ann, django_assert_num_queries):
    services.save(sheet=sheet, answers={"personal_data": YES, "security": NONE, "domain": NONE}, actor=ann)

    with django_assert_num_queries(1):
        filled = queries.filled(sheet)
        assert [row.answered_by.name for row in filled.rows.values()] == ["Ann Peeters"] * 3
        assert filled.facts["personal_data"] is True
