"""How many applications there are of each kind, with the other filters as they are chosen.

One query reads the columns of whatever answers the words and the view, another what their values are called; each
filter is then counted in memory with the others applied. Counting in the database took a scan per filter, and a second
search for each. All of it is kept in memory for a minute, under the moment at which the register last changed: a page
never writes.
"""

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import reduce
from itertools import compress
from operator import and_
from typing import Any, TypeVar
from uuid import UUID

from django.core.cache import caches
from django.db.models import CharField, Count, Exists, IntegerField, Max, Q, QuerySet, Value
from django.db.models.functions import Cast

from roeland.organisation.models import Organisation, Person
from roeland.organisation.prepared import prepared
from roeland.register.listing.finding import wished
from roeland.register.listing.naming import Names, names_of
from roeland.register.listing.wish import CLASSES_OF_VIEW, MINE, NONE, UNDECIDED, WAITING, Wish
from roeland.register.models import Application
from roeland.search.queries import Answer

# Beyond this a list says "more than": nobody pages that far, and counting must stay cheap.
COUNTED_AT_MOST = 10_000
KEPT = 60  # seconds
TEXT = ("ai_class", "route", "phase", "personal_data", "affects_people", "open_questions")
WHETHER = ("undecided", "owner_accepted")
KEYS = ("unit", "owner", "supplier", "field_of_use")
_PLACE = {name: place for place, name in enumerate((*TEXT, *WHETHER, *KEYS))}
HEADS = ("", MINE, UNDECIDED, *CLASSES_OF_VIEW)  # the quick choices, as the head counts them
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
CHUNK = 2_000  # rows that are fetched at once; there is one for each tag of an application
Kept = TypeVar("Kept")


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


@prepared
def _newest(organisation: UUID) -> QuerySet[Application, datetime]:
    rows = Application.objects.filter(organisation=organisation).order_by("-changed_at")
    return rows.values_list("changed_at", flat=True)[:1]


def newest(organisation: Organisation) -> datetime | None:
    """When the register last changed: one step along an index. What was counted before then counts no longer."""
    return _newest.first(organisation.pk)


def head(person: Person) -> Head:
    """Count what the quick choices say, unless nothing changed since they were counted a moment ago; one query.

    What is older than the last count has no rows here, and so no newest one.
    """
    memory, key = caches["memory"], f"head-{person.pk}"
    known: Head | None = memory.get(key)
    since = known.newest if known and known.newest else LONG_AGO
    at, *numbers = _heads.first(person.organisation_id, person.pk, since) or (None, *[0] * len(HEADS))
    if known and at is None:
        return known
    found = Head(at, numbers[0], dict(zip(HEADS, numbers, strict=True)))
    memory.set(key, found, KEPT)
    return found


@prepared
def _heads(organisation: UUID, person: UUID, since: datetime) -> QuerySet[Application, tuple[Any, ...]]:
    """The moment of the last change and how many there are, when something changed since; looked up once, not per row.

    Nothing when nothing did.
    """
    here = Application.objects.filter(organisation=organisation).order_by()
    counts = {
        "newest": Max("changed_at"),
        "number_of_all": Count("pk"),
        "number_mine": Count("pk", filter=Q(owner=person) | Q(reporter=person)),
        "number_undecided": Count("pk", filter=Q(undecided=True)),
        **{f"number_{view}": Count("pk", filter=Q(ai_class__in=CLASSES_OF_VIEW[view])) for view in CLASSES_OF_VIEW},
    }
    rows = here.filter(Exists(here.filter(changed_at__gt=since))).values(whole=Value(1))
    return rows.annotate(**counts).values_list(*counts)


def counted(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None = None) -> Counts:
    """Count around the wish, or give what was counted a moment ago; two queries or none.

    `answer` is what the words of the wish find.
    """
    key = _key(person, wish, newest, answer)
    return _kept("memory", key, lambda: _count(person, wish, newest, answer))


def _kept(cache: str, key: str, make: Callable[[], Kept]) -> Kept:
    kept: Kept | None = caches[cache].get(key)
    if kept is None:
        kept = make()
        caches[cache].set(key, kept, KEPT)
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


def _key(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None, what: str = "") -> str:
    who = person.pk if wish.view == MINE else ""
    partly = answer is not None and answer.partly
    asked = (str(person.organisation_id), str(who), replace(wish, sort="").address, partly, str(newest), what)
    return hashlib.sha256(repr(asked).encode()).hexdigest()


def _count(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None) -> Counts:
    columns = _columns(person, wish, newest, answer)
    rows = len(columns["class"].places)
    names = _names(person, wish, newest, answer, columns)
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
    return Counts(total, numbers, names, tuple(gone))


def _columns(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None) -> dict[str, Column]:
    """The columns of whatever the words and the view find: read once, whatever else is chosen."""
    asked = _unfiltered(wish)
    return _kept("columns", _key(person, asked, newest, answer), lambda: _read(person, asked, answer))


def _names(
    person: Person, wish: Wish, newest: datetime | None, answer: Answer | None, columns: Mapping[str, Column]
) -> Names:
    """What the values of the columns are called, and what is chosen: the same whatever else is chosen."""
    chosen = {name: wish.of(name) for name in ("owner", "supplier")}
    seen = {name: columns[name].values for name in chosen}
    key = _key(person, _unfiltered(wish), newest, answer, f"names {chosen}")
    return _kept("memory", key, lambda: names_of(person, chosen, seen))


def _unfiltered(wish: Wish) -> Wish:
    return replace(wish, chosen={}, sort="")


def _read(person: Person, asked: Wish, answer: Answer | None) -> dict[str, Column]:
    """Per filter the column that it looks at; of an owner also whether they accepted."""
    known: dict[str, tuple] = {}
    tags: dict[str, list[str]] = defaultdict(list)
    for key, tag, *cells in _rows(person, asked, answer).iterator(CHUNK):
        known[key] = tuple(cells)
        tags[key] += [tag] if tag else []
        if len(known) > COUNTED_AT_MOST:
            break
    names = (*TEXT, *WHETHER, *KEYS)
    cells = list(zip(*known.values(), strict=True)) or [()] * len(names)
    found = {name: Column.of(column) for name, column in zip(names, cells, strict=True)}
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
        "tag": Column.of(tuple(sorted(tags[key])) for key in known),
    }


def _rows(person: Person, asked: Wish, answer: Answer | None) -> Any:
    """The columns to count by, one row for each tag: as plain as the database gives them, since making keys costs."""
    keys = {"key_itself": Cast("pk", CharField()), "key_tag": Cast("tagging__tag", CharField())}
    whether = {f"is_{name}": Cast(name, IntegerField()) for name in WHETHER}
    others = {f"key_{name}": Cast(f"{name}_id", CharField()) for name in KEYS}
    rows = wished(person, asked, answer).order_by().annotate(**keys, **whether, **others)
    return rows.values_list(*keys, *TEXT, *whether, *others)


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


def _by_tags(value: tuple[str, ...], names: Names) -> Iterable[str]:
    return (str(UUID(key)) for key in value)


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
    "tag": _by_tags,
}


def _fitting(column: Column, groups: Sequence[tuple[str, ...]], chosen: Sequence[str]) -> bytes:
    """Per row a 1 when it answers the filter, else a 0."""
    wanted = [not set(options).isdisjoint(chosen) for options in groups]
    return bytes([wanted[place] for place in column.places])


def _together(fits: Sequence[bytes]) -> bytes | None:
    """Which rows answer all of these filters; None when there is none, so that all do."""
    if not fits:
        return None
    numbers = (int.from_bytes(fit, "big") for fit in fits)  # as one long number each: all rows at once
    return reduce(and_, numbers).to_bytes(len(fits[0]), "big")


def _numbers(column: Column, groups: Sequence[tuple[str, ...]], fit: bytes | None) -> dict[str, int]:
    numbers: Counter[str] = Counter()
    places: Iterable[int] = column.places if fit is None else compress(column.places, fit)
    for place, number in Counter(places).items():
        for option in groups[place]:
            numbers[option] += number
    return dict(numbers)
