"""Verbs of the journal: record an act, seal what was recorded, erase the details of an entry."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from roeland.journal import digests
from roeland.journal.models import ENTRIES_PER_SEAL, Detail, Entry, Seal, ToSeal
from roeland.journal.signals import recorded
from roeland.journal.verifying import UP_TO_SEAL, Verdict, verify

__all__ = [
    "Actor",
    "Acts",
    "GroundMissing",
    "NothingToErase",
    "OutsideATransaction",
    "Verdict",
    "announce",
    "destroy",
    "erase_detail",
    "prepare_many",
    "record",
    "record_many",
    "seal",
    "seal_all",
    "verify",
]

_BATCH = 500


class Actor(Protocol):
    """Whoever acts: the journal only needs the key."""

    @property
    def pk(self) -> Any: ...


class OutsideATransaction(Exception):
    """An act was recorded outside the transaction of the act, so that one could be kept without the other."""


class NothingToErase(Exception):
    """The entry never had details, or they are already erased."""


class GroundMissing(Exception):
    """Details are erased on a ground, for example the request of the person they are about."""


def record(
    verb: str,
    *,
    subject: models.Model,
    actor: Actor | None,
    reason: str = "",
    fields: Iterable[str] = (),
    values: Mapping[str, Any] | None = None,
) -> Entry:
    """Keep one act, in the transaction of the act, without taking a lock; then tell the rooms above.

    `verb` is a code of the document `verbs`; `subject` a model with an organisation, or the organisation itself;
    `actor` is empty when Roeland itself acted. `values` holds what may have to be erased one day. Raises
    OutsideATransaction.
    """
    _must_be_in_a_transaction(verb)
    detail = _detail(values)
    entry = _entry(verb, subject, actor, reason, fields)
    entry.detail_digest = digests.of_detail(detail.salt, detail.values) if detail else ""
    _keep(entry, detail)
    recorded.send(sender=verb, verb=verb, subject=subject, actor=actor, entry=entry)
    return entry


def record_many(
    verb: str,
    *,
    subjects: Iterable[models.Model],
    actor: Actor | None,
    reason: str = "",
    fields: Iterable[str] = (),
    fields_of: Mapping[Any, Iterable[str]] | None = None,
    values_of: Mapping[Any, Mapping[str, Any]] | None = None,
) -> list[Entry]:
    """Keep the same act on many subjects, an entry each, with few queries; then tell the rooms above of each.

    `fields_of` gives the changed fields per key, for subjects that differ in them; `values_of` what may have to be
    erased one day. Raises OutsideATransaction.
    """
    _must_be_in_a_transaction(verb)
    acts = prepare_many(
        verb,
        subjects=subjects,
        actor=actor,
        reason=reason,
        fields=fields,
        fields_of=fields_of,
        values_of=values_of,
    )
    Entry.objects.bulk_create(acts.entries, batch_size=_BATCH)
    Detail.objects.bulk_create(acts.details, batch_size=_BATCH)
    ToSeal.objects.bulk_create(acts.waiting, batch_size=_BATCH)
    announce(acts)
    return acts.entries


@dataclass(frozen=True)
class Acts:
    """The same act on many subjects, worked out and not yet kept.

    All of `entries`, `details` and `waiting` must be stored.
    """

    verb: str
    actor: Actor | None
    pairs: list[tuple[models.Model, Entry]]
    details: list[Detail]

    @property
    def entries(self) -> list[Entry]:
        return [entry for _, entry in self.pairs]

    @property
    def waiting(self) -> list[ToSeal]:
        return [ToSeal(entry=entry, organisation=entry.organisation) for entry in self.entries]


def prepare_many(
    verb: str,
    *,
    subjects: Iterable[models.Model],
    actor: Actor | None,
    reason: str = "",
    fields: Iterable[str] = (),
    fields_of: Mapping[Any, Iterable[str]] | None = None,
    values_of: Mapping[Any, Mapping[str, Any]] | None = None,
) -> Acts:
    """Work out what `record_many` would keep, before the transaction in which it is: there it would be in the way.

    Who stores the entries calls `announce` in the same transaction.
    """
    changed, kept = fields_of or {}, values_of or {}
    pairs = [(one, _entry(verb, one, actor, reason, changed.get(one.pk, fields))) for one in subjects]
    details = [detail for one, entry in pairs if (detail := _detail_of(entry, kept.get(one.pk)))]
    for _, entry in pairs:
        entry.hash = digests.of_entry(entry)  # it covers the digest of what may be erased
    return Acts(verb, actor, pairs, details)


def announce(acts: Acts) -> None:
    """Tell the rooms above of acts that were just stored. Raises OutsideATransaction."""
    _must_be_in_a_transaction(acts.verb)
    for subject, entry in acts.pairs:
        recorded.send(sender=acts.verb, verb=acts.verb, subject=subject, actor=acts.actor, entry=entry)


def _must_be_in_a_transaction(verb: str) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise OutsideATransaction(verb)


def _entry(verb: str, subject: models.Model, actor: Actor | None, reason: str, fields: Iterable[str]) -> Entry:
    return Entry(
        organisation=getattr(subject, "organisation_id", subject.pk),
        at=timezone.now(),
        actor=actor.pk if actor else None,
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject=subject.pk,
        fields=sorted(fields),
        reason=reason,
    )


def _detail(values: Mapping[str, Any] | None) -> Detail | None:
    return Detail(salt=secrets.token_hex(16), values=digests.plain(values)) if values else None


def _detail_of(entry: Entry, values: Mapping[str, Any] | None) -> Detail | None:
    """The details of an entry that is still to be stored; the entry gets their digest."""
    detail = _detail(values)
    if detail:
        entry.detail_digest = digests.of_detail(detail.salt, detail.values)
        detail.entry, detail.organisation = entry, entry.organisation
    return detail


def _keep(entry: Entry, detail: Detail | None) -> None:
    entry.hash = digests.of_entry(entry)
    entry.save(force_insert=True)
    ToSeal.objects.create(entry=entry, organisation=entry.organisation)
    if detail:
        detail.entry, detail.organisation = entry, entry.organisation
        detail.save(force_insert=True)


@transaction.atomic
def erase_detail(*, entry: Entry, ground: str, actor: Actor | None) -> Entry:
    """Erase the values of an entry; that it happened, when, by whom and on which ground stays.

    Returns the entry about the erasure. Raises GroundMissing or NothingToErase.
    """
    if not ground.strip():
        raise GroundMissing
    detail = Detail.objects.select_for_update().filter(pk=entry.pk).first()
    if detail is None:
        raise NothingToErase
    erasure = record("detail.erased", subject=entry, actor=actor, reason=ground)
    detail.delete()
    return erasure


@transaction.atomic
def destroy(*, organisation: models.Model, ground: str, counts: Mapping[str, int], actor: Actor | None) -> Entry:
    """Destroy all that the journal holds of an organisation but its seals; return the certificate, which is sealed.

    The certificate says when, on which ground, up to which seal, and how many rows there were of each kind (`counts`).
    The caller removes the organisation itself in the same transaction. Raises GroundMissing.
    """
    if not ground.strip():
        raise GroundMissing
    key = organisation.pk
    seal(key)
    last = Seal.objects.filter(organisation=key).order_by("-sequence").values_list("sequence", flat=True).first() or 0
    until = [f"{UP_TO_SEAL}{last}"]
    certificate = record(
        "organisation.destroyed", subject=organisation, actor=actor, reason=ground, fields=until, values=dict(counts)
    )
    of_others = {"organisation": key}
    for rows in (Detail.objects.exclude(entry=certificate), ToSeal.objects.exclude(entry=certificate)):
        rows.filter(**of_others).delete()
    entries = Entry.objects.filter(**of_others).exclude(pk=certificate.pk)
    entries._raw_delete(entries.db)
    seal(key)
    return certificate


def seal_all(*, now: datetime | None = None) -> int:
    """Seal what waits in every organisation; return how many entries were sealed."""
    waiting = ToSeal.objects.order_by().values_list("organisation", flat=True).distinct()
    return sum(seal(organisation, now=now) for organisation in list(waiting))


def seal(organisation_id: UUID, *, now: datetime | None = None) -> int:
    """Append seals until no entry of the organisation waits; return how many entries were sealed."""
    now = now or timezone.now()
    sealed = 0
    while batch := _seal_batch(organisation_id, now):
        sealed += batch
    return sealed


@transaction.atomic
def _seal_batch(organisation_id: UUID, now: datetime) -> int:
    # The lock on the waiting rows lets a second sealer wait here, and then find them gone.
    waiting = ToSeal.objects.select_for_update().filter(organisation=organisation_id).order_by("entry")
    keys = [row.pk for row in waiting[:ENTRIES_PER_SEAL]]
    if not keys:
        return 0
    hashes = Entry.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "hash")
    last = Seal.objects.filter(organisation=organisation_id).order_by("-sequence").first()
    made = Seal(
        organisation=organisation_id,
        sequence=last.sequence + 1 if last else 1,
        entries=[[str(key), digest] for key, digest in hashes],
        previous=last.hash if last else "",
        at=now,
    )
    made.hash = digests.of_seal(made)
    made.save(force_insert=True)
    ToSeal.objects.filter(pk__in=keys).delete()
    return len(keys)
