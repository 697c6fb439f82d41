"""How many applications there are of each kind, with the other filters as they are chosen.

One query reads the columns of whatever answers the words and the view; each filter is then counted in memory with the
others applied. Counting in the database took a scan per filter, and a second search for each. The columns, and what was
counted, are kept in memory for a minute, under the moment at which the register last changed: a page never writes.
"""

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import compress
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db.models import CharField, Count, IntegerField, Max, Q
from django.db.models.functions import Cast

from roeland.organisation.models import Person
from roeland.register.listing.finding import wished
from roeland.register.listing.naming import Names, names_of
from roeland.register.listing.wish import CLASSES_OF_VIEW, DEFAULT_ORDER, MINE, NONE, UNDECIDED, WAITING, Wish
from roeland.register.models import Application
from roeland.search.queries import Answer

# Beyond this a list says "more than": nobody pages that far, and counting must stay cheap.
COUNTED_AT_MOST = 10_000
KEPT = 60  # seconds
TEXT = ("ai_class", "route", "phase", "personal_data", "affects_people", "open_questions")
WHETHER = ("undecided", "owner_accepted")
KEYS = ("unit", "owner", "supplier", "field_of_use")
_PLACE = {name: place for place, name in enumerate((*TEXT, *WHETHER, *KEYS))}
# A tag is counted by the database: an application can have many.
BY_DATABASE = ("tag",)


@dataclass(frozen=True)
class Head:
    """The whole register in a few numbers, and when it last changed."""

    newest: datetime | None
    all: int
    views: Mapping[str, int]


@dataclass(frozen=True)
class Counts:
    """What the filters show: per filter how many there are of each value, what these are called, what is gone.

    `total` answers the whole wish; None, and no numbers, when there are too many to count.
    """

    total: int | None
    numbers: Mapping[str, Mapping[str, int]]
    names: Names = field(default_factory=Names)
    gone: tuple[tuple[str, str], ...] = ()


def head(person: Person) -> Head:
    """Count what the quick choices say, in one pass along one index."""
    high, unknown = (Q(ai_class__in=CLASSES_OF_VIEW[view]) for view in ("high", "unknown"))
    found = (
        Application.objects.of(person.organisation)
        .order_by()
        .aggregate(
            newest=Max("changed_at"),
            all=Count("pk"),
            mine=Count("pk", filter=Q(owner=person) | Q(reporter=person)),
            undecided=Count("pk", filter=Q(undecided=True)),
            high=Count("pk", filter=high),
            unknown=Count("pk", filter=unknown),
        )
    )
    views = {"": found["all"], MINE: found["mine"], UNDECIDED: found["undecided"]}
    return Head(found["newest"], found["all"], views | {view: found[view] for view in CLASSES_OF_VIEW})


def counted(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None = None) -> Counts:
    """Count around the wish, or give what was counted a moment ago; two queries or none.

    `answer` is what the words of the wish find.
    """
    memory, key = caches["memory"], _key(person, wish, newest, answer)
    kept: Counts | None = memory.get(key)
    if kept is None:
        kept = _count(person, wish, newest, answer)
        memory.set(key, kept, KEPT)
    return kept


@dataclass(frozen=True)
class Column:
    """What one filter looks at: every value that occurs, and for each row the place of its value among these."""

    values: tuple[Any, ...]
    places: array

    @classmethod
    def of(cls, cells: Iterable[Any]) -> "Column":
        found: dict[Any, int] = {}
        places = array("H", [found.setdefault(cell, len(found)) for cell in cells])
        return cls(tuple(found), places)


def _key(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None) -> str:
    who = person.pk if wish.view == MINE else ""
    partly = answer is not None and answer.partly
    asked = (str(person.organisation_id), str(who), replace(wish, sort="").address, partly, str(newest))
    return hashlib.sha256(repr(asked).encode()).hexdigest()


def _count(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None) -> Counts:
    columns = _columns(person, wish, newest, answer)
    rows = len(columns["class"].places)
    names = names_of(person, wish, answer, {name: columns[name].values for name in ("owner", "supplier")})
    gone = [(name, v) for name in names.known for v in wish.of(name) if v not in (NONE, WAITING, *names.known[name])]
    if gone:
        return replace(_count(person, wish.without(gone), newest, answer), gone=tuple(gone))
    if rows > COUNTED_AT_MOST:
        return Counts(None, {}, names)
    groups = {name: _groups(name, column, names) for name, column in columns.items()}
    fits = {name: _fitting(columns[name], groups[name], wish.of(name)) for name in columns if wish.of(name)}
    whole = _together(list(fits.values()))
    around = {name: _together([fit for other, fit in fits.items() if other != name]) for name in fits}
    numbers = {name: _numbers(columns[name], groups[name], around.get(name, whole)) for name in columns}
    total = rows if whole is None else sum(whole)
    return Counts(total, numbers | {"tag": names.tagged}, names, tuple(gone))


def _columns(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None) -> dict[str, Column]:
    """The columns of whatever the words, the view and the tags find: read once, whatever else is chosen."""
    asked = replace(wish, chosen={name: wish.of(name) for name in BY_DATABASE if wish.of(name)}, sort=DEFAULT_ORDER)
    memory, key = caches["columns"], _key(person, asked, newest, answer)
    kept: dict[str, Column] | None = memory.get(key)
    if kept is None:
        kept = _read(list(_rows(person, asked, answer)[: COUNTED_AT_MOST + 1]))
        memory.set(key, kept, KEPT)
    return kept


def _rows(person: Person, asked: Wish, answer: Answer | None) -> Any:
    """The columns to count by, as plain as the database gives them: making keys of them costs more than counting."""
    rows = wished(person, asked, answer)
    whether = {f"is_{name}": Cast(name, IntegerField()) for name in WHETHER}
    keys = {f"key_{name}": Cast(f"{name}_id", CharField()) for name in KEYS}
    return rows.order_by().annotate(**whether, **keys).values_list(*TEXT, *whether, *keys)


def _read(rows: Sequence[tuple]) -> dict[str, Column]:
    """Per filter the column that it looks at; of an owner also whether they accepted."""
    empty: list[tuple] = [()] * (len(TEXT) + len(WHETHER) + len(KEYS))
    cells = list(zip(*rows, strict=True)) or empty
    found = {name: Column.of(column) for name, column in zip((*TEXT, *WHETHER, *KEYS), cells, strict=True)}
    accepted = zip(cells[_PLACE["owner"]], cells[_PLACE["owner_accepted"]], strict=True)
    return {
        "class": found["ai_class"],
        "route": found["route"],
        "phase": found["phase"],
        "mark": found["undecided"],
        "personal": found["personal_data"],
        "affects": found["affects_people"],
        "questions": found["open_questions"],
        "unit": found["unit"],
        "entity": found["unit"],
        "owner": Column.of(accepted),
        "supplier": found["supplier"],
        "field": found["field_of_use"],
    }


def _groups(name: str, column: Column, names: Names) -> list[tuple[str, ...]]:
    """For each value of a column the options of the filter under which it counts."""
    return [tuple(GROUPING.get(name, _itself)(value, names)) for value in column.values]


def _itself(value: Any, names: Names) -> Iterable[str]:
    return (value,)


def _by_key(value: str | None, names: Names) -> Iterable[str]:
    return (str(UUID(value)),) if value else (NONE,)


def _by_owner(value: tuple[str | None, int], names: Names) -> Iterable[str]:
    owner, accepted = value
    return (*_by_key(owner, names), *(() if accepted or not owner else (WAITING,)))


def _by_unit(value: str | None, names: Names) -> Iterable[str]:
    return names.above[str(UUID(value))] if value else (NONE,)


def _by_entity(value: str | None, names: Names) -> Iterable[str]:
    entity = names.entity_of.get(str(UUID(value))) if value else None
    return (entity,) if entity else ()


def _by_questions(value: int | None, names: Names) -> Iterable[str]:
    if value is None:
        return ("no-intake",)
    return ("some",) if value else ("no",)


def _by_mark(value: int, names: Names) -> Iterable[str]:
    return (UNDECIDED,) if value else ()


GROUPING: Mapping[str, Any] = {
    "mark": _by_mark,
    "questions": _by_questions,
    "unit": _by_unit,
    "entity": _by_entity,
    "owner": _by_owner,
    "supplier": _by_key,
    "field": _by_key,
}


def _fitting(column: Column, groups: Sequence[tuple[str, ...]], chosen: Sequence[str]) -> list[bool]:
    wanted = [not set(options).isdisjoint(chosen) for options in groups]
    return [wanted[place] for place in column.places]


def _together(fits: list[list[bool]]) -> list[bool] | None:
    """Which rows answer all of these filters; None when there is none, so that all do."""
    if len(fits) < 2:
        return fits[0] if fits else None
    return [*map(all, zip(*fits, strict=True))]


def _numbers(column: Column, groups: Sequence[tuple[str, ...]], fit: list[bool] | None) -> dict[str, int]:
    numbers: Counter[str] = Counter()
    places: Iterable[int] = column.places if fit is None else compress(column.places, fit)
    for place, number in Counter(places).items():
        for option in groups[place]:
            numbers[option] += number
    return dict(numbers)
