"""Quarters of a year, as an address names them: 2026-4."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

WRITTEN = re.compile(r"^(2\d{3})-([1-4])$")


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months: the first begins on 1 January."""

    year: int
    number: int

    @property
    def code(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def begins(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def ends(self) -> datetime:
        """The moment at which the next one begins."""
        return self.after().begins

    @property
    def last(self) -> date:
        return self.after().first - timedelta(days=1)

    def after(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    def before(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)


def of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def called(code: str, today: date) -> Quarter:
    """The quarter of this code; that of today when there is none, or when it has yet to come."""
    found = WRITTEN.match(code)
    asked = Quarter(int(found[1]), int(found[2])) if found else of(today)
    return min(asked, of(today))


def lately(today: date, many: int = 4) -> list[Quarter]:
    """The quarter of today and those before it, the newest first."""
    found = [of(today)]
    while len(found) < many:
        found.append(found[-1].before())
    return found
