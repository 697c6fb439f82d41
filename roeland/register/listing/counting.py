"""How many applications there are of each kind, with the other filters as they are chosen.

One query reads the columns of whatever answers the words and the view; each filter is then counted in memory with the
others applied. Counting in the database took a scan per filter, and a second search for each. What was counted is kept
in memory for a minute, under the moment at which the register last changed: a page never writes.
"""

import hashlib
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
        kept = _count(person, wish, answer)
        memory.set(key, kept, KEPT)
    return kept


def _key(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None) -> str:
    who = person.pk if wish.view == MINE else ""
    partly = answer is not None and answer.partly
    asked = (str(person.organisation_id), str(who), replace(wish, sort="").address, partly, str(newest))
    return hashlib.sha256(repr(asked).encode()).hexdigest()


def _count(person: Person, wish: Wish, answer: Answer | None) -> Counts:
    rows = list(_rows(person, wish, answer)[: COUNTED_AT_MOST + 1])
    columns = _columns(rows)
    names = names_of(person, wish, answer, {name: set(columns[name]) for name in ("owner", "supplier")})
    gone = [(name, v) for name in names.known for v in wish.of(name) if v not in (NONE, WAITING, *names.known[name])]
    if gone:
        return replace(_count(person, wish.without(gone), answer), gone=tuple(gone))
    if len(rows) > COUNTED_AT_MOST:
        return Counts(None, {}, names)
    groups = {name: _groups(name, set(column), names) for name, column in columns.items()}
    fits = {name: _fitting(columns[name], groups[name], wish.of(name)) for name in columns if wish.of(name)}
    whole = _together(list(fits.values()))
    around = {name: _together([fit for other, fit in fits.items() if other != name]) for name in fits}
    numbers = {name: _numbers(columns[name], groups[name], around.get(name, whole)) for name in columns}
    total = len(rows) if whole is None else sum(whole)
    return Counts(total, numbers | {"tag": names.tagged}, names, tuple(gone))


def _rows(person: Person, wish: Wish, answer: Answer | None) -> Any:
    """The columns to count by, as plain as the database gives them: making keys of them costs more than counting."""
    by_database = {name: wish.of(name) for name in BY_DATABASE if wish.of(name)}
    rows = wished(person, replace(wish, chosen=by_database, sort=DEFAULT_ORDER), answer)
    whether = {f"is_{name}": Cast(name, IntegerField()) for name in WHETHER}
    keys = {f"key_{name}": Cast(f"{name}_id", CharField()) for name in KEYS}
    return rows.order_by().annotate(**whether, **keys).values_list(*TEXT, *whether, *keys)


def _columns(rows: Sequence[tuple]) -> dict[str, Sequence[Any]]:
    """Per filter the column that it looks at; of an owner also whether they accepted."""
    empty: list[tuple] = [()] * (len(TEXT) + len(WHETHER) + len(KEYS))
    found = dict(zip((*TEXT, *WHETHER, *KEYS), list(zip(*rows, strict=True)) or empty, strict=True))
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
        "owner": list(zip(found["owner"], found["owner_accepted"], strict=True)),
        "supplier": found["supplier"],
        "field": found["field_of_use"],
    }


def _groups(name: str, values: Iterable[Any], names: Names) -> dict[Any, tuple[str, ...]]:
    """For each value of a column the options of the filter under which it counts."""
    return {value: tuple(GROUPING.get(name, _itself)(value, names)) for value in values}


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


def _fitting(column: Sequence[Any], groups: Mapping[Any, tuple[str, ...]], chosen: Sequence[str]) -> list[bool]:
    wanted = {value for value, options in groups.items() if not set(options).isdisjoint(chosen)}
    return [value in wanted for value in column]


def _together(fits: list[list[bool]]) -> list[bool] | None:
    """Which rows answer all of these filters; None when there is none, so that all do."""
    if len(fits) < 2:
        return fits[0] if fits else None
    return [*map(all, zip(*fits, strict=True))]


def _numbers(column: Sequence[Any], groups: Mapping[Any, tuple[str, ...]], fit: list[bool] | None) -> dict[str, int]:
    numbers: Counter[str] = Counter()
    for value, number in Counter(column if fit is None else compress(column, fit)).items():
        for option in groups[value]:
            numbers[option] += number
    return dict(numbers)
