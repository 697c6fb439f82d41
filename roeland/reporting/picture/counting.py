"""How many applications there are of each kind: a fixed number of queries, however many there are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, Value, When

from roeland.organisation.models import Organisation
from roeland.register.models import Application
from roeland.reporting.picture.narrowing import NO_INTAKE, NONE, SOME, UNDECIDED, WAITING, Filters, Scope

LATE = "late"
COLUMNS = ("class", "route", "phase", "personal", "affects", "mark", "late", "questions", "owner")
STORED = ("ai_class", "route", "phase", "personal_data", "affects_people")


@dataclass(frozen=True)
class Counted:
    """How many applications there are per combination of values, in the order of COLUMNS."""

    rows: tuple[tuple[tuple[str, ...], int], ...]

    @cached_property
    def total(self) -> int:
        return sum(number for _values, number in self.rows)

    @cached_property
    def margins(self) -> Mapping[str, Counter[str]]:
        """How many there are of each value, column by column."""
        found: dict[str, Counter[str]] = {name: Counter() for name in COLUMNS}
        for values, number in self.rows:
            for name, value in zip(COLUMNS, values, strict=True):
                found[name][value] += number
        return found

    def of(self, filters: Filters) -> int:
        """How many answer all of these filters."""
        if not filters:
            return self.total
        (name, values), *others = filters.items()
        if others:
            return self.within({name: values}).of(dict(others))
        return sum(self.margins[name][value] for value in set(values))

    def within(self, filters: Filters) -> "Counted":
        """Only what answers these filters."""
        rows = self.rows
        for name, values in filters.items():
            place = COLUMNS.index(name)
            rows = tuple(row for row in rows if row[0][place] in values)
        return Counted(rows)


def count(organisation: Organisation, today: date) -> Counted:
    """Count everything in the register, in one query."""
    rows = (
        Application.objects.of(organisation)
        .order_by()
        .annotate(
            said_mark=_word((When(undecided=True, then=Value(UNDECIDED)),), ""),
            said_late=_word((When(undecided=True, decide_by__lt=today, then=Value(LATE)),), ""),
            said_questions=_word(
                (When(open_questions=None, then=Value(NO_INTAKE)), When(open_questions__gt=0, then=Value(SOME))), "no"
            ),
            said_owner=_word(
                (When(owner=None, then=Value(NONE)), When(owner_accepted=False, then=Value(WAITING))), "accepted"
            ),
        )
        .values_list(*STORED, "said_mark", "said_late", "said_questions", "said_owner")
        .annotate(number=Count("*"))
    )
    return Counted(tuple((row[:-1], row[-1]) for row in rows))


def _word(whens: Sequence[When], otherwise: str) -> Case:
    return Case(*whens, default=Value(otherwise), output_field=CharField())


@dataclass(frozen=True)
class Named:
    """How many applications have this thing; no key is having none."""

    key: UUID | None
    name: str
    number: int


def by_field(organisation: Organisation, scope: Scope) -> list[Named]:
    """How many there are in each field of use, in the order of the fields; none comes last."""
    rows = _within(organisation, scope).values_list("field_of_use", "field_of_use__name", "field_of_use__order")
    counted = sorted(rows.annotate(number=Count("*")), key=lambda row: (row[0] is None, row[2] or 0, row[1] or ""))
    return [Named(key, name or "", number) for key, name, _order, number in counted]


def by_supplier(organisation: Organisation, scope: Scope) -> list[Named]:
    """How many there are of each supplier, the most first; none comes last."""
    rows = _within(organisation, scope).values_list("supplier", "supplier__name").annotate(number=Count("*"))
    counted = sorted(rows, key=lambda row: (row[0] is None, -row[2], row[1] or ""))
    return [Named(key, name or "", number) for key, name, number in counted]


@dataclass(frozen=True)
class EntityRow:
    """How many applications of each class an entity has. Without a key: those without a unit, or without an entity."""

    key: UUID | None
    name: str
    without_unit: bool
    classes: Counter[str]


def by_entity(organisation: Organisation, scope: Scope) -> list[EntityRow]:
    """How many of each class each entity has, by name; what belongs to none comes last."""
    unplaced = _word((When(unit=None, then=Value(NONE)),), "")
    rows = _within(organisation, scope).annotate(unplaced=unplaced)
    rows = rows.values_list("unit__entity", "unit__entity__name", "unplaced", "ai_class").annotate(number=Count("*"))
    found: dict[tuple[UUID | None, str, bool], Counter[str]] = {}
    for key, name, unplaced_, ai_class, number in rows:
        found.setdefault((key, name or "", bool(unplaced_)), Counter())[ai_class] += number
    made = [EntityRow(*who, classes) for who, classes in found.items()]
    return sorted(made, key=lambda row: (row.key is None, row.without_unit, row.name))


@dataclass(frozen=True)
class Waiting:
    """An application without a decision: since when it is in the register, and the day before which to decide."""

    name: str
    url: str
    unit: str
    since: datetime
    decide_by: date | None


def longest_undecided(organisation: Organisation, scope: Scope, limit: int = 10) -> list[Waiting]:
    """The applications that wait longest for a first decision, the longest first."""
    rows = _within(organisation, scope).filter(undecided=True).order_by("created_at", "pk")
    kept = rows.select_related("unit").only("name", "created_at", "decide_by", "unit__name")[:limit]
    return [
        Waiting(row.name, row.get_absolute_url(), row.unit.name if row.unit else "", row.created_at, row.decide_by)
        for row in kept
    ]


def _within(organisation: Organisation, scope: Scope) -> Any:
    rows = Application.objects.of(organisation).order_by()
    return rows.filter(phase__in=scope.phases) if scope.phases else rows
