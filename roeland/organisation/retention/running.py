"""Carrying out a destruction: a few records at a time, each few in one transaction with its own certificate.

Safe to run twice and to cut off: a record is marked in the transaction in which it goes.
"""

from collections import Counter
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from roeland.journal import services as journal
from roeland.journal.services import record
from roeland.organisation.models import Destruction, DestructionItem, Organisation
from roeland.organisation.retention import due
from roeland.organisation.retention.kinds import Kind, kinds
from roeland.organisation.retention.removing import Removal
from roeland.organisation.retention.terms import Term, term

State, ItemState = Destruction.State, DestructionItem.State
GONE = "gone"
"""Why an item was passed over that no longer is there, or is no longer closed."""


def run_waiting() -> int:
    """Carry out everything that was confirmed; return how many destructions were finished."""
    waiting = Destruction.objects.filter(state=State.CONFIRMED).order_by("answered_at", "pk")
    return sum(run(found).state == State.DONE for found in list(waiting))


def run(destruction: Destruction) -> Destruction:
    """Carry out one destruction that was confirmed, until nothing of it waits.

    A record that something else still needs stops it half-way: what went before is certified, nothing is half gone.
    """
    try:
        while _batch(destruction.pk):
            _let_files_go(destruction.pk)
        return _finish(destruction.pk)
    except IntegrityError:
        return _stop(destruction.pk)
    finally:
        _let_files_go(destruction.pk)


@transaction.atomic
def _batch(key: UUID) -> int:
    """Destroy the next few records; return how many were looked at."""
    destruction = _locked(key)
    if destruction.state != State.CONFIRMED:
        return 0
    # Nobody holds anything back, and no term changes, between this look and what is done on it.
    Organisation.objects.select_for_update(no_key=True).get(pk=destruction.organisation_id)
    kind, here = kinds()[destruction.kind], term(destruction.organisation, destruction.kind)
    waiting = destruction.items.filter(state=ItemState.WAITING).order_by("pk")
    items = list(waiting.select_for_update()[: kind.at_once])
    may_go = _sorted_out(kind, here, destruction.organisation, items)
    if may_go:
        _destroy(destruction, kind, may_go)
    return len(items)


def _sorted_out(
    kind: Kind, here: Term, organisation: Organisation, items: list[DestructionItem]
) -> list[DestructionItem]:
    """Mark what must stay after all, since much can happen between a proposal and its turn; return the others."""
    today, held = timezone.localdate(), due.held_keys(organisation)
    rows = {row.pk: row for row in kind.closed(organisation).filter(pk__in=[item.record for item in items])}
    may_go = []
    for item in items:
        item.kept_because = _kept(kind, here, rows.get(item.record), today, held)
        item.state = ItemState.KEPT if item.kept_because else ItemState.DESTROYED
        item.done_at = timezone.now()
        if not item.kept_because:
            may_go.append(item)
    DestructionItem.objects.bulk_update(items, ["state", "kept_because", "done_at"], batch_size=200)
    return may_go


def _kept(kind: Kind, here: Term, row: Any, today: Any, held: set[UUID]) -> str:
    if row is None:
        return GONE
    reasons = due.kept_because(kind, here, row, today, held)
    return reasons[0].value if reasons else ""


def _destroy(destruction: Destruction, kind: Kind, items: list[DestructionItem]) -> None:
    removal = Removal(organisation=destruction.organisation, ground=destruction.ground, actor=destruction.answered_by)
    keys = [item.record for item in items]
    kind.destroy(removal, kind.model._base_manager.filter(organisation=destruction.organisation_id, pk__in=keys))
    destruction.counts = dict(Counter(destruction.counts) + removal.taken)
    destruction.files = [*destruction.files, *removal.files]
    destruction.save(update_fields=["counts", "files"])
    certified = {
        "kind": destruction.kind,
        "records": [str(key) for key in keys],
        "rows": dict(removal.taken),
        "proposed_by": str(destruction.proposed_by_id),
    }
    record(
        "destruction.carried_out",
        subject=destruction,
        actor=destruction.answered_by,
        reason=destruction.ground,
        values=certified,
    )


@transaction.atomic
def _finish(key: UUID) -> Destruction:
    destruction = _locked(key)
    if destruction.state == State.CONFIRMED:
        destruction.state, destruction.finished_at = State.DONE, timezone.now()
        destruction.save(update_fields=["state", "finished_at"])
        gone = destruction.items.filter(state=ItemState.DESTROYED).count()
        told = {"kind": destruction.kind, "records": gone, "rows": destruction.counts}
        record("destruction.finished", subject=destruction, actor=None, reason=destruction.ground, values=told)
        journal.seal(destruction.organisation_id)
    return destruction


@transaction.atomic
def _stop(key: UUID) -> Destruction:
    destruction = _locked(key)
    destruction.state = State.STOPPED
    destruction.save(update_fields=["state"])
    record("destruction.stopped", subject=destruction, actor=None)
    return destruction


def _let_files_go(key: UUID) -> None:
    """Remove contents of which the rows are gone for good; what is still named after a crash goes the next time."""
    names = Destruction.objects.only("files").get(pk=key).files
    if not names:
        return
    for name in names:
        default_storage.delete(name)
    with transaction.atomic():
        destruction = _locked(key)
        destruction.files = [name for name in destruction.files if name not in set(names)]
        destruction.save(update_fields=["files"])


def _locked(key: UUID) -> Destruction:
    rows = Destruction.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "answered_by", "proposed_by").get(pk=key)
