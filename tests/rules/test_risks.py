"""How heavy a risk is, and why what is left of it cannot be accepted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from roeland.content import shipped
from roeland.rules.risks import Left, RiskMatrix, acceptance_gaps, matrix_gaps

MATRIX = shipped.meaning("risk-matrix", RiskMatrix)
TODAY = date(2026, 11, 27)
STEPS = some.none() | some.integers(1, 5)


def left(level="medium", *, judged=True, treated=True, reason="Het blijft klein.", days=30, own=False):
    until = None if days is None else TODAY + timedelta(days=days)
    return acceptance_gaps(Left(level, judged, treated, reason, until, own), MATRIX, TODAY)


@given(STEPS, STEPS, some.integers(1, 5))
def test_worse_is_never_lighter_and_what_nobody_judged_is_the_worst_it_can_be(likelihood, impact, other):
    here = MATRIX.weight[MATRIX.level(likelihood, impact)]
    assert MATRIX.weight[MATRIX.level(None, impact)] >= here
    assert MATRIX.weight[MATRIX.level(likelihood, None)] >= here
    if likelihood is not None and other >= likelihood:
        assert MATRIX.weight[MATRIX.level(other, impact)] >= here


def test_what_can_be_accepted_is_treated_judged_and_has_a_reason_and_a_term():
    assert left() == ()
    assert left(treated=False, judged=False) == ("not_treated", "not_judged")
    assert left(reason=" ", days=None) == ("no_reason", "no_until")
    assert left(days=0) == ("until_past",)


@pytest.mark.parametrize(("level", "days"), [("low", 700), ("medium", 360), ("high", 180), ("very_high", 85)])
def test_the_heavier_the_sooner_somebody_looks_again(level, days):
    assert left(level, days=days) == ()
    assert left(level, days=days + 60) == ("until_too_far",)


def test_nobody_accepts_a_risk_that_they_look_after_themselves():
    assert left(own=True) == ("own_risk",)


def test_a_matrix_that_makes_no_sense_says_why():
    rows = [list(row) for row in MATRIX.cells]
    assert matrix_gaps(MATRIX) == ()
    assert matrix_gaps(MATRIX.with_cells(rows[:4])) == ("wrong_shape",)
    rows[0][0] = "purple"
    assert matrix_gaps(MATRIX.with_cells(rows)) == ("unknown_level",)
    rows[0][0] = "very_high"
    assert matrix_gaps(MATRIX.with_cells(rows)) == ("lighter_when_worse",)


def test_who_accepts_by_level_only_gets_higher():
    order = ["team_manager", "department_head", "directorate"]
    roles = [order.index(level.accepted_by) for level in MATRIX.levels]
    assert roles == sorted(roles)
    assert [level.months for level in MATRIX.levels] == sorted((x.months for x in MATRIX.levels), reverse=True)
