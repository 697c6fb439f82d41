"""The role matrix: who is accountable, advises, gives facts and is told when a gate is asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import msgspec

from roeland.rules.gates import Passage, Requirement
from roeland.rules.logic import Condition, Evaluation, FactRef, Facts, Truth
from roeland.rules.sources import Source


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
    required: while this holds the law itself asks the advice (`sources`), and without it the gate stays shut.
    """

    role: str
    code: str
    when: Condition | None = None
    required: Condition | None = None
    sources: tuple[Source, ...] = ()


class StaffPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the law gives staff representation when a condition holds, at these gates. Nobody can leave it out."""

    kind: Literal["consent", "staff_advice", "negotiation", "consultation"]
    code: str
    when: Condition
    gates: tuple[str, ...]
    sources: tuple[Source, ...]


class Material(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What, when it changes after a decision at one of these gates, makes that decision lapse.

    watches: "route", "class", "findings", "facts" or "fields"; of these the codes or topics in `only` (empty: all).
    lapses_after: working days between noticing the change and the lapse, so that it can be decided again in time.
    filled: whether filling in what was not known counts as a change of it ("fields" only).
    """

    code: str
    gates: tuple[str, ...]
    watches: Literal["route", "class", "findings", "facts", "fields"]
    lapses_after: int
    only: tuple[str, ...] = ()
    filled: bool = True
    sources: tuple[Source, ...] = ()


class GateRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who takes part in a gate on one route.

    answer_within: working days for the whole; advise_within: of these for advice and facts (None: all of them).
    """

    gate: str
    route: str
    accountable: str
    answer_within: int
    advise_within: int | None = None
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
    passages: tuple[Passage, ...] = ()
    staff: tuple[StaffPart, ...] = ()
    material: tuple[Material, ...] = ()
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
        yield from dict.fromkeys(f"question.{part.code}" for row in self.gates for part in row.informs)
        yield from (part.code for part in self.staff)
        yield from (rule.code for rule in self.material)
        yield from self.not_asked


@dataclass(frozen=True, slots=True)
class Share:
    """The share of one role in a gate. Its condition holds (TRUE) or may hold (UNKNOWN); never FALSE.

    required: whether the law asks this advice; UNKNOWN counts as asked.
    """

    mark: Mark
    role: str
    code: str = ""
    truth: Truth = Truth.TRUE
    because: tuple[FactRef, ...] = ()
    open: tuple[str, ...] = ()
    required: Truth = Truth.FALSE


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
            required = part.required.evaluate(facts).truth if part.required else Truth.FALSE
            yield Share(mark, part.role, part.code, found.truth, found.because, found.open, required)


def staff_parts(parts: Iterable[StaffPart], *, gate: str, facts: Facts) -> tuple[tuple[StaffPart, Evaluation], ...]:
    """What the law gives staff representation at this gate; what is not certainly excluded stays in."""
    found = ((part, part.when.evaluate(facts)) for part in parts if gate in part.gates)
    return tuple((part, evaluation) for part, evaluation in found if evaluation.truth is not Truth.FALSE)
