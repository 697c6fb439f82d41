"""Verbs of documents: draft, change, send. Who may, the permission of the kind says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record
from roeland.library.models import Document, Kind
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person

WRITTEN_BY = {Kind.ADVICE: "advice.write"}

Figures = Sequence[Mapping[str, Any]]


class AlreadySent(Exception):
    """What was sent never changes."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the draft after the actor opened it. `document` is how it stands now."""

    def __init__(self, document: Document) -> None:
        super().__init__(str(document.pk))
        self.document = document


@transaction.atomic
def draft(
    *,
    kind: str,
    title: str,
    dated: date,
    body: Mapping[str, Any],
    figures: Figures,
    actor: Person,
    previous: Document | None = None,
) -> Document:
    """Begin a document with the figures of this moment. Raises NotPermitted or OtherOrganisation."""
    must(actor, WRITTEN_BY[Kind(kind)])
    same_organisation(actor, previous)
    now = timezone.now()
    document = Document.objects.create(
        organisation=actor.organisation,
        kind=kind,
        title=title.strip(),
        dated=dated,
        body=dict(body),
        figures=list(figures),
        figures_at=now,
        previous=previous,
        author=actor,
        written_at=now,
        changed_at=now,
    )
    record("document.drafted", subject=document, actor=actor)
    return document


@transaction.atomic
def change(
    *,
    document: Document,
    title: str,
    dated: date,
    body: Mapping[str, Any],
    actor: Person,
    seen: str = "",
    figures: Figures | None = None,
) -> Document:
    """Change a draft; with `figures` it gets those, of this moment. `seen` is the version that the actor had open.

    Raises NotPermitted, OtherOrganisation, AlreadySent or ChangedMeanwhile; then nothing has changed.
    """
    row = _open(document, actor)
    if seen and seen != row.version:
        raise ChangedMeanwhile(row)
    before = {name: getattr(row, name) for name in ("title", "dated", "body", "figures")}
    row.title, row.dated, row.body = title.strip(), dated, dict(body)
    if figures is not None:
        row.figures, row.figures_at = list(figures), timezone.now()
    changed = [name for name, value in before.items() if getattr(row, name) != value]
    if changed or figures is not None:
        row.changed_at = timezone.now()
        row.save()
        record("document.changed", subject=row, actor=actor, fields=changed)
    return row


@transaction.atomic
def send(*, document: Document, actor: Person) -> Document:
    """Close a draft for good: who sent it and when is kept. Raises NotPermitted, OtherOrganisation or AlreadySent."""
    row = _open(document, actor)
    row.sent_at, row.sent_by = timezone.now(), actor
    row.save(update_fields=["sent_at", "sent_by"])
    record("document.sent", subject=row, actor=actor)
    return row


def _open(document: Document, actor: Person) -> Document:
    """The draft as it stands, locked."""
    must(actor, WRITTEN_BY[Kind(document.kind)], document)
    same_organisation(actor, document)
    row = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    row.organisation = actor.organisation
    if not row.is_draft:
        raise AlreadySent
    return row
