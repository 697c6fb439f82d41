"""What was counted a moment ago, kept in memory under the moment at which the register or the journal last changed.

So a figure is never older than the last change, and looking never writes. Only the name of a thing, or the place of a
unit, can be a minute old. What an advice freezes is not read from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.cache import caches
from django.db.models import Max

from roeland.journal.models import Entry
from roeland.organisation.models import Organisation
from roeland.register import listing
from roeland.reporting.picture import changes, counting
from roeland.reporting.picture.narrowing import Scope
from roeland.reporting.picture.quarters import Quarter
from roeland.reporting.picture.tables import Reader

KEPT = 60  # seconds
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Snapshot:
    """Everything that is counted within one scope."""

    read: Reader
    fields: list[counting.Named]
    suppliers: list[counting.Named]
    entities: list[counting.EntityRow]
    longest: list[counting.Waiting]


def snapshot(organisation: Organisation, today: date, scope: Scope) -> Snapshot:
    """Count within a scope: six queries, or one when nothing changed."""

    def make() -> Snapshot:
        return Snapshot(
            _read(organisation, today, scope),
            counting.by_field(organisation, scope),
            counting.by_supplier(organisation, scope),
            counting.by_entity(organisation, scope),
            counting.longest_undecided(organisation, scope),
        )

    return _kept(f"snapshot-{organisation.pk}-{today}-{scope.code}-{_moment(organisation)}", make)


def reader(organisation: Organisation, today: date, scope: Scope) -> Reader:
    """What figures are made from within a scope: two queries, or one when nothing changed."""
    key = f"reader-{organisation.pk}-{today}-{scope.code}-{_moment(organisation)}"
    return _kept(key, lambda: _read(organisation, today, scope))


def changed_in(organisation: Organisation, quarter: Quarter) -> list[changes.Change]:
    """What changed in a quarter, or what was found since the last act."""
    newest = Entry.objects.filter(organisation=organisation.pk).aggregate(newest=Max("at"))["newest"]
    key = f"changes-{organisation.pk}-{quarter.code}-{newest and newest.timestamp()}-{_moment(organisation)}"
    return _kept(key, lambda: changes.changes(organisation, quarter))


def _read(organisation: Organisation, today: date, scope: Scope) -> Reader:
    read = Reader(counting.count(organisation, today).within(scope.filters), scope)
    _ = read.counted.margins  # kept along, so that nobody adds up twice
    return read


def _moment(organisation: Organisation) -> str:
    """When the register last changed."""
    newest = listing.newest(organisation)
    return str(newest.timestamp()) if newest else "empty"


def _kept(key: str, make: Callable[[], Thing]) -> Thing:
    memory = caches["memory"]
    found: Thing | None = memory.get(key)
    if found is None:
        found = make()
        memory.set(key, found, KEPT)
    return found
