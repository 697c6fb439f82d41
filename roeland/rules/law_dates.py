"""When a provision of law applies: dates are data, `today` is handed in."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import msgspec

from roeland.rules.logic import Truth
from roeland.rules.sources import Source


class Status(StrEnum):
    """How sure a date is: read in the law, read in two ways, or not yet read at the source."""

    SETTLED = "settled"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"


class LawDate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a provision applies. `effective` differs from `formal` when it presupposes something that comes later.

    `legacy` names the LawDate that holds for systems that existed before, if there is one.
    """

    code: str
    provision: str
    formal: date
    verified_on: date
    status: Status
    source: Source
    effective: date | None = None
    legacy: str = ""

    @property
    def plan_on(self) -> date:
        """The date to plan on: the effective one."""
        return self.effective or self.formal


class Law(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A law or guidance that sources point at."""

    code: str
    url: str


class LawDates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The laws, and their dates of application."""

    laws: tuple[Law, ...]
    dates: tuple[LawDate, ...]

    def get(self, code: str) -> LawDate:
        """The date with this code. Raises KeyError."""
        for law_date in self.dates:
            if law_date.code == code:
                return law_date
        raise KeyError(code)

    def codes(self) -> Iterator[str]:
        """Every code that needs a text."""
        yield from (law.code for law in self.laws)
        yield from (law_date.code for law_date in self.dates)


def applies(provision: LawDate, today: date) -> Truth:
    """Whether the provision applies on `today`; unknown between two readings of a disputed date."""
    if today < min(provision.formal, provision.plan_on):
        return Truth.FALSE
    if today >= max(provision.formal, provision.plan_on):
        return Truth.TRUE
    return Truth.UNKNOWN
