"""How many applications there are of each kind, with the other filters as they are chosen.

One query reads the columns of whatever answers the words and the view, another what their values are called; each
filter is then counted in memory with the others applied. Counting in the database took a scan per filter, and a second
search for each. All of it is kept in memory for a minute, under the moment at which the register last changed: a page
never writes.
"""

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import reduce
from itertools import compress
from operator import and_, or_
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
FEW_VALUES = 100  # of a column; for more, numbers of a bit for each row would fill memory
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
    """What one filter looks at: every value that occurs, and for each row the place of its value among these.

    `rows_of`, unless there are many values: for each value the rows that have it as one long number, a bit for each
    row, so that counting any choice of rows takes no step per row.
    """

    values: tuple[Any, ...]
    places: array
    rows_of: tuple[int, ...] = ()

    @classmethod
    def of(cls, cells: Iterable[Any]) -> "Column":
        found: dict[Any, int] = {}
        places = array("H", [found.setdefault(cell, len(found)) for cell in cells])
        if not places or len(found) > FEW_VALUES:
            return cls(tuple(found), places)
        line = bytes(places.tolist())
        return cls(tuple(found), places, tuple(_bits(line, {place}) for place in range(len(found))))

    def rows_with(self, wanted: Sequence[bool]) -> int:
        """Return the rows that have a value of a wanted place, a bit for each."""
        if self.rows_of:
            return reduce(or_, (rows for rows, is_wanted in zip(self.rows_of, wanted, strict=True) if is_wanted), 0)
        return int("".join(["1" if wanted[place] else "0" for place in self.places]) or "0", 2)

    def numbers(self, rows: int | None) -> Iterable[tuple[int, int]]:
        """Yield for each place how many of these rows have its value; of all rows when None."""
        if rows is None:
            return Counter(self.places).items()
        if self.rows_of:
            return ((place, (mine & rows).bit_count()) for place, mine in enumerate(self.rows_of))
        chosen = format(rows, f"0{len(self.places)}b").encode().translate(_AS_TRUTH)
        return Counter(compress(self.places, chosen)).items()


_AS_TRUTH = bytes.maketrans(b"01", b"\0\1")


def _bits(line: bytes, places: Collection[int]) -> int:
    """Return as bits where in the line one of these places stands."""
    signs = bytes(49 if place in places else 48 for place in range(256))  # "1" and "0"
    return int(line.translate(signs), 2)


def _key(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None, what: str = "") -> str:
    who = person.pk if wish.view == MINE else ""
    partly = answer is not None and answer.partly
    asked = (str(person.organisation_id), str(who), replace(wish, sort="").address, partly, str(newest), what)
    return hashlib.sha256(repr(asked).encode()).hexdigest()


def _count(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None) -> Counts:
    columns = _columns(person, wish, newest, answer)
    rows = len(columns["class"].places)
    names, groups = _names(person, wish, newest, answer, columns)
    gone = [(name, v) for name in names.known for v in wish.of(name) if v not in (NONE, WAITING, *names.known[name])]
    if gone:
        return replace(_count(person, wish.without(gone), newest, answer), gone=tuple(gone))
    if rows > COUNTED_AT_MOST:
        return Counts(None, {}, names)
    fits = {name: _fitting(columns[name], groups[name], wish.of(name)) for name in columns if wish.of(name)}
    whole = _together(list(fits.values()))
    around = {name: _together([fit for other, fit in fits.items() if other != name]) for name in fits}
    numbers = {name: _numbers(columns[name], groups[name], around.get(name, whole)) for name in columns}
    total = rows if whole is None else whole.bit_count()
    return Counts(total, numbers, names, tuple(gone))


def _columns(person: Person, wish: Wish, newest: datetime | None, answer: Answer | None) -> dict[str, Column]:
    """The columns of whatever the words and the view find: read once, whatever else is chosen."""
    asked = _unfiltered(wish)
    return _kept("columns", _key(person, asked, newest, answer), lambda: _read(person, asked, answer))


Groups = Mapping[str, Sequence[tuple[str, ...]]]
"""Per filter, for each value of its column, the options under which it counts."""


def _names(
    person: Person, wish: Wish, newest: datetime | None, answer: Answer | None, columns: Mapping[str, Column]
) -> tuple[Names, Groups]:
    """What the values of the columns are called, and under which options they count: the same whatever is chosen."""
    chosen = {name: wish.of(name) for name in ("owner", "supplier")}
    seen = {name: columns[name].values for name in chosen}

    def make() -> tuple[Names, Groups]:
        names = names_of(person, chosen, seen)
        return names, {name: _groups(name, column, names) for name, column in columns.items()}

    return _kept("memory", _key(person, _unfiltered(wish), newest, answer, f"names {chosen}"), make)


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


def _fitting(column: Column, groups: Sequence[tuple[str, ...]], chosen: Sequence[str]) -> int:
    """The rows that answer the filter, a bit for each."""
    return column.rows_with([not set(options).isdisjoint(chosen) for options in groups])


def _together(fits: Sequence[int]) -> int | None:
    """Which rows answer all of these filters; None when there is none, so that all do."""
    return reduce(and_, fits) if fits else None


def _numbers(column: Column, groups: Sequence[tuple[str, ...]], fit: int | None) -> dict[str, int]:
    numbers: Counter[str] = Counter()
    for place, number in column.numbers(fit):
        for option in groups[place] if number else ():
            numbers[option] += number
    return dict(numbers)
