"""The role matrix: who is accountable, advises, gives facts and is told when a gate is asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import msgspec

from roeland.rules.gates import Requirement
from roeland.rules.logic import Condition, Evaluation, FactRef, Facts, Truth


class Mark(StrEnum):
    """The letters of the matrix, and being told, which has no letter."""

    ACCOUNTABLE = "EV"
    ADVISES = "A"
    INFORMS = "I"
    DOES = "U"
    TOLD = "told"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role that takes part when a condition on the facts holds; without one, always.

    code: of the reason ("because personal data are used"), whose text stands in the content.
    """

    role: str
    code: str
    when: Condition | None = None


class GateRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who takes part in a gate on one route; `answer_within` is a number of working days."""

    gate: str
    route: str
    accountable: str
    answer_within: int
    advises: tuple[Part, ...] = ()
    informs: tuple[Part, ...] = ()
    told: tuple[str, ...] = ()


class Activity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A standing activity: which role does it (U), is accountable (EV), advises (A) or gives information (I)."""

    code: str
    track: str
    accountable: str
    does: tuple[str, ...] = ()
    advises: tuple[str, ...] = ()
    informs: tuple[str, ...] = ()

    def mark(self, role: str) -> tuple[Mark, ...]:
        """Every mark that a role has in this activity."""
        places = (
            (Mark.ACCOUNTABLE, (self.accountable,)),
            (Mark.DOES, self.does),
            (Mark.ADVISES, self.advises),
            (Mark.INFORMS, self.informs),
        )
        return tuple(mark for mark, roles in places if role in roles)


class Governance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who does what: the standing activities, the gates, what keeps a gate shut, and who is the next level up.

    status: "proposal" until an organisation adopts it. levels: roles that decide, from the lowest to the highest.
    not_asked: facts that conditions read and no question gives yet; they stay unknown.
    """

    status: Literal["proposal", "adopted"]
    levels: tuple[str, ...]
    activities: tuple[Activity, ...]
    gates: tuple[GateRow, ...]
    requirements: tuple[Requirement, ...]
    not_asked: tuple[str, ...] = ()

    def parts(self) -> Iterator[Part]:
        """Every part of every gate."""
        for row in self.gates:
            yield from (*row.advises, *row.informs)

    def roles(self) -> frozenset[str]:
        """Every role that it names."""
        found = {*self.levels, *(part.role for part in self.parts())}
        for row in self.gates:
            found.update((row.accountable, *row.told))
        for activity in self.activities:
            found.update((activity.accountable, *activity.does, *activity.advises, *activity.informs))
        return frozenset(found)

    def codes(self) -> Iterator[str]:
        """Every code that needs a text."""
        yield from (activity.code for activity in self.activities)
        yield from (requirement.code for requirement in self.requirements)
        yield from dict.fromkeys(part.code for part in self.parts())
        yield from self.not_asked


@dataclass(frozen=True, slots=True)
class Share:
    """The share of one role in a gate. Its condition holds (TRUE) or may hold (UNKNOWN); never FALSE."""

    mark: Mark
    role: str
    code: str = ""
    truth: Truth = Truth.TRUE
    because: tuple[FactRef, ...] = ()
    open: tuple[str, ...] = ()


def row_of(rows: Iterable[GateRow], *, gate: str, route: str) -> GateRow:
    """The row of this gate and route. Raises KeyError: a route without a row opens nothing."""
    for row in rows:
        if row.gate == gate and row.route == route:
            return row
    raise KeyError(f"{gate}/{route}")


def shares(row: GateRow, facts: Facts) -> tuple[Share, ...]:
    """Who takes part in a gate: the accountable role, who advises, who gives facts, who is told.

    A role whose condition is certainly false is left out; one whose condition is unknown stays in, marked so.
    """
    return (
        Share(Mark.ACCOUNTABLE, row.accountable),
        *_taking_part(Mark.ADVISES, row.advises, facts),
        *_taking_part(Mark.INFORMS, row.informs, facts),
        *(Share(Mark.TOLD, role) for role in row.told),
    )


def _taking_part(mark: Mark, parts: Iterable[Part], facts: Facts) -> Iterable[Share]:
    for part in parts:
        found = Evaluation(Truth.TRUE) if part.when is None else part.when.evaluate(facts)
        if found.truth is not Truth.FALSE:
            yield Share(mark, part.role, part.code, found.truth, found.because, found.open)
