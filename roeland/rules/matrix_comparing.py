"""What differs between two matrices: per place and role, what it was and what it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roeland.rules.matrix import Activity, GateRow, Governance, Mark
from roeland.rules.matrix_checks import place_of


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """A mark that a role has, at a gate with the code of the condition under which."""

    mark: Mark
    code: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a role had at a place, and has; or (without a role) within how many days is answered there."""

    place: str
    role: str = ""
    before: tuple[Held, ...] = ()
    after: tuple[Held, ...] = ()
    days: tuple[int, int] | None = None


Roles = dict[str, tuple[Held, ...]]


def differences(before: Governance, after: Governance) -> tuple[Difference, ...]:
    """Every cell that differs, in the order of `after`; a place that one of them lacks counts as empty."""
    old, new = _places(before), _places(after)
    found = (_at(place, old.get(place, {}), new.get(place, {})) for place in dict.fromkeys((*new, *old)))
    return (*(difference for several in found for difference in several), *_days(before, after))


def changed_roles(found: Iterable[Difference]) -> tuple[str, ...]:
    """The roles that these differences are about, each once."""
    return tuple(dict.fromkeys(difference.role for difference in found if difference.role))


def marks_of(row: GateRow) -> Roles:
    """What each role has at a gate on a route."""
    marks = [(row.accountable, Held(Mark.ACCOUNTABLE))]
    marks += [(part.role, Held(Mark.ADVISES, part.code)) for part in row.advises]
    marks += [(part.role, Held(Mark.INFORMS, part.code)) for part in row.informs]
    marks += [(role, Held(Mark.TOLD)) for role in row.told]
    return _by_role(marks)


def marks_in(activity: Activity) -> Roles:
    """What each role has in an activity."""
    roles = (activity.accountable, *activity.does, *activity.advises, *activity.informs)
    return _by_role([(role, Held(mark)) for role in dict.fromkeys(roles) for mark in activity.mark(role)])


def _places(matrix: Governance) -> dict[str, Roles]:
    standing = {activity.code: marks_in(activity) for activity in matrix.activities}
    return standing | {place_of(row): marks_of(row) for row in matrix.gates}


def _by_role(marks: Iterable[tuple[str, Held]]) -> Roles:
    found: Roles = {}
    for role, held in marks:
        if role:
            found[role] = (*found.get(role, ()), held)
    return found


def _at(place: str, before: Roles, after: Roles) -> Iterator[Difference]:
    for role in dict.fromkeys((*after, *before)):
        was, now = before.get(role, ()), after.get(role, ())
        if set(was) != set(now):
            yield Difference(place, role, was, now)


def _days(before: Governance, after: Governance) -> Iterator[Difference]:
    old = {place_of(row): row.answer_within for row in before.gates}
    for row in after.gates:
        was = old.get(place_of(row), row.answer_within)
        if was != row.answer_within:
            yield Difference(place_of(row), days=(was, row.answer_within))
