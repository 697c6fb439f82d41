"""What each row of a file would do: add somebody, change somebody, nothing, or wait until a problem is solved."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from roeland.organisation.models import Organisation, Person, Unit
from roeland.organisation.people_file.columns import columns
from roeland.organisation.people_file.finding import OWN_UNIT, WHOLE, Here
from roeland.organisation.role_rules import RoleRefused, refusals_of
from roeland.paper.tables import Table

MAX_ROWS = 10_000
LONGEST = {"name": 120, "function": 120, "email": 254}


class TooManyPeople(Exception):
    """More rows than MAX_ROWS."""


class Kind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken in: the column, a code of `wording.PROBLEMS`, and the words that it is about."""

    column: str
    code: str
    about: str = ""
    refusal: RoleRefused | None = None


@dataclass
class Line:
    """A row: who it is about, which fields change, which roles are given for which unit, and its problems."""

    number: int
    said: dict[str, str]
    person: Person | None = None
    unit: Unit | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    roles: list[tuple[str, Unit | None]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def email(self) -> str:
        return self.said["email"].lower()

    @property
    def kind(self) -> Kind:
        if self.problems:
            return Kind.PROBLEM
        if self.person is None:
            return Kind.NEW
        return Kind.CHANGED if self.changes or self.roles else Kind.UNCHANGED

    @property
    def shown_changes(self) -> list[tuple[str, Any, Any]]:
        """Field, what it was, what it becomes."""
        return [(name, getattr(self.person, name, ""), value) for name, value in self.changes.items()]


@dataclass(frozen=True)
class Plan:
    """What a file would do as a whole; `absent` are the people here whom it does not name."""

    lines: list[Line]
    unread: tuple[str, ...]
    absent: list[Person]

    def of(self, kind: Kind) -> list[Line]:
        return [line for line in self.lines if line.kind == kind]

    @cached_property
    def counts(self) -> dict[str, int]:
        found = Counter(line.kind for line in self.lines)
        return {kind.value: found[kind] for kind in Kind}

    @property
    def sound(self) -> bool:
        return not self.counts[Kind.PROBLEM]


def plan(table: Table, organisation: Organisation) -> Plan:
    """Say what a file would do. Writes nothing. Raises ColumnsMissing or TooManyPeople."""
    if len(table.rows) > MAX_ROWS:
        raise TooManyPeople
    found, here = columns(table), Here(organisation)
    lines = [_line(row.number, found.values(row), here) for row in table.rows]
    _same_address_twice(lines)
    named = {line.email for line in lines}
    everybody = (person for persons in here.persons.values() for person in persons)
    absent = [person for person in everybody if person.active and person.email.lower() not in named]
    return Plan(lines, found.unread, sorted(absent, key=lambda person: person.name.casefold()))


def _line(number: int, said: dict[str, str], here: Here) -> Line:
    line = Line(number, said)
    line.problems += _problems_of_words(said)
    line.unit = _unit(line, here)
    _who(line, here)
    _changes(line)
    _roles(line, here)
    return line


def _problems_of_words(said: dict[str, str]) -> Iterable[Problem]:
    for name in ("name", "email"):
        if not said[name]:
            yield Problem(name, "missing")
    for name, longest in LONGEST.items():
        if len(said.get(name, "")) > longest:
            yield Problem(name, "too_long", str(longest))
    if said["email"] and not _is_address(said["email"]):
        yield Problem("email", "no_address", said["email"])


def _is_address(words: str) -> bool:
    try:
        validate_email(words)
    except ValidationError:
        return False
    return True


def _unit(line: Line, here: Here) -> Unit | None:
    words = line.said.get("unit", "")
    found = here.units(words) if words else []
    if words and not found:
        line.problems.append(Problem("unit", "no_unit", words))
    if len(found) > 1:
        line.problems.append(Problem("unit", "several_units", words))
    return found[0] if len(found) == 1 else None


def _who(line: Line, here: Here) -> None:
    known = here.persons.get(line.email, [])
    if len(known) > 1:
        line.problems.append(Problem("email", "several_people", line.said["email"]))
    elif known and not known[0].active:
        line.problems.append(Problem("email", "has_left", known[0].name))
    elif known:
        line.person = known[0]


def _changes(line: Line) -> None:
    """An empty cell leaves a field as it is."""
    wanted: dict[str, Any] = {name: line.said.get(name) for name in ("name", "function")} | {"unit": line.unit}
    for name, value in wanted.items():
        if value and (line.person is None or getattr(line.person, name) != value):
            line.changes[name] = value


def _roles(line: Line, here: Here) -> None:
    codes, unknown = here.roles(line.said.get("roles", ""))
    line.problems += [Problem("roles", "no_role", name) for name in unknown]
    if not codes or line.problems:
        return
    place = _place(line)
    if line.problems:
        return
    person = line.person or Person(organisation=here.organisation, name=line.said["name"])
    given, refused = refusals_of(person, codes, place)
    line.roles = [(code, place) for code in given]
    line.problems += [Problem("roles", "refused", code, refusal) for code, refusal in refused]


def _place(line: Line) -> Unit | None:
    """For what a role counts: the person's own unit, unless the row says that it is the whole organisation."""
    said = line.said.get("role_for", "").casefold()
    own = line.unit or (line.person.unit if line.person else None)
    if said and said not in WHOLE + OWN_UNIT:
        line.problems.append(Problem("role_for", "no_place", line.said["role_for"]))
    if said in OWN_UNIT and own is None:
        line.problems.append(Problem("role_for", "no_own_unit"))
    return None if said in WHOLE else own


def _same_address_twice(lines: list[Line]) -> None:
    first: dict[str, int] = {}
    for line in lines:
        if line.email and line.email in first:
            line.problems.append(Problem("email", "twice", str(first[line.email])))
        first.setdefault(line.email, line.number)
