"""An experiment: complete before it begins, over on its end date, and figures about five or more."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.rules.experiments import (
    QUESTIONS,
    SCORES,
    Plan,
    conclusion_gaps,
    difference,
    is_over,
    plan_gaps,
    survey_means,
)

DAY, LATER = date(2026, 11, 2), date(2026, 12, 2)
WHOLE = {
    "hypothesis": "Het gaat sneller.",
    "safeguards": "Een mens leest mee.",
    "max_people": 10,
    "hours": 8,
    "starts": DAY,
    "ends_on": LATER,
    "measured": ["time"],
}


def test_a_whole_plan_misses_nothing():
    assert plan_gaps(Plan(**WHOLE)) == ()


@pytest.mark.parametrize(
    ("without", "gap"),
    [
        ({"hypothesis": "  "}, "no_hypothesis"),
        ({"safeguards": ""}, "no_safeguards"),
        ({"max_people": None}, "no_group"),
        ({"max_people": 0}, "no_group"),
        ({"hours": None}, "no_means"),
        ({"starts": None}, "no_start"),
        ({"ends_on": None}, "no_end"),
        ({"ends_on": DAY}, "ends_before_start"),
        ({"measured": ()}, "nothing_measured"),
    ],
)
def test_a_plan_names_what_it_misses(without, gap):
    assert plan_gaps(Plan(**WHOLE | without)) == (gap,)


def test_no_money_is_an_answer_and_nothing_filled_in_is_none():
    assert plan_gaps(Plan(**WHOLE | {"hours": None, "budget": Decimal(0)})) == ()


def test_it_is_over_on_its_end_date_and_without_one_at_once():
    assert not is_over(LATER, DAY)
    assert is_over(DAY, DAY)
    assert is_over(None, DAY)


def gaps(outcome: str, **facts) -> tuple[str, ...]:
    return conclusion_gaps(outcome, **{"reason": "x", "lessons": 1, "ends_on": LATER, "today": DAY} | facts)


def test_going_on_asks_a_new_end_date_that_is_to_come():
    assert gaps("go_on") == gaps("adapt") == ()
    assert gaps("go_on", ends_on=None) == ("no_new_end",)
    assert gaps("adapt", ends_on=DAY) == ("end_in_the_past",)
    assert gaps("go_live", ends_on=None) == ()


def test_every_outcome_asks_a_reason_and_all_but_a_stop_a_lesson():
    assert gaps("stop", reason=" ") == ("no_reason",)
    assert gaps("stop", lessons=0) == ()
    assert gaps("go_live", lessons=0) == ("no_lessons",)


def test_nobody_lets_the_own_experiment_go_on_but_anybody_accountable_can_stop_it():
    assert gaps("go_on", own=True) == ("own_experiment",)
    assert gaps("stop", own=True) == ()


def test_a_mean_is_shown_from_five_answers_on_and_only_when_the_round_is_closed():
    counts = {(question, 4): 4 for question in QUESTIONS} | {(question, 1): 1 for question in QUESTIONS}
    shown = survey_means(counts, answers=5, closed=True)
    assert set(shown.means.values()) == {Decimal("3.4")}
    assert survey_means(counts, answers=5, closed=False).hidden == "still_open"
    assert survey_means(counts, answers=4, closed=True).hidden == "too_few"


@given(st.dictionaries(st.tuples(st.sampled_from(QUESTIONS), st.sampled_from(SCORES)), st.integers(0, 9)))
def test_below_five_answers_no_figure_comes_out_whatever_is_counted(counts):
    assert survey_means(counts, answers=4, closed=True).means == {}


def test_a_difference_with_something_unknown_is_unknown():
    assert difference(Decimal(20), Decimal(15)) == Decimal(-5)
    assert difference(None, Decimal(15)) is None
    assert difference(Decimal(20), None) is None
