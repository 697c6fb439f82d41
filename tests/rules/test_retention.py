"""How long something is kept: days in, reasons out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.rules.law_dates import Status
from roeland.rules.retention import Basis, Counts, Length, Reason, due_on, in_force, latest_start, why_kept
from roeland.rules.sources import Source

DAY, YEAR = Counts.DAY, Counts.NEXT_YEAR
TODAY = date(2026, 11, 27)
FOR_GOOD = Length(for_good=True)

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
lengths = st.builds(Length, years=st.integers(0, 60), months=st.integers(0, 11)).filter(lambda one: one.is_sound)
countings = st.sampled_from(Counts)


def a_basis(keep: Length, minimum: Length | None = None) -> Basis:
    sources = (Source("gdpr"),)
    return Basis(
        "NL", keep, Status.UNVERIFIED, sources, minimum, minimum and Status.SETTLED, sources if minimum else ()
    )


@pytest.mark.parametrize(
    ("start", "length", "counts", "due"),
    [
        (date(2020, 3, 1), Length(years=5), DAY, date(2025, 3, 1)),
        (date(2020, 3, 1), Length(years=5), YEAR, date(2026, 1, 1)),
        (date(2020, 12, 31), Length(years=1), YEAR, date(2022, 1, 1)),
        (date(2021, 1, 1), Length(years=1), YEAR, date(2023, 1, 1)),
        (date(2024, 2, 29), Length(years=1), DAY, date(2025, 2, 28)),
        (date(2024, 2, 29), Length(years=4), DAY, date(2028, 2, 29)),
        (date(2025, 1, 31), Length(months=1), DAY, date(2025, 2, 28)),
        (date(2025, 11, 30), Length(months=3), DAY, date(2026, 2, 28)),
        (date(2025, 8, 31), Length(years=1, months=6), DAY, date(2027, 2, 28)),
        (date(2020, 3, 1), FOR_GOOD, DAY, None),
        (date(9990, 3, 1), Length(years=100), DAY, date.max),
    ],
)
def test_the_day_on_which_a_term_is_over(start, length, counts, due):
    assert due_on(start, length, counts) == due


@given(start=days, today=days, length=lengths, counts=countings)
def test_the_latest_start_parts_what_is_due_from_what_is_not(start, today, length, counts):
    latest = latest_start(today, length, counts)
    assert (due_on(start, length, counts) <= today) == (latest is not None and start <= latest)


@given(start=days, length=lengths, counts=countings)
def test_a_later_start_is_never_due_earlier(start, length, counts):
    assert due_on(start, length, counts) <= due_on(start + timedelta(days=1), length, counts)


def test_nothing_is_due_that_is_kept_for_good():
    assert latest_start(TODAY, FOR_GOOD, DAY) is None


def test_nothing_is_due_before_the_calendar_begins():
    assert latest_start(date(3, 1, 1), Length(years=5), DAY) is None


def kept(**changes):
    due = {"start": date(2020, 1, 1), "length": Length(years=5), "counts": DAY, "adopted": True, "held": False}
    return why_kept(today=TODAY, **due | changes)


def test_what_is_past_an_adopted_term_may_go():
    assert kept() == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"adopted": False}, Reason.NOT_ADOPTED),
        ({"length": FOR_GOOD}, Reason.FOR_GOOD),
        ({"start": None}, Reason.NOT_STARTED),
        ({"start": date(2021, 11, 28)}, Reason.RUNNING),
        ({"held": True}, Reason.HELD),
    ],
)
def test_why_something_stays(changes, reason):
    assert kept(**changes) == (reason,)


def test_a_term_is_over_on_its_last_day_and_not_before():
    assert kept(start=date(2021, 11, 27)) == ()


def test_all_reasons_are_told_together():
    assert kept(adopted=False, held=True, start=None) == (Reason.NOT_ADOPTED, Reason.NOT_STARTED, Reason.HELD)


@pytest.mark.parametrize(
    "length",
    [Length(), Length(years=-1, months=24), Length(months=-1), Length(years=201), Length(years=1, for_good=True)],
)
def test_a_length_is_something_and_not_two_things(length):
    assert not length.is_sound


@pytest.mark.parametrize("length", [Length(years=1), Length(months=1), Length(years=200), FOR_GOOD])
def test_a_length_that_can_be_kept(length):
    assert length.is_sound


def test_eleven_months_are_shorter_than_a_year_and_everything_than_for_good():
    assert Length(months=11).is_shorter_than(Length(years=1))
    assert not Length(months=12).is_shorter_than(Length(years=1))
    assert Length(years=200).is_shorter_than(FOR_GOOD)
    assert not FOR_GOOD.is_shorter_than(Length(years=200))
    assert not FOR_GOOD.is_shorter_than(FOR_GOOD)


def test_the_own_term_holds_over_the_proposal():
    assert in_force(Length(years=2), a_basis(Length(years=5))) == Length(years=2)
    assert in_force(None, a_basis(Length(years=5))) == Length(years=5)


def test_the_minimum_of_the_law_holds_over_both():
    basis = a_basis(Length(years=10), Length(years=10))
    assert in_force(Length(years=2), basis) == Length(years=10)
    assert in_force(Length(years=12), basis) == Length(years=12)
