"""What the options of the filters are called, and where units belong: everything in one query."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from roeland.organisation.models import Person, Unit
from roeland.register.listing.wish import NONE, WAITING
from roeland.register.models import FieldOfUse, Supplier, Tag


@dataclass(frozen=True)
class Names:
    """Per filter the names of its options by key, in order; of units also what is above them, and their entity."""

    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entity_of: Mapping[str, str] = field(default_factory=dict)


def names_of(person: Person, chosen: Mapping[str, Collection[str]], seen: Mapping[str, Collection[Any]]) -> Names:
    """Read the names of everything that the filters can offer.

    `chosen` and `seen` hold the owners and suppliers that are asked for, and those in the rows.
    """
    here = {"organisation": person.organisation_id}
    owners = {key for key, _accepted in seen["owner"] if key} | _keys(chosen["owner"])
    suppliers = {key for key in seen["supplier"] if key} | _keys(chosen["supplier"])
    parts = [
        _named("unit", Unit.objects.filter(**here), label="name", path=F("path"), entity=_text("entity_id")),
        _named("owner", Person.objects.filter(**here, pk__in=owners), label="name"),
        _named("supplier", Supplier.objects.filter(**here, pk__in=suppliers), label="name"),
        _named("field", FieldOfUse.objects.filter(**here), label="name", number=F("order")),
        _named("tag", Tag.objects.filter(**here), label="name"),
    ]
    return _read([*parts[0].union(*parts[1:], all=True)])


def _keys(values: Iterable[str]) -> set[str]:
    return {value for value in values if value not in (NONE, WAITING)}


def _text(column: str) -> Cast:
    return Cast(column, CharField())


def _word(word: str) -> Value:
    return Value(word, output_field=CharField())


COLUMNS = ("kind", "key", "label", "path", "entity", "number")


def _named(kind: str, rows: Any, *, label: str, **more: Any) -> QuerySet:
    values = {
        "kind": _word(kind),
        "key": _text("pk"),
        "label": F(label),
        "path": _word(""),
        "entity": _word(""),
        "number": Value(0, output_field=IntegerField()),
    } | more
    return (
        rows.order_by()
        .annotate(**{f"the_{name}": value for name, value in values.items()})
        .values_list(*(f"the_{name}" for name in COLUMNS))
    )


def _read(rows: list[tuple[str, str, str, str, str | None, int]]) -> Names:
    known: dict[str, dict[str, str]] = {kind: {} for kind in ("unit", "entity", "owner", "supplier", "field", "tag")}
    above: dict[str, tuple[str, ...]] = {}
    entity_of: dict[str, str] = {}
    for kind, key, label, path, entity, _number in sorted(rows, key=lambda row: (row[0], row[5], row[2].casefold())):
        own = str(UUID(key))
        known[kind][own] = label
        if kind == "unit":
            above[own] = tuple(str(UUID(part)) for part in path.strip("/").split("/") if part)
        if entity:
            entity_of[own] = str(UUID(entity))
    known["entity"] = {key: known["unit"][key] for key in known["unit"] if key in set(entity_of.values())}
    return Names(known, above, entity_of)
