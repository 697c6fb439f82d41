"""Working days: never in a weekend, on a holiday or on a day on which an organisation is closed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.content import shipped
from roeland.rules.working_days import Calendar, Counts, Holidays, counting, easter_sunday

CONTENT = shipped.meaning("holidays", Holidays)
PLAIN = Calendar()
NL = Calendar(counting(CONTENT.of("NL"), {}))
BE = Calendar(counting(CONTENT.of("BE-VLG"), {}))
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
CALENDARS = st.builds(
    Calendar,
    st.sampled_from([(), NL.holidays, BE.holidays]),
    st.frozensets(st.dates(date(2024, 1, 1), date(2028, 1, 1)), max_size=30),
)


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2026, 11, 18), 1, date(2026, 11, 19)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 22), 2, date(2026, 11, 24)),
        (date(2026, 11, 20), 5, date(2026, 11, 27)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_without_holidays_a_term_counts_monday_to_friday(day, count, due):
    assert PLAIN.after(day, count) == due


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25)), (2285, (3, 22))],
)
def test_easter_is_where_the_calendar_has_it(year, sunday):
    assert easter_sunday(year) == date(year, *sunday)


@given(st.integers(1600, 4000))
def test_easter_is_a_sunday_from_22_march_to_25_april(year):
    found = easter_sunday(year)
    assert found.weekday() == 6
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        (NL, date(2026, 1, 1)),
        (NL, date(2026, 4, 6)),
        (NL, date(2026, 4, 27)),
        (NL, date(2026, 5, 14)),
        (NL, date(2026, 5, 25)),
        (NL, date(2029, 12, 26)),
        (BE, date(2026, 5, 1)),
        (BE, date(2028, 7, 11)),
        (BE, date(2026, 7, 21)),
        (BE, date(2028, 8, 15)),
        (BE, date(2027, 11, 1)),
        (BE, date(2026, 11, 11)),
    ],
)
def test_nobody_works_on_a_holiday(calendar, day):
    assert PLAIN.works_on(day)
    assert not calendar.works_on(day)


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        (NL, date(2026, 5, 1)),
        (NL, date(2026, 7, 21)),
        (NL, date(2026, 4, 3)),  # Good Friday: only where an organisation says so
        (NL, date(2026, 5, 5)),  # Liberation Day: a convention of the sector
        (BE, date(2026, 4, 27)),
        (BE, date(2026, 11, 2)),
    ],
)
def test_what_is_no_holiday_here_is_a_working_day(calendar, day):
    assert calendar.works_on(day)


def test_the_kings_day_moves_to_saturday_when_it_would_be_a_sunday():
    found = next(holiday for holiday in NL.holidays if holiday.code == "nl-kings-day")
    assert (found.on(2025), found.on(2026), found.on(2031)) == (
        date(2025, 4, 26),
        date(2026, 4, 27),
        date(2031, 4, 26),
    )


def test_an_organisation_says_yes_or_no_to_what_it_may_choose_and_to_nothing_else():
    chosen = {"nl-liberation-day": True, "nl-christmas": False}
    codes = {holiday.code for holiday in counting(CONTENT.of("NL"), chosen)}
    assert {"nl-liberation-day", "nl-christmas"} <= codes
    assert "nl-good-friday" not in codes
    flemish = {holiday.code for holiday in counting(CONTENT.of("BE-VLG"), {"be-flemish-community": False})}
    assert "be-flemish-community" not in flemish


def test_what_is_not_settled_can_be_chosen():
    unsure = {holiday.code for holiday in CONTENT.holidays if holiday.status != "settled"}
    assert unsure == {holiday.code for holiday in CONTENT.holidays if holiday.counts is not Counts.ALWAYS}


def test_a_term_over_christmas_passes_all_that_is_closed():
    closed = Calendar(NL.holidays, frozenset({date(2026, 12, 28), date(2026, 12, 29)}))
    assert closed.after(date(2026, 12, 24), 1) == date(2026, 12, 30)
    assert closed.after(date(2026, 12, 31), 1) == date(2027, 1, 4)


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_a_term_never_ends_on_a_closed_day(calendar, day, count):
    due = calendar.after(day, count)
    assert calendar.works_on(due)
    assert (due - day).days >= count


@given(CALENDARS, DAYS, st.integers(0, 40))
def test_more_days_end_later_and_a_later_start_never_ends_earlier(calendar, day, count):
    assert calendar.after(day, count) < calendar.after(day, count + 1)
    assert calendar.after(day, count) <= calendar.after(day + timedelta(days=1), count)


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_working_days_before_lead_back_to_where_those_after_began(calendar, day, count):
    back = calendar.before(day, count)
    assert back < day
    assert calendar.works_on(back)
    if calendar.works_on(day):
        assert calendar.after(back, count) == day


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_as_many_working_days_lie_between_as_were_counted(calendar, day, count):
    due = calendar.after(day, count)
    between = [day + timedelta(days=each) for each in range(1, (due - day).days + 1)]
    assert sum(calendar.works_on(each) for each in between) == count


@given(DAYS, st.integers(0, 40))
def test_a_holiday_never_makes_a_term_shorter(day, count):
    assert PLAIN.after(day, count) <= min(NL.after(day, count), BE.after(day, count))
