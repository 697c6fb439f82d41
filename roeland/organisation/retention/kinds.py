"""What each room keeps: which records of a kind are closed since when, what goes along, and how they go."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from roeland.organisation.models import Organisation
from roeland.organisation.retention.removing import Removal

STARTED = "started"
"""The name of the column that says since when a term runs: a moment."""


def remove(removal: Removal, rows: QuerySet[Any]) -> None:
    """Destroy records by removing their rows, with all that goes along."""
    removal.take(rows.model, rows.values_list("pk", flat=True))


@dataclass(frozen=True)
class Kind:
    """One kind of record, as a room offers it in the setting `RETAINED`.

    code: of the document `retention`. closed: the rows whose term has begun, each with the moment as `started`.
    label: what a certificate calls a row, without the name of any person. destroy: how rows go.
    held_through: columns that hold the key of something that somebody may hold back, and this with it.
    at_once: how many go in one transaction, so that nobody waits for long. find: records by a number or words, also
    those whose term has not begun, for who wants to hold one back.
    """

    code: str
    model: type[Model]
    closed: Callable[[Organisation], QuerySet[Any]]
    label: Callable[[Any], str]
    destroy: Callable[[Removal, QuerySet[Any]], None] = remove
    held_through: tuple[str, ...] = ()
    at_once: int = 200
    find: Callable[[Organisation, str], QuerySet[Any]] | None = None


def kinds() -> dict[str, Kind]:
    """Every kind that can be destroyed, by its code."""
    return {kind.code: kind for kind in map(_imported, settings.RETAINED)}


@cache
def _imported(name: str) -> Kind:
    return import_string(name)


__all__ = ["STARTED", "Kind", "kinds", "remove"]
