"""What stood in the fields of an application at a moment, rebuilt backwards from today with the journal's details."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise

from roeland.journal.models import Entry
from roeland.journal.queries import entries_of
from roeland.organisation.queries import names_of
from roeland.register.models import AIClass, Application, Phase, Route
from roeland.register.models.applications import BESIDE
from roeland.register.money import euros
from roeland.register.parts import standing
from roeland.register.sections import LINKS, SECTIONS, read, told

HANDED_DOWN = {"phase": Phase, "ai_class": AIClass, "route": Route}
MONEY = ("cost_once", "cost_yearly")
FIELDS = (*HANDED_DOWN, *chain.from_iterable(section.fields for section in SECTIONS.values()), *standing.PARTS)
# Acts on an application name other things too, like the questions that somebody answered.
KNOWN = frozenset({*FIELDS, *BESIDE})
READ_AT_ONCE = 200


class Gap(Enum):
    """Why nobody can say what stood there."""

    ERASED = "erased"
    UNRECORDED = "unrecorded"
    ABSENT = "absent"  # the application was not in the register yet


def now(application: Application) -> dict[str, Any]:
    """Return the fields of an application as they stand, each as the journal would keep it."""
    values = {field: getattr(application, field) for field in HANDED_DOWN}
    for section in SECTIONS.values():
        values |= {field: told(read(application, field)) for field in section.fields}
    return values | {field: part.rows(application) for field, part in standing.PARTS.items()}


def at(application: Application, moment: datetime, values: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the fields as they stood at a moment: a value, or a Gap. `values` are those of now, when known already."""
    if moment < application.created_at:
        return dict.fromkeys(FIELDS, Gap.ABSENT)
    values = dict(values or now(application))
    for entry in entries_of(application.organisation_id, application).filter(at__gt=moment).iterator(READ_AT_ONCE):
        for field in set(entry.fields).intersection(values):
            values[field] = before(entry, field)
    return values


def before(entry: Entry, field: str) -> Any:
    """Return what stood in a field before this act, or a Gap."""
    return _side(entry, field, 0)


def after(entry: Entry, field: str) -> Any:
    """Return what stood in a field after this act, or a Gap."""
    return _side(entry, field, 1)


def _side(entry: Entry, field: str, side: int) -> Any:
    detail = getattr(entry, "detail", None)
    if detail is None:
        return Gap.ERASED if entry.detail_digest else Gap.UNRECORDED
    pair = detail.values.get(field)
    return pair[side] if isinstance(pair, list) and len(pair) == 2 else Gap.UNRECORDED


def in_words(field: str, value: Any) -> list[str]:
    """Return a value as people read it, in lines; nothing for what is not filled in, and for a Gap."""
    if isinstance(value, Gap) or not value:
        return []
    if field in standing.PARTS:
        return standing.lines(field, value)
    if field in LINKS:
        return [" – ".join(filter(None, pair)) for pair in value]
    if field in HANDED_DOWN:
        return [str(dict(HANDED_DOWN[field].choices).get(value, value))]
    if field in MONEY:
        return [_amount(value)]
    return value if isinstance(value, list) else str(value).splitlines()


def _amount(value: str) -> str:
    try:
        return euros(Decimal(value))
    except InvalidOperation:
        return value


@dataclass(frozen=True)
class Side:
    """What stood in a field: lines of words, or why nobody can say."""

    lines: list[str]
    gap: str
    listed: bool = False  # several things, rather than the lines of one text


@dataclass(frozen=True)
class Change:
    """One field that an act changed."""

    entry: Entry
    actor: str
    field: str
    label: str | Promise
    was: Side
    now: Side


@dataclass(frozen=True)
class Difference:
    """A field at two moments."""

    field: str
    label: str | Promise
    was: Side
    now: Side
    differs: bool


def side(field: str, value: Any) -> Side:
    lines = in_words(field, value)
    return Side(lines, value.value if isinstance(value, Gap) else "", isinstance(value, list) and len(lines) > 1)


def differences(application: Application, since: datetime, until: datetime) -> list[Difference]:
    """Compare the fields of an application at two moments, in the order of the form."""
    today = now(application)
    first, last = (at(application, moment, today) for moment in (since, until))
    return [
        Difference(
            field,
            Application.label_of(field),
            side(field, first[field]),
            side(field, last[field]),
            _differs(first[field], last[field]),
        )
        for field in FIELDS
    ]


def _differs(one: Any, other: Any) -> bool:
    """What nobody can say any more may have been different, so it counts as different."""
    return one != other or (isinstance(one, Gap) and one is not Gap.ABSENT)


def changes(application: Application, *, field: str = "", older_than: UUID | None = None, most: int) -> list[Entry]:
    """Return the newest acts that changed a field (this one, when given), before the act `older_than`."""
    rows = entries_of(application.organisation_id, application)
    last = rows.filter(pk=older_than).first() if older_than else None
    if last:
        rows = rows.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    return list(_first(most, (entry for entry in rows.iterator(READ_AT_ONCE) if _is_change(entry, field))))


def _is_change(entry: Entry, field: str) -> bool:
    return field in entry.fields if field else not KNOWN.isdisjoint(entry.fields)


def _first(most: int, entries: Iterator[Entry]) -> Iterator[Entry]:
    for _, entry in zip(range(most), entries, strict=False):
        yield entry


def lines(application: Application, entries: Iterable[Entry], field: str = "") -> list[Change]:
    """Return what these acts changed, a line for each field; two queries at most."""
    kept = list(entries)
    names = names_of(application.organisation_id, (entry.actor for entry in kept if entry.actor))
    return [
        Change(
            entry,
            names.get(entry.actor, "") if entry.actor else "Roeland",
            name,
            Application.label_of(name),
            side(name, before(entry, name)),
            side(name, after(entry, name)),
        )
        for entry in kept
        for name in entry.fields
        if (name == field if field else name in KNOWN)
    ]
