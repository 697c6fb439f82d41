"""Verbs for an organisation that takes its things along, or leaves for good."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import IO

from django.db import transaction
from django.utils import timezone

from roeland.files.models import StoredFile
from roeland.journal import services as journal
from roeland.journal.models import Entry
from roeland.journal.queries import entries_of
from roeland.journal.services import record
from roeland.organisation import belongings, exporting
from roeland.organisation.models import Export, Organisation, Person, User
from roeland.organisation.services.acting import administers

MADE = "organisation.export_made"
NOT_NEWS = (MADE, "sign_in.done", "export.asked", "export.ready", "export.fetched", "export.removed")


class NotExported(Exception):
    """There is no export with this digest."""


class ChangedSinceExport(Exception):
    """Something happened after the export was made. `number`: how many acts."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def export_organisation(
    *,
    organisation: Organisation,
    target: IO[bytes],
    actor: Person | None,
    confidential: bool = False,
    told: Callable[[int], None] = lambda done: None,
) -> str:
    """Write everything of an organisation into `target` (opened to write and read); return the archive's SHA-256.

    The journal says before the first byte that it is asked, and afterwards which archive came of it.
    """
    administers(actor, organisation)
    with transaction.atomic():
        record("organisation.exported", subject=organisation, actor=actor)
    journal.seal(organisation.pk)
    exporting.write(organisation, target, now=timezone.now(), confidential=confidential, told=told)
    target.seek(0)
    digest = _digest(target)
    with transaction.atomic():
        record("organisation.export_made", subject=organisation, actor=actor, reason=digest)
    return digest


def must_be_exported(organisation: Organisation, digest: str) -> None:
    """Raise NotExported or ChangedSinceExport unless the export with this digest holds all that happened."""
    made = Entry.objects.filter(organisation=organisation.pk, verb=MADE, reason=digest).order_by("-at").first()
    if made is None:
        raise NotExported
    if later := entries_of(organisation.pk, since=made.at).exclude(verb__in=NOT_NEWS).count():
        raise ChangedSinceExport(later)


@transaction.atomic
def remove_organisation(*, organisation: Organisation, ground: str) -> dict[str, int]:
    """Remove an organisation with all that it has, in every room; return how many rows of each kind there were.

    Only the seals of its journal stay, and a certificate of destruction. Logins that are nobody elsewhere go too.
    Only Roeland itself does this: no person of the organisation is left to be its actor. Raises GroundMissing.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    counts = belongings.counts(organisation)
    logins = list(belongings.logins_of(organisation).values_list("pk", flat=True))
    _forget_files(organisation)
    journal.destroy(organisation=organisation, ground=ground, counts=counts, actor=None)
    for model in belongings.to_remove():
        rows = belongings.rows_of(model, organisation)
        rows._raw_delete(rows.db)  # keys are checked when the transaction ends, so no order can be wrong
    itself = Organisation.objects.filter(pk=organisation.pk)
    itself._raw_delete(itself.db)
    User.objects.filter(pk__in=logins, persons=None, is_support=False).delete()
    return counts


def _forget_files(organisation: Organisation) -> None:
    """The contents go once all rows are gone: a removal that fails loses nothing."""
    archives = belongings.rows_of(Export, organisation).exclude(content="")
    for file in (*belongings.rows_of(StoredFile, organisation), *archives):
        storage, name = file.content.storage, file.content.name
        transaction.on_commit(partial(storage.delete, name))


def _digest(opened: IO[bytes]) -> str:
    digest = sha256()
    while piece := opened.read(1024 * 1024):
        digest.update(piece)
    opened.seek(0)
    return digest.hexdigest()
