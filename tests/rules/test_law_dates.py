from datetime import date

import pytest

from roeland.rules.law_dates import LawDate, LawDates, Status, applies
from roeland.rules.logic import Truth
from roeland.rules.sources import Source


def law_date(formal, effective=None, status=Status.SETTLED):
    return LawDate("x", "50", formal, date(2026, 11, 21), status, Source("ai-act", "113"), effective)


TRANSPARENCY = law_date(date(2026, 8, 2))
REGISTRATION = law_date(date(2026, 8, 2), date(2027, 12, 2), Status.DISPUTED)


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2026, 8, 1), Truth.FALSE), (date(2026, 8, 2), Truth.TRUE), (date(2030, 1, 1), Truth.TRUE)],
)
def test_a_settled_provision_applies_from_its_day_on(today, expected):
    assert applies(TRANSPARENCY, today) is expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2026, 8, 1), Truth.FALSE), (date(2026, 11, 21), Truth.UNKNOWN), (date(2027, 12, 2), Truth.TRUE)],
)
def test_between_two_readings_of_a_date_nobody_knows(today, expected):
    assert applies(REGISTRATION, today) is expected


def test_one_plans_on_the_effective_date():
    assert REGISTRATION.plan_on == date(2027, 12, 2)
    assert TRANSPARENCY.plan_on == date(2026, 8, 2)


def test_a_date_is_found_by_its_code():
    dates = LawDates((), (TRANSPARENCY,))
    assert dates.get("x") is TRANSPARENCY
    with pytest.raises(KeyError):
        dates.get("y")
