"""What the journal gives up of things that are lawfully destroyed: values, and reasons in people's own words.

That something happened, when, by whom and to what stays, but for acts with a reason: the words are part of such an
entry, so the whole entry goes, and an entry `entry.destroyed` about it stands in its place. Seals never go.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import transaction

from roeland.journal.models import Detail, Entry
from roeland.journal.services import Actor, GroundMissing, record_many, seal
from roeland.journal.triggers import PROOF

_AT_ONCE = 500


@transaction.atomic
def empty(*, organisation_id: UUID, subjects: Iterable[UUID], ground: str, actor: Actor | None) -> tuple[int, int]:
    """Give up all values and reasons of what was done to these subjects; return how many details and entries went.

    Raises GroundMissing.
    """
    told = sorted(subjects)
    details = [key for part in _parts(told) for key in _details(organisation_id, part)]
    erased = erase_details(organisation_id=organisation_id, entries=details, ground=ground, actor=actor)
    return erased, sum(_destroy(organisation_id, part, ground, actor) for part in _parts(told))


@transaction.atomic
def erase_details(*, organisation_id: UUID, entries: Iterable[UUID], ground: str, actor: Actor | None) -> int:
    """Erase the values of many entries, each as `erase_detail` does; return of how many there were any.

    Raises GroundMissing.
    """
    if not ground.strip():
        raise GroundMissing
    erased = 0
    for part in _parts(list(entries)):
        details = Detail.objects.filter(organisation=organisation_id, pk__in=part)
        kept = [detail.entry for detail in details.select_related("entry").select_for_update(of=("self",))]
        record_many("detail.erased", subjects=kept, actor=actor, reason=ground)
        erased += Detail.objects.filter(pk__in=[entry.pk for entry in kept]).delete()[0]
    return erased


def _destroy(organisation_id: UUID, subjects: list[UUID], ground: str, actor: Actor | None) -> int:
    """Destroy the entries that hold somebody's words. They are sealed first, so that their hashes stay."""
    seal(organisation_id)
    worded = Entry.objects.filter(organisation=organisation_id, subject__in=subjects).exclude(reason="")
    entries = list(worded.exclude(verb__in=PROOF))
    record_many("entry.destroyed", subjects=entries, actor=actor, reason=ground)
    gone = Entry.objects.filter(pk__in=[entry.pk for entry in entries])
    gone._raw_delete(gone.db)
    return len(entries)


def _details(organisation_id: UUID, subjects: list[UUID]) -> Iterable[UUID]:
    return Detail.objects.filter(organisation=organisation_id, entry__subject__in=subjects).values_list("pk", flat=True)


def _parts(keys: list[UUID]) -> Iterator[list[UUID]]:
    yield from (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
