"""Whether a matrix can be adopted: what is wrong with it, cell by cell."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from roeland.rules.gates import ROUTES
from roeland.rules.matrix import Activity, GateRow, Governance, Mark

FORBIDDEN = "forbidden"
DAYS_WHEN_FORBIDDEN = 1
"""Working days within which a prohibited practice is answered."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the matrix: an activity ("s05") or a gate and route ("start-full"), and there a role with its mark."""

    place: str
    role: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a matrix cannot be adopted. `other` is the role, gate or route that it has to do with.

    Codes: nobody_accountable, unknown_role, not_a_level, overseer_decides, overseer_works, judges_itself,
    forbidden_combination, asked_twice, left_out, decided_lower, too_slow, route_missing.
    """

    code: str
    cell: Cell
    other: str = ""


@dataclass(frozen=True, slots=True)
class RoleRules:
    """What holds for roles whatever the matrix says.

    overseers: never EV or U. lasting: the advice that the shipped matrix asks of them stays. apart: pairs that must
    not both decide or do the work of one thing.
    """

    known: frozenset[str]
    overseers: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()
    apart: frozenset[frozenset[str]] = field(default_factory=frozenset)


def place_of(row: GateRow) -> str:
    """How a gate and route are called as one place."""
    return f"{row.gate}-{row.route}"


def problems(draft: Governance, *, shipped: Governance, rules: RoleRules) -> tuple[Problem, ...]:
    """Everything that keeps a draft from being adopted, in the order of the matrix; empty means adoptable.

    shipped: the matrix on which it is based; it says which advice cannot be left out.
    """
    return (
        *(problem for activity in draft.activities for problem in _of_activity(activity, rules)),
        *(problem for row in draft.gates for problem in _of_row(row, draft, shipped, rules)),
        *_routes(draft, shipped),
    )


def _of_activity(activity: Activity, rules: RoleRules) -> Iterator[Problem]:
    place = activity.code
    yield from _accountable(place, activity.accountable, rules)
    for role in activity.does:
        if role in rules.overseers:
            yield Problem("overseer_works", Cell(place, role, Mark.DOES))
    if activity.accountable and activity.accountable in activity.advises:
        yield Problem("judges_itself", Cell(place, activity.accountable, Mark.ADVISES))
    yield from _apart(place, (activity.accountable, *activity.does), rules)
    yield from _unknown(place, (*activity.does, *activity.advises, *activity.informs), rules)


def _of_row(row: GateRow, draft: Governance, shipped: Governance, rules: RoleRules) -> Iterator[Problem]:
    place = place_of(row)
    yield from _accountable(place, row.accountable, rules)
    if row.accountable and row.accountable not in draft.levels:
        yield Problem("not_a_level", Cell(place, row.accountable, Mark.ACCOUNTABLE))
    yield from _decided_lower(row, draft)
    if row.route == FORBIDDEN and row.answer_within > DAYS_WHEN_FORBIDDEN:
        yield Problem("too_slow", Cell(place))
    yield from _parts(row, rules)
    yield from _left_out(row, shipped, rules)


def _accountable(place: str, role: str, rules: RoleRules) -> Iterator[Problem]:
    cell = Cell(place, role, Mark.ACCOUNTABLE)
    if not role:
        yield Problem("nobody_accountable", cell)
    elif role not in rules.known:
        yield Problem("unknown_role", cell)
    elif role in rules.overseers:
        yield Problem("overseer_decides", cell)


def _apart(place: str, working: tuple[str, ...], rules: RoleRules) -> Iterator[Problem]:
    for pair in sorted(rules.apart, key=sorted):
        if pair <= set(working):
            first, second = sorted(pair)
            yield Problem("forbidden_combination", Cell(place, first, Mark.DOES), second)


def _unknown(place: str, roles: tuple[str, ...], rules: RoleRules) -> Iterator[Problem]:
    for role in dict.fromkeys(roles):
        if role not in rules.known:
            yield Problem("unknown_role", Cell(place, role))


def _parts(row: GateRow, rules: RoleRules) -> Iterator[Problem]:
    place = place_of(row)
    for mark, parts in ((Mark.ADVISES, row.advises), (Mark.INFORMS, row.informs)):
        for role, times in Counter(part.role for part in parts).items():
            if times > 1:
                yield Problem("asked_twice", Cell(place, role, mark))
    if any(part.role == row.accountable for part in row.advises):
        yield Problem("judges_itself", Cell(place, row.accountable, Mark.ADVISES))
    yield from _unknown(place, (*(part.role for part in (*row.advises, *row.informs)), *row.told), rules)


def _left_out(row: GateRow, shipped: Governance, rules: RoleRules) -> Iterator[Problem]:
    kept = {(part.role, part.code) for part in row.advises}
    for before in shipped.gates:
        if (before.gate, before.route) != (row.gate, row.route):
            continue
        for part in before.advises:
            if part.role in rules.lasting and (part.role, part.code) not in kept:
                yield Problem("left_out", Cell(place_of(row), part.role, Mark.ADVISES))


def _decided_lower(row: GateRow, draft: Governance) -> Iterator[Problem]:
    """A heavier route is never decided below a lighter one of the same gate."""
    heights = {level: height for height, level in enumerate(draft.levels)}
    if row.accountable not in heights or row.route not in ROUTES:
        return
    lighter = ROUTES[: ROUTES.index(row.route)]
    for other in draft.gates:
        above = heights.get(other.accountable, -1) > heights[row.accountable]
        if other.gate == row.gate and other.route in lighter and above:
            yield Problem("decided_lower", Cell(place_of(row), row.accountable, Mark.ACCOUNTABLE), other.route)
            return


def _routes(draft: Governance, shipped: Governance) -> Iterator[Problem]:
    have = Counter((row.gate, row.route) for row in draft.gates)
    for gate in dict.fromkeys(row.gate for row in shipped.gates):
        for route in ROUTES:
            if have[gate, route] != 1:
                yield Problem("route_missing", Cell(f"{gate}-{route}"), gate)
