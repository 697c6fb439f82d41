"""Verbs of references: note what an organ decided elsewhere, and correct such a note by a new one."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from roeland.bodies.models import Reference
from roeland.bodies.services.meeting import ReasonMissing
from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person


class NotAnEntity(Exception):
    """An organ belongs to a legal entity, and this unit is none."""


class NotSecure(Exception):
    """A link begins with https, or there is none."""


class AlreadyCorrected(Exception):
    """Another reference stands in the place of this one. `by` is that one."""

    def __init__(self, by: Reference) -> None:
        super().__init__(str(by.pk))
        self.by = by


@transaction.atomic
def note(*, actor: Person, **values: Any) -> Reference:
    """Keep where an act of an organ can be found. `values`: organ, entity, number, dated, outcome, subject, link.

    Raises NotPermitted, OtherOrganisation, NotAnEntity or NotSecure.
    """
    made = _made(actor, values)
    record("reference.noted", subject=made, actor=actor)
    return made


@transaction.atomic
def correct(*, reference: Reference, why: str, actor: Person, **values: Any) -> Reference:
    """Put a new reference in the place of one that was wrong; that one stays readable and no longer counts.

    Raises NotPermitted, OtherOrganisation, AlreadyCorrected, ReasonMissing, NotAnEntity or NotSecure.
    """
    same_organisation(actor, reference)
    row = Reference.objects.select_for_update(of=("self",)).get(pk=reference.pk)
    if row.is_corrected:
        raise AlreadyCorrected(row.correction)
    if not why.strip():
        raise ReasonMissing
    made = _made(actor, values | {"corrects": row, "why": why.strip()})
    record("reference.corrected", subject=made, actor=actor, reason=why.strip())
    return made


def _made(actor: Person, values: dict[str, Any]) -> Reference:
    must(actor, "reference.note")
    same_organisation(actor, values["entity"])
    if not values["entity"].is_entity:
        raise NotAnEntity
    if values.get("link") and not values["link"].startswith("https://"):
        raise NotSecure
    return Reference.objects.create(organisation=actor.organisation, noted_by=actor, noted_at=timezone.now(), **values)
