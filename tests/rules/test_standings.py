"""What may be said of an obligation, and what holds no longer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from roeland.rules.obligations import Category
from roeland.rules.standings import TO_DO, Said, Standing, falls_back, is_late, standing_gaps

TODAY = date(2026, 11, 27)
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
IN_LAW = [category for category in Category if category is not Category.POLICY]


def gaps(standing, reason="", until=None, *, category=Category.HIGH_RISK, evidence=0):
    return standing_gaps(Said(standing, reason, until), category=category, evidence=evidence, today=TODAY)


@pytest.mark.parametrize("category", IN_LAW)
def test_nobody_accepts_away_a_duty_in_law_whatever_they_say(category):
    assert "duty_in_law" in gaps(Standing.ACCEPTED, "Te duur.", TOMORROW, category=category, evidence=3)


def test_a_risk_of_own_policy_is_accepted_with_a_reason_until_a_day_to_come():
    assert gaps(Standing.ACCEPTED, "Volgend jaar.", TOMORROW, category=Category.POLICY) == ()
    assert gaps(Standing.ACCEPTED, " ", None, category=Category.POLICY) == ("no_reason", "no_until")
    assert gaps(Standing.ACCEPTED, "Nu.", TODAY, category=Category.POLICY) == ("until_past",)


def test_what_the_law_only_encourages_is_never_late_and_may_be_left_undone_with_a_reason():
    said = Said(Standing.ACCEPTED, "Nog niet.", TOMORROW)
    assert standing_gaps(said, category=Category.NOT_HIGH_RISK, evidence=0, today=TODAY, voluntary=True) == ()
    assert not is_late(Standing.OPEN, certain=True, applies_from=YESTERDAY, today=TODAY, voluntary=True)


def test_met_needs_evidence_and_does_not_apply_needs_a_reason():
    assert gaps(Standing.MET) == ("no_evidence",)
    assert gaps(Standing.MET, evidence=1) == ()
    assert gaps(Standing.NOT_APPLICABLE, "\n") == ("no_reason",)
    assert gaps(Standing.NOT_APPLICABLE, "Wij zijn geen aanbieder.") == ()


@given(some.sampled_from(list(Standing)), some.text(max_size=5), some.dates() | some.none(), some.integers(0, 3))
def test_open_and_under_way_can_always_be_said_and_met_never_without_evidence(standing, reason, until, evidence):
    found = gaps(standing, reason, until, evidence=evidence)
    if standing in TO_DO:
        assert found == ()
    if standing is Standing.MET:
        assert (found == ()) is (evidence > 0)


def test_an_acceptance_ends_after_its_day_and_met_ends_with_its_evidence():
    assert not falls_back(Standing.ACCEPTED, until=TODAY, evidence=0, today=TODAY)
    assert falls_back(Standing.ACCEPTED, until=YESTERDAY, evidence=5, today=TODAY)
    assert falls_back(Standing.ACCEPTED, until=None, evidence=5, today=TODAY)
    assert falls_back(Standing.MET, until=None, evidence=0, today=TODAY)
    assert not falls_back(Standing.MET, until=None, evidence=1, today=TODAY)
    assert not falls_back(Standing.NOT_APPLICABLE, until=None, evidence=0, today=TODAY)


@pytest.mark.parametrize(
    ("standing", "certain", "applies_from", "late"),
    [
        (Standing.OPEN, True, TODAY, True),
        (Standing.UNDER_WAY, True, YESTERDAY, True),
        (Standing.OPEN, True, TOMORROW, False),
        (Standing.OPEN, False, YESTERDAY, False),
        (Standing.MET, True, YESTERDAY, False),
        (Standing.ACCEPTED, True, YESTERDAY, False),
    ],
)
def test_late_is_what_is_certain_applies_and_is_not_met(standing, certain, applies_from, late):
    assert is_late(standing, certain=certain, applies_from=applies_from, today=TODAY) is late
