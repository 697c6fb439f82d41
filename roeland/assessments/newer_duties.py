"""What newer obligations, or the same by newer findings and dates, ask of an application otherwise than before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from roeland.assessments.classifying import Versions
from roeland.content import shipped
from roeland.rules.classification import State
from roeland.rules.duty_comparing import DutyChange, Table, can_differ, compare, that_read
from roeland.rules.law_dates import LawDates
from roeland.rules.obligations import Due, Obligations, obligations
from roeland.rules.outcome import finding_facts


@dataclass(frozen=True)
class Facts:
    """What is known of one application.

    states: what was kept of its findings, without what is excluded. changed: those that become another; None is one
    that the newer rules no longer have. before, after: the jurisdiction.
    """

    states: Mapping[str, State]
    changed: Mapping[str, State | None]
    before: str
    after: str


class DutyStep:
    """The step from one version of the obligations and dates to another, over only what can come out otherwise.

    moved: what can do so by the same facts. reads: the findings that must be known. Many applications share the same
    findings: what was worked out once is kept as long as this step.
    """

    def __init__(self, before: Versions, after: Versions, touched: Sequence[str]) -> None:
        self._tables = _table(before), _table(after)
        self._excluded = tuple(
            dict.fromkeys(shipped.classification(each.rules).by_code, State.EXCLUDED) for each in (before, after)
        )
        self.moved = can_differ(*self._tables)
        asked = self.moved | that_read(touched, *self._tables)
        self.reads = frozenset(
            finding for table in self._tables for code in asked for finding in table.reads.get(code, ())
        )
        self._parts: dict[frozenset[str], tuple[Obligations, ...]] = {}
        self._known: dict[Any, tuple[DutyChange, ...]] = {}

    def changes(self, facts: Facts, as_of: date) -> tuple[DutyChange, ...]:
        """What differs for these facts; on which day they are read makes no difference to it."""
        if not (self.moved or facts.changed):
            return ()
        states = {code: state for code, state in facts.states.items() if code in self.reads}
        key = frozenset(states.items()), frozenset(facts.changed.items()), facts.before, facts.after
        if key not in self._known:
            codes = self.moved | that_read(facts.changed, *self._tables)
            self._known[key] = self._compared(codes, states, facts, as_of)
        return self._known[key]

    def _compared(
        self, codes: frozenset[str], states: dict[str, State], facts: Facts, as_of: date
    ) -> tuple[DutyChange, ...]:
        later = {code: state for code, state in {**states, **facts.changed}.items() if state is not None}
        here = zip(self._part(codes), self._tables, (states, later), self._excluded, strict=True)
        return compare(
            *(
                _due(part, table.law, {**excluded, **known}, given, as_of)
                for (part, table, known, excluded), given in zip(here, (facts.before, facts.after), strict=True)
            )
        )

    def _part(self, codes: frozenset[str]) -> tuple[Obligations, ...]:
        """The tables before and after, of these rows alone."""
        if codes not in self._parts:
            self._parts[codes] = tuple(_rows(table.document, codes) for table in self._tables)
        return self._parts[codes]


def _table(versions: Versions) -> Table:
    return Table(shipped.obligations(versions.obligations), shipped.meaning(versions.law, LawDates))


def _rows(document: Obligations, codes: frozenset[str]) -> Obligations:
    rows = tuple(row for row in document.obligations if row.code in codes)
    return msgspec.structs.replace(document, obligations=rows)


def _due(
    document: Obligations, law: LawDates, states: Mapping[str, State], jurisdiction: str, as_of: date
) -> tuple[Due, ...]:
    return obligations(document, {**finding_facts(states), "jurisdiction": jurisdiction}, law, as_of)
