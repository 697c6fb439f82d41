"""On which days people work: Monday to Friday, but for holidays and the days on which an organisation is closed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import msgspec

from roeland.rules.law_dates import Status
from roeland.rules.sources import Source

SUNDAY = 6
WORKING_WEEK = 5
DAY = timedelta(days=1)


class Counts(StrEnum):
    """Whether a holiday counts: the law says so, it does unless the organisation says no, or only when it says yes."""

    ALWAYS = "always"
    USUALLY = "usually"
    ON_REQUEST = "on_request"


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A holiday of every year: on a fixed `month` and `day`, or so many days after Easter Sunday (`easter`).

    on_sunday: by how many days it moves when it falls on a Sunday. jurisdiction: a code of an organisation's law.
    """

    code: str
    jurisdiction: str
    source: Source
    status: Status
    month: int | None = None
    day: int | None = None
    easter: int | None = None
    on_sunday: int = 0
    counts: Counts = Counts.ALWAYS

    def on(self, year: int) -> date:
        """The day of this holiday in a year. Raises ValueError for one that names no day, or none that exists."""
        if self.easter is not None:
            return easter_sunday(year) + self.easter * DAY
        if self.month is None or self.day is None:
            raise ValueError(self.code)
        found = date(year, self.month, self.day)
        return found + self.on_sunday * DAY if found.weekday() == SUNDAY else found


class Holidays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The holidays of every place whose law an organisation can follow."""

    holidays: tuple[Holiday, ...]

    def codes(self) -> Iterator[str]:
        """Every code that needs a text."""
        yield from (holiday.code for holiday in self.holidays)

    def of(self, jurisdiction: str) -> tuple[Holiday, ...]:
        """The holidays of one place, in the order of the content."""
        return tuple(holiday for holiday in self.holidays if holiday.jurisdiction == jurisdiction)


def counting(holidays: Iterable[Holiday], chosen: Mapping[str, bool]) -> tuple[Holiday, ...]:
    """The holidays that count for an organisation that said yes or no to those which it may choose (code: closed)."""
    return tuple(holiday for holiday in holidays if _counts(holiday, chosen))


def _counts(holiday: Holiday, chosen: Mapping[str, bool]) -> bool:
    if holiday.counts is Counts.ALWAYS:
        return True
    return chosen.get(holiday.code, holiday.counts is Counts.USUALLY)


@dataclass(frozen=True)
class Calendar:
    """The working days of one organisation: its holidays, and the single days on which it is closed."""

    holidays: tuple[Holiday, ...] = ()
    closed: frozenset[date] = frozenset()

    def works_on(self, day: date) -> bool:
        """Say whether people work on this day."""
        return day.weekday() < WORKING_WEEK and day not in self.closed and day not in _days(self.holidays, day.year)

    def after(self, day: date, count: int) -> date:
        """The day that is `count` (0 or more) working days after `day`."""
        return self._step(day, count, DAY)

    def before(self, day: date, count: int) -> date:
        """The day that is `count` (0 or more) working days before `day`."""
        return self._step(day, count, -DAY)

    def _step(self, day: date, count: int, step: timedelta) -> date:
        while count > 0:
            day += step
            count -= self.works_on(day)
        return day


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def _days(holidays: tuple[Holiday, ...], year: int) -> frozenset[date]:
    return frozenset(holiday.on(year) for holiday in holidays)
