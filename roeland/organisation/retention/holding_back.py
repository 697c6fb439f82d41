"""The verbs by which somebody says not to destroy something, and takes that back."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Hold, Organisation, Person
from roeland.organisation.retention.kinds import Kind, kinds


class NotHere(LookupError):
    """The organisation has no such record."""


class AlreadyHeld(Exception):
    """Somebody holds this back already."""


class WhyMissing(Exception):
    """Without a reason nobody can tell later whether it still holds."""


def found(organisation: Organisation, kind: str, key: UUID) -> tuple[Kind, Any]:
    """Return a record of a kind, also one whose term has not begun. Raises NotHere."""
    known = kinds().get(kind)
    row = known.model._base_manager.filter(organisation=organisation.pk, pk=key).first() if known else None
    if known is None or row is None:
        raise NotHere
    return known, row


@transaction.atomic
def hold_back(*, organisation: Organisation, kind: str, key: UUID, reason: str, actor: Person) -> Hold:
    """Keep a record, and all that belongs to it, from being destroyed until somebody lifts it.

    Raises NotPermitted, OtherOrganisation, NotHere, WhyMissing or AlreadyHeld.
    """
    same_organisation(actor, organisation)
    must(actor, "retention.hold", organisation)
    known, row = found(organisation, kind, key)
    if not reason.strip():
        raise WhyMissing
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if Hold.objects.filter(organisation=organisation, subject=key, lifted_at=None).exists():
        raise AlreadyHeld
    hold = Hold.objects.create(
        organisation=organisation,
        kind=kind,
        subject=key,
        label=known.label(row)[:200],
        reason=reason.strip(),
        placed_by=actor,
        placed_at=timezone.now(),
    )
    record("retention.held", subject=hold, actor=actor, values={"reason": ["", hold.reason]}, fields=["reason"])
    return hold


@transaction.atomic
def lift(*, hold: Hold, because: str, actor: Person) -> Hold:
    """Let a record be destroyed again once its term is over. One that is lifted stays so.

    Raises NotPermitted, OtherOrganisation or WhyMissing.
    """
    same_organisation(actor, hold)
    must(actor, "retention.hold", hold)
    if not because.strip():
        raise WhyMissing
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at is None:
        hold.lifted_by, hold.lifted_at, hold.lifted_because = actor, timezone.now(), because.strip()
        hold.save()
        told = {"lifted_because": ["", hold.lifted_because]}
        record("retention.lifted", subject=hold, actor=actor, values=told, fields=["lifted_because"])
    return hold
