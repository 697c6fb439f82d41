"""What is different between two lists of obligations, and which rows of two tables can come out otherwise at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from roeland.rules.classification import State
from roeland.rules.law_dates import LawDate, LawDates
from roeland.rules.logic import Condition
from roeland.rules.obligations import FINDING, Branch, Due, Obligation, Obligations


class Kind(StrEnum):
    """What happens to an obligation.

    existing: another day for systems that were there before. otherwise: the same day and as sure, but who does it, the
    day in the text of the law or a source is another.
    """

    APPEARS = "appears"
    DISAPPEARS = "disappears"
    EARLIER = "earlier"
    LATER = "later"
    SURER = "surer"
    LESS_SURE = "less_sure"
    EXISTING = "existing"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class DutyChange:
    """One change of one obligation.

    before, after: the day to plan on; for `existing` the day for systems that were there before. None where there is no
    such day: before what appears, after what disappears.
    """

    code: str
    kind: Kind
    before: date | None
    after: date | None


def compare(before: tuple[Due, ...], after: tuple[Due, ...]) -> tuple[DutyChange, ...]:
    """What is different, by code; empty when nothing is. An obligation can move and become surer at once."""
    was, now = {due.code: due for due in before}, {due.code: due for due in after}
    return tuple(change for code in sorted({*was, *now}) for change in _changes(code, was.get(code), now.get(code)))


def _changes(code: str, was: Due | None, now: Due | None) -> Iterator[DutyChange]:
    if was is None or now is None:
        if was is not None:
            yield DutyChange(code, Kind.DISAPPEARS, was.applies_from, None)
        if now is not None:
            yield DutyChange(code, Kind.APPEARS, None, now.applies_from)
        return
    days = was.applies_from, now.applies_from
    if now.applies_from != was.applies_from:
        yield DutyChange(code, Kind.LATER if now.applies_from > was.applies_from else Kind.EARLIER, *days)
    if now.state is not was.state:
        yield DutyChange(code, Kind.SURER if now.state is State.CERTAIN else Kind.LESS_SURE, *days)
    if now.legacy_from != was.legacy_from:
        yield DutyChange(code, Kind.EXISTING, was.legacy_from, now.legacy_from)
    same = (now.applies_from, now.state, now.legacy_from) == (was.applies_from, was.state, was.legacy_from)
    if same and _rest(now) != _rest(was):
        yield DutyChange(code, Kind.OTHERWISE, *days)


def _rest(due: Due) -> tuple[Any, ...]:
    """All that people see of it; not on which findings it rests, nor whether it applies today."""
    branches = tuple(
        (each.state, each.roles, each.applies_from, each.formal_from, each.legacy_from, each.status, each.judge)
        for each in due.branches
    )
    return due.category, due.public_only, due.for_role, due.helped_by, due.accountable, due.sources, branches


@dataclass(frozen=True)
class Table:
    """One version of the obligations, over one version of the dates of the law."""

    document: Obligations
    law: LawDates

    @cached_property
    def rows(self) -> dict[str, tuple[Any, ...]]:
        """Per code all on which it depends, but for the facts: two that are equal say the same of the same facts."""
        return {row.code: (row, branches, self._roles(row), self._days(row)) for row, branches in self.document.parts}

    @cached_property
    def reads(self) -> dict[str, frozenset[str]]:
        """Per code the findings that it reads."""
        return {
            row.code: frozenset(_findings((*(c for _branch, parts in branches for c in parts), *self._roles(row))))
            for row, branches in self.document.parts
        }

    def _roles(self, row: Obligation) -> tuple[Condition, ...]:
        whens = (self.document.legal_roles[role] for role in row.roles)
        return tuple(when for when in whens if when is not None)

    def _days(self, row: Obligation) -> tuple[Any, ...]:
        return tuple(self._day(branch) for branch in row.branches)

    def _day(self, branch: Branch) -> tuple[Any, ...]:
        """What an obligation takes from its date; not when somebody last read it in the law."""
        found = self._by_code[branch.law_date]
        legacy = self._by_code[found.legacy].plan_on if found.legacy else None
        return found.formal, found.plan_on, found.status, legacy

    @cached_property
    def _by_code(self) -> dict[str, LawDate]:
        return {each.code: each for each in self.law.dates}


def can_differ(before: Table, after: Table) -> frozenset[str]:
    """The codes of what can come out otherwise by the same facts: the row, a condition or a day is another."""
    codes = {*before.rows, *after.rows}
    return frozenset(code for code in codes if before.rows.get(code) != after.rows.get(code))


def that_read(findings: Iterable[str], *tables: Table) -> frozenset[str]:
    """The codes of what reads one of these findings, in any of the tables."""
    wanted = frozenset(findings)
    return frozenset(code for table in tables for code, read in table.reads.items() if read & wanted)


def _findings(conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        yield from (fact.removeprefix(FINDING) for fact in condition.facts() if fact.startswith(FINDING))
