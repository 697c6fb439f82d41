"""How long a record is kept, and when its term has passed. Days go in, reasons come out."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal

import msgspec

from roeland.rules.law_dates import Status
from roeland.rules.sources import Source

LONGEST_YEARS = 200


class Counts(StrEnum):
    """From when a term is counted: the day itself, or the first of January after it."""

    DAY = "day"
    NEXT_YEAR = "next_year"


class Length(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long: years and months together, or for good."""

    years: int = 0
    months: int = 0
    for_good: bool = False

    @property
    def in_months(self) -> int:
        return self.years * 12 + self.months

    @property
    def is_sound(self) -> bool:
        """A whole, positive length that ends within two centuries; or for good, and then nothing else."""
        if min(self.years, self.months) < 0:
            return False
        return self.in_months == 0 if self.for_good else 0 < self.in_months <= LONGEST_YEARS * 12

    def is_shorter_than(self, other: "Length") -> bool:
        """Nothing is shorter than itself; all but "for good" is shorter than "for good"."""
        if self.for_good or other.for_good:
            return other.for_good and not self.for_good
        return self.in_months < other.in_months


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is proposed under the law of a place, on which sources; `minimum` is what the law itself asks at least."""

    jurisdiction: Literal["NL", "BE-VLG"]
    keep: Length
    status: Status
    sources: tuple[Source, ...]
    minimum: Length | None = None
    minimum_status: Status | None = None
    minimum_sources: tuple[Source, ...] = ()


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of record. `starts` says what starts its term; one that `goes_with` another has no term of its own."""

    code: str
    starts: str = ""
    counts: Counts = Counts.DAY
    goes_with: str = ""
    bases: tuple[Basis, ...] = ()

    def basis(self, jurisdiction: str) -> Basis | None:
        """What holds under the law of this place; None for what goes with another kind."""
        return next((basis for basis in self.bases if basis.jurisdiction == jurisdiction), None)


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Every kind of record, in the order in which people see them.

    Texts: label names the kind, help says what it is, why says on which ground; `starts.<code>` says what starts a
    term, `minimum.<kind>` what the law asks at least and of whom.
    """

    records: tuple[Record, ...]

    @cached_property
    def by_code(self) -> dict[str, Record]:
        return {record.code: record for record in self.records}

    def codes(self) -> Iterator[str]:
        yield from self.by_code
        yield from sorted({f"starts.{record.starts}" for record in self.records if record.starts})
        yield from (f"minimum.{r.code}" for r in self.records if any(basis.minimum for basis in r.bases))


class Reason(StrEnum):
    """Why a record stays."""

    NOT_ADOPTED = "not_adopted"
    FOR_GOOD = "for_good"
    NOT_STARTED = "not_started"
    RUNNING = "running"
    HELD = "held"


def in_force(own: Length | None, basis: Basis) -> Length:
    """The length that holds: the organisation's own, or what is proposed; never under the minimum of the law."""
    length = own or basis.keep
    return basis.minimum if basis.minimum and length.is_shorter_than(basis.minimum) else length


def why_kept(
    *, start: date | None, length: Length, counts: Counts, today: date, adopted: bool, held: bool
) -> tuple[Reason, ...]:
    """Return what keeps a record from being destroyed; empty means that its term has passed.

    Without a start nobody knows when the term ends, so it has not begun. `held`: somebody said not to destroy it.
    """
    due = due_on(start, length, counts) if start else None
    found = {
        Reason.NOT_ADOPTED: not adopted,
        Reason.FOR_GOOD: length.for_good,
        Reason.NOT_STARTED: start is None,
        Reason.RUNNING: due is not None and due > today,
        Reason.HELD: held,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def due_on(start: date, length: Length, counts: Counts) -> date | None:
    """Return the first day on which a record may be destroyed; None for what is kept for good.

    A day that its month does not have becomes the last of that month: a month from 31 January, a year from 29 February.
    """
    if length.for_good:
        return None
    begin = date(start.year + 1, 1, 1) if counts is Counts.NEXT_YEAR else start
    return months_later(begin, length.in_months)


def latest_start(today: date, length: Length, counts: Counts) -> date | None:
    """Return the last day on which a term can have started to be over today; None when none can.

    What started on that day or earlier is due, and nothing else: lists of records are read by it.
    """
    if length.for_good:
        return None
    days = range(1, today.toordinal() + 1)
    over = bisect_right(days, today, key=lambda day: due_on(date.fromordinal(day), length, counts) or date.max)
    return date.fromordinal(over) if over else None


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month; never past the calendar."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
