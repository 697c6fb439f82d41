"""Changing one place of a matrix: what stands there, and the matrix with something else there."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from roeland.content.governance import kept
from roeland.rules.matrix import Activity, GateRow, Governance, Mark, Part
from roeland.rules.matrix_checks import place_of

Place = Activity | GateRow


@dataclass(frozen=True)
class Letters:
    """What an activity gets: who is accountable (empty: nobody yet), does it, advises, gives facts."""

    accountable: str
    does: Sequence[str] = ()
    advises: Sequence[str] = ()
    informs: Sequence[str] = ()


@dataclass(frozen=True)
class Added:
    """Somebody more who takes part in a gate: A or I, and the code of a condition that the matrix knows."""

    mark: str
    role: str
    code: str


@dataclass(frozen=True)
class Taking:
    """What a gate gets on a route. `parts`: keys (see `key_of`) of the parts that stay.

    everywhere: also at the other gates that say the same on this route.
    """

    accountable: str
    answer_within: int
    parts: Sequence[str] = ()
    told: Sequence[str] = ()
    added: Added | None = None
    everywhere: bool = False


def find(matrix: Governance, place: str) -> Place:
    """What stands at a place. Raises KeyError."""
    for activity in matrix.activities:
        if activity.code == place:
            return activity
    for row in matrix.gates:
        if place_of(row) == place:
            return row
    raise KeyError(place)


def stamp(here: Place) -> str:
    """What tells two states of one place apart."""
    return sha256(json.dumps(kept(here), sort_keys=True).encode()).hexdigest()[:16]


def key_of(mark: Mark, part: Part) -> str:
    """How a part of a gate is named in a form."""
    return f"{mark.value}|{part.role}|{part.code}"


def known_parts(matrices: Iterable[Governance], route: str) -> dict[str, Part]:
    """The conditions under which somebody can be asked on this route, by code.

    One that always holds belongs to its own route: its reason names that route.
    """
    rows = [row for matrix in matrices for row in matrix.gates]
    parts = [(row, part) for row in rows for part in (*row.advises, *row.informs)]
    return {part.code: part for row, part in reversed(parts) if part.when is not None or row.route == route}


def with_letters(matrix: Governance, place: str, letters: Letters) -> Governance:
    """The matrix in which an activity has these letters. Raises KeyError."""
    here = find(matrix, place)
    if not isinstance(here, Activity):
        raise KeyError(place)
    fields = {"accountable": letters.accountable} | {
        name: tuple(getattr(letters, name)) for name in ("does", "advises", "informs")
    }
    return _replaced(matrix, here, msgspec.structs.replace(here, **fields))


def with_taking(matrix: Governance, place: str, taking: Taking, shipped: Governance) -> Governance:
    """The matrix in which a gate has these people on a route. Raises KeyError, also for an unknown condition.

    shipped: knows conditions too, and what the law says of a part that comes back to its place.
    """
    here = find(matrix, place)
    if not isinstance(here, GateRow):
        raise KeyError(place)
    advises = [part for part in here.advises if key_of(Mark.ADVISES, part) in taking.parts]
    informs = [part for part in here.informs if key_of(Mark.INFORMS, part) in taking.parts]
    if taking.added:
        part = _added(taking.added, here, matrix, shipped)
        (advises if taking.added.mark == Mark.ADVISES else informs).append(part)
    row = msgspec.structs.replace(
        here,
        accountable=taking.accountable,
        answer_within=taking.answer_within,
        advises=tuple(advises),
        informs=tuple(informs),
        told=tuple(taking.told),
    )
    also = alike(matrix, here) if taking.everywhere else ()
    for other in also:
        matrix = _replaced(matrix, other, msgspec.structs.replace(row, gate=other.gate))
    return _replaced(matrix, here, row)


def alike(matrix: Governance, here: GateRow) -> tuple[GateRow, ...]:
    """The other gates that say on this route what this one says."""
    same = (row for row in matrix.gates if row is not here and row.route == here.route)
    return tuple(row for row in same if msgspec.structs.replace(row, gate=here.gate) == here)


def _added(added: Added, here: GateRow, matrix: Governance, shipped: Governance) -> Part:
    same = (row for row in shipped.gates if (row.gate, row.route) == (here.gate, here.route))
    for part in (part for row in same for part in (row.advises if added.mark == Mark.ADVISES else row.informs)):
        if (part.role, part.code) == (added.role, added.code):
            return part
    return Part(added.role, added.code, known_parts((matrix, shipped), here.route)[added.code].when)


def _replaced(matrix: Governance, before: Place, after: Place) -> Governance:
    name = "activities" if isinstance(before, Activity) else "gates"
    rows = tuple(after if row is before else row for row in getattr(matrix, name))
    return msgspec.structs.replace(matrix, **{name: rows})
