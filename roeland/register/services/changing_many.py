"""Changing many applications at once: what would change, and then just that, for each as its own act."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone

from roeland.journal.services import record_many
from roeland.organisation.access import may, must, same_organisation
from roeland.organisation.models import Person
from roeland.register import finding
from roeland.register.models import Application, Tag, Tagging
from roeland.register.services.reporting import supplier_called
from roeland.register.services.succeeding import appoint_many
from roeland.search import services as search

MOST = 2_000  # applications in one act
BATCH = 500
DUTIES = ("owner", "process_owner")
PLACED = ("unit", "field_of_use", "supplier")
TAGS = "labels"
FOUND_BY = ("unit", "supplier", TAGS)  # their names are words by which an application is found
ALONG = (*DUTIES, *PLACED, "description")


class TooMany(Exception):
    """More applications than one act may change."""


@dataclass(frozen=True)
class Changes:
    """What becomes of every application: things to point at by field, and tags by name."""

    to: Mapping[str, Any] = field(default_factory=dict)  # of DUTIES and PLACED; None makes it empty
    add_tag: str = ""
    remove_tag: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.to, *((TAGS,) if self.add_tag or self.remove_tag else ()))

    def tags(self, before: Sequence[str]) -> list[str]:
        left = {tag for tag in before if tag.casefold() != self.remove_tag.casefold()}
        if self.add_tag and self.add_tag.casefold() not in {tag.casefold() for tag in left}:
            left.add(self.add_tag)
        return sorted(left)


@dataclass(frozen=True)
class Line:
    """What would become of one application: per field what it is and what it becomes, as names."""

    application: Application
    changed: Mapping[str, tuple[str, str]]
    allowed: bool
    digest: str  # of what it is now, in the fields that are to change


@dataclass
class Outcome:
    """What came of it, per application."""

    changed: list[Application] = field(default_factory=list)
    unchanged: list[Application] = field(default_factory=list)
    refused: list[Application] = field(default_factory=list)  # this person may not change these
    moved: list[Application] = field(default_factory=list)  # somebody else changed these after the preview


def preview(*, keys: Iterable[UUID], changes: Changes, actor: Person) -> list[Line]:
    """Say what would change, by number. Raises TooMany or OtherOrganisation."""
    _check(keys := list(keys), changes, actor)
    return _lines(_rows(keys, actor).order_by("number"), changes, actor)


def change_many(*, seen: Mapping[UUID, str], changes: Changes, actor: Person) -> Outcome:
    """Change what was previewed: `seen` holds the digest of the preview's line per application.

    One that is otherwise by now is left alone, and so is one that the actor may not change. They are changed in
    batches, each in a transaction of its own, so that nobody else waits long. A supplier that is not stored yet is
    made. Raises NotPermitted (nothing at all may be changed), TooMany or OtherOrganisation.
    """
    must(actor, "application.edit")
    _check(list(seen), changes, actor)
    outcome, keys = Outcome(), sorted(seen)
    changes = _with_supplier(changes, actor)
    for start in range(0, len(keys), BATCH):
        _change(keys[start : start + BATCH], seen, changes, actor, outcome)
    return outcome


@transaction.atomic
def _change(keys: Sequence[UUID], seen: Mapping[UUID, str], changes: Changes, actor: Person, outcome: Outcome) -> None:
    locked = _rows(keys, actor).select_for_update(of=("self",)).order_by("pk")
    lines = _sorted_out(_lines(locked, changes, actor), seen, outcome)
    _write(lines, changes, actor)
    for duty in DUTIES:
        rows = [line.application for line in lines if duty in line.changed]
        if rows:
            appoint_many(rows=rows, duty=duty, person=changes.to[duty], actor=actor)


def _with_supplier(changes: Changes, actor: Person) -> Changes:
    """The changes with a supplier that is stored."""
    named = changes.to.get("supplier")
    if named is None or not named._state.adding:
        return changes
    return replace(changes, to={**changes.to, "supplier": supplier_called(actor.organisation, named.name)})


def _check(keys: Sequence[UUID], changes: Changes, actor: Person) -> None:
    same_organisation(actor, *changes.to.values())
    if len(keys) > MOST:
        raise TooMany


def _rows(keys: Iterable[UUID], actor: Person) -> QuerySet[Application]:
    return Application.objects.of(actor.organisation).filter(pk__in=list(keys)).select_related(*ALONG)


def _lines(rows: Iterable[Application], changes: Changes, actor: Person) -> list[Line]:
    found = list(rows)
    tags = _tags_of(found, actor) if TAGS in changes.fields else {}
    return [_line(row, changes, tags.get(row.pk, []), actor) for row in found]


def _tags_of(rows: Sequence[Application], actor: Person) -> dict[UUID, list[str]]:
    named: dict[UUID, list[str]] = defaultdict(list)
    taggings = Tagging.objects.filter(organisation=actor.organisation_id, application__in=[row.pk for row in rows])
    for key, name in taggings.order_by("tag__name").values_list("application", "tag__name"):
        named[key].append(name)
    return named


def _line(row: Application, changes: Changes, tags: list[str], actor: Person) -> Line:
    changed = {
        name: (str(getattr(row, name) or ""), str(thing or ""))
        for name, thing in changes.to.items()
        if getattr(row, f"{name}_id") != (thing.pk if thing else None)
    }
    if TAGS in changes.fields and changes.tags(tags) != sorted(tags):
        changed[TAGS] = (", ".join(tags), ", ".join(changes.tags(tags)))
    now = [*(str(getattr(row, f"{name}_id")) for name in changes.to), *tags]
    digest = hashlib.sha256("\n".join(now).encode()).hexdigest()[:12]
    return Line(row, changed, may(actor, "application.edit", row), digest)


def _sorted_out(lines: Iterable[Line], seen: Mapping[UUID, str], outcome: Outcome) -> list[Line]:
    """Keep the lines that are to be written; note of the others why not."""
    left = []
    for line in lines:
        row = line.application
        if not line.allowed:
            outcome.refused.append(row)
        elif line.digest != seen[row.pk]:
            outcome.moved.append(row)
        elif not line.changed:
            outcome.unchanged.append(row)
        else:
            outcome.changed.append(row)
            left.append(line)
    return left


def _write(lines: Sequence[Line], changes: Changes, actor: Person) -> None:
    """Write everything but who answers for it; a line in the journal for each."""
    lines = [line for line in lines if set(line.changed) - set(DUTIES)]
    rows = [line.application for line in lines]
    placed = {name: thing for name, thing in changes.to.items() if name in PLACED}
    _set(rows, placed)
    _tag([line.application for line in lines if TAGS in line.changed], changes)
    if rows and set(changes.fields) & set(FOUND_BY):
        prefetch_related_objects(rows, "tagging_set__tag")
        texts = {row.pk: finding.text_of(row) for row in rows}
        search.index_many(organisation=actor.organisation, kind=finding.KIND, texts=texts)
    told = {line.application.pk: _told(line, set(line.changed) - set(DUTIES)) for line in lines}
    record_many("application.edited", subjects=rows, actor=actor, fields_of=told, values_of=told)


def _set(rows: Sequence[Application], values: Mapping[str, Any]) -> None:
    """Give all rows the same values, here and in the database."""
    Application.objects.filter(pk__in=[row.pk for row in rows]).update(**values, changed_at=timezone.now())
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)


def _told(line: Line, fields: Iterable[str]) -> dict[str, list[str]]:
    return {name: list(line.changed[name]) for name in sorted(fields)}


def _tag(rows: Sequence[Application], changes: Changes) -> None:
    if not rows:
        return
    here = {"organisation_id": rows[0].organisation_id}
    if changes.remove_tag:
        Tagging.objects.filter(**here, application__in=rows, tag__name__iexact=changes.remove_tag).delete()
    if changes.add_tag:
        tag = Tag.objects.filter(**here, name__iexact=changes.add_tag).first()
        tag = tag or Tag.objects.create(**here, name=changes.add_tag)
        taggings = [Tagging(**here, application=row, tag=tag) for row in rows]
        Tagging.objects.bulk_create(taggings, batch_size=BATCH, ignore_conflicts=True)
