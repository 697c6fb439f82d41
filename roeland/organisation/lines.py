"""Lines of the journal as people read them: who did what to which thing, with the names of today."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, Field, Model
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from roeland.content import shipped
from roeland.content.shipped import NoSuchDocument
from roeland.journal.models import Entry
from roeland.organisation import queries
from roeland.organisation.models import Person
from roeland.ui.pieces.badges import in_words

SHORT = 80
# Acts of which the fields are questions of the intake.
ANSWERED = frozenset({"intake.settled", "intake.revised"})
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ICONS = {
    "application": "clipboard-list",
    "intake": "list-checks",
    "gate": "signpost",
    "decision": "gavel",
    "document": "scroll-text",
    "form": "scroll-text",
    "body": "users",
    "session": "message-square",
    "reference": "gavel",
    "person": "user",
    "unit": "building-2",
    "organisation": "building-2",
    "term": "book-open",
    "export": "archive",
    "register": "upload",
    "sign_in": "log-in",
    "detail": "trash-2",
    "entry": "trash-2",
    "retention": "archive",
    "destruction": "trash-2",
}


@dataclass(frozen=True)
class Change:
    """What changed: the name of the field, and what it was and is now when that can be shown in a line."""

    name: str
    was: str = ""
    now: str = ""

    @property
    def shown(self) -> bool:
        return bool(self.was or self.now)


@dataclass(frozen=True)
class Line:
    """One act, ready to be shown."""

    entry: Entry
    actor: str
    sentence: SafeString
    changes: tuple[Change, ...]
    erased: bool
    icon: str


def lines(
    organisation_id: UUID,
    entries: Iterable[Entry],
    *,
    linked: bool = True,
    known: Iterable[Model] = (),
    persons: Iterable[Person | None] = (),
) -> list[Line]:
    """Return the lines of these entries; one query for the actors and one for each kind of subject.

    `known` are subjects that need not be read any more, `persons` those whose names are there already.
    """
    kept = list(entries)
    names = {person.pk: person.name for person in persons if person and person.organisation_id == organisation_id}
    if others := {entry.actor for entry in kept if entry.actor} - names.keys():
        names |= queries.names_of(organisation_id, others)
    subjects = {subject.pk: subject for subject in known}
    subjects |= _subjects(organisation_id, [entry for entry in kept if entry.subject not in subjects])
    return [_line(entry, names, subjects.get(entry.subject), linked=linked) for entry in kept]


def thing(organisation_id: UUID, entry: Entry) -> Model | None:
    """Return what an entry is about, when it still exists."""
    return _subjects(organisation_id, [entry]).get(entry.subject)


def _line(entry: Entry, names: dict[UUID, str], subject: Model | None, *, linked: bool) -> Line:
    actor = names.get(entry.actor, gettext("somebody who is no longer known")) if entry.actor else "Roeland"
    told = format_html(_text(entry.verb), actor=_strong(actor), subject=_named(subject, linked=linked))
    kind = entry.verb.partition(".")[0]
    erased = bool(entry.detail_digest) and getattr(entry, "detail", None) is None
    return Line(entry, actor, told, _changes(entry), erased, ICONS.get(kind, "history"))


def _text(verb: str) -> str:
    try:
        return shipped.text("verbs", verb, get_language() or "nl").label
    except (KeyError, NoSuchDocument):
        return "{actor}: " + verb + " ({subject})"


def _strong(words: str) -> SafeString:
    return format_html("<strong>{}</strong>", words)


def _named(subject: Model | None, *, linked: bool) -> SafeString:
    if subject is None:
        return _strong(gettext("something that is no longer here"))
    name = getattr(subject, "name", None) or str(subject)
    address = getattr(subject, "get_absolute_url", None)
    if linked and address:
        return format_html('<a class="nl-link" href="{}">{}</a>', address(), name)
    return _strong(name)


def _changes(entry: Entry) -> tuple[Change, ...]:
    model, detail = _model(entry.subject_kind), getattr(entry, "detail", None)
    values = detail.values if detail else {}
    if entry.verb in ANSWERED:
        return tuple(Change(_question(name)) for name in entry.fields)
    return tuple(_change(model, name, values.get(name)) for name in entry.fields)


def _question(code: str) -> str:
    """A question of the intake in its own words; a code of an older version as it is."""
    try:
        return shipped.text("intake", code, get_language() or "nl").label
    except (KeyError, NoSuchDocument):
        return code


def _change(model: type[Model] | None, name: str, values: Any) -> Change:
    if name == "role" and _is_pair(values):
        return Change(gettext("role"), *(queries.role_name(code) if code else "" for code in values))
    if name == "holidays" and _is_pair(values):
        return Change(gettext("holidays"), *map(_holidays, values))
    shown = values if _is_pair(values) and not any(map(_is_key, values)) else ()
    return Change(_field(model, name), *(_in_words(model, name, value) for value in shown))


def _in_words(model: type[Model] | None, name: str, value: str) -> str:
    """A code of a field with choices, or a day, as people read it; any other value as it is."""
    field = _column(model, name)
    if isinstance(field, DateField) and (day := parse_date(value[:10])):
        return in_words(day)
    return str(dict(field.flatchoices).get(value, value)) if field else value


def _holidays(codes: str) -> str:
    try:
        return ", ".join(shipped.text("holidays", code, get_language() or "nl").label for code in codes.split())
    except (KeyError, NoSuchDocument):
        return codes


def _is_pair(values: Any) -> bool:
    """Values to show in a line: two short texts. Long texts and lists are only named."""
    return isinstance(values, list) and len(values) == 2 and all(isinstance(v, str) and len(v) <= SHORT for v in values)


def _is_key(value: str) -> bool:
    return bool(KEY.fullmatch(value))


def _field(model: type[Model] | None, name: str) -> str:
    if model is None:
        return name
    if hasattr(model, "label_of"):
        return str(model.label_of(name))
    field = _column(model, name)
    return str(field.verbose_name) if field else name.replace("_", " ")


def _column(model: type[Model] | None, name: str) -> Field | None:
    try:
        found = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def _subjects(organisation_id: UUID, entries: list[Entry]) -> dict[UUID, Model]:
    kinds: dict[str, set[UUID]] = {}
    for entry in entries:
        kinds.setdefault(entry.subject_kind, set()).add(entry.subject)
    found: dict[UUID, Model] = {}
    for kind, keys in kinds.items():
        if model := _model(kind):
            found |= {row.pk: row for row in _rows(model, organisation_id, keys)}
    return found


def _rows(model: type[Model], organisation_id: UUID, keys: set[UUID]) -> Iterable[Model]:
    names: dict[str, Any] = {field.name: field for field in model._meta.get_fields()}
    rows = model._default_manager.filter(pk__in=keys)
    rows = rows.filter(organisation=organisation_id) if "organisation" in names else rows.filter(pk=organisation_id)
    return rows.named() if hasattr(rows, "named") else rows


def _model(kind: str) -> type[Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None
