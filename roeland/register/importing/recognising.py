"""Which applications the records of a file are about: by the key of their source, our own number, or unit and name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from roeland.organisation.models import Organisation
from roeland.register.importing.checking import Checked
from roeland.register.models import Application, Description

OUR_NUMBER, CALLED = "number:", "called:"
BATCH = 500  # values of one question to the database
KEYED_BY = ("number", "unit", "name", "description__foreign_key")

Keys = dict[str, list[UUID]]


def called(unit: Any, name: str) -> str:
    """The key of an application that has nothing but its unit and name."""
    return f"{CALLED}{unit or ''}/{name.strip().casefold()}"[:400]


def numbered(number: int) -> str:
    return f"{OUR_NUMBER}{number}"


def batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


def keys_known(organisation: Organisation, keys: Iterable[str]) -> Keys:
    """Return per key the applications that have it. What a source knows by a key is not looked up by its name."""
    wanted = sorted(set(keys))
    found: Keys = defaultdict(list)
    rows = Description.objects.filter(organisation=organisation)
    for batch in batches([key for key in wanted if not key.startswith(OUR_NUMBER)]):
        for key, application in rows.filter(foreign_key__in=batch).values_list("foreign_key", "application"):
            found[key].append(application)
    _by_number(organisation, [key for key in wanted if key.startswith(OUR_NUMBER)], found)
    _by_name(organisation, {key for key in wanted if key.startswith(CALLED) and key not in found}, found)
    return dict(found)


def _by_number(organisation: Organisation, keys: list[str], found: Keys) -> None:
    numbers = [int(key.removeprefix(OUR_NUMBER)) for key in keys]
    for batch in batches(numbers):
        for number, key in Application.objects.of(organisation).filter(number__in=batch).values_list("number", "pk"):
            found[numbered(number)].append(key)


def _by_name(organisation: Organisation, keys: set[str], found: Keys) -> None:
    if not keys:
        return
    for key, unit, name in Application.objects.of(organisation).order_by("pk").values_list("pk", "unit", "name"):
        if (its := called(unit, name)) in keys:
            found[its].append(key)


def keys_of(organisation: Organisation, applications: Sequence[UUID]) -> frozenset[str]:
    """Return every key by which these applications can be meant."""
    found: set[str] = set()
    rows = Application.objects.of(organisation)
    for batch in batches(applications):
        for number, unit, name, key in rows.filter(pk__in=batch).values_list(*KEYED_BY):
            found.update((numbered(number), called(unit, name), key or ""))
    return frozenset(found - {""})


def known(organisation: Organisation, keys: Iterable[str]) -> dict[str, list[Application]]:
    """Return the applications that have one of the keys, by key, with all that an import compares."""
    wanted = list(keys)
    return rows_of(organisation, keys_known(organisation, wanted), wanted)


def rows_of(organisation: Organisation, found: Keys, keys: Iterable[str]) -> dict[str, list[Application]]:
    """Return the applications that were found by these keys, as `known` does."""
    meant = {key: found[key] for key in keys if found.get(key)}
    wanted = sorted({key for several in meant.values() for key in several})
    rows = Application.objects.of(organisation)
    rows = rows.select_related("description", "supplier", "unit", "owner", "process_owner", "field_of_use")
    rows = rows.prefetch_related("links", "leftovers", "tagging_set__tag")
    by_key = {row.pk: row for batch in batches(wanted) for row in rows.filter(pk__in=batch)}
    return {key: [by_key[one] for one in several if one in by_key] for key, several in meant.items()}


def matches(record: Checked, applications: Mapping[str, list[Application]]) -> list[Application]:
    """Return the applications that the record is about: none when it is new, two when its keys disagree."""
    found = {application.pk: application for key in record.keys for application in applications.get(key, [])}
    return list(found.values())
