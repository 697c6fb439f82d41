"""An export of everything, made in the background: asked for, written, fetched by who asked, removed later."""

from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import IO
from uuid import UUID

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from roeland.journal.services import record
from roeland.organisation import exporting
from roeland.organisation.models import Export, Organisation, Person
from roeland.organisation.services import administers, export_organisation

KEPT_FOR = timedelta(days=7)
AT_ONCE = 50
State = Export.State


class AlreadyUnderWay(Exception):
    """An export of this organisation is being made already."""


class NotReady(Exception):
    """There is nothing to fetch: not yet, or no longer."""


def ask_for_export(*, organisation: Organisation, actor: Person) -> Export:
    """Let the worker make an export; who asked hears when it is ready. Raises AlreadyUnderWay."""
    administers(actor, organisation)
    try:
        with transaction.atomic():
            made = Export.objects.create(organisation=organisation, asked_by=actor, asked_at=timezone.now())
            record("export.asked", subject=made, actor=actor)
            pack.enqueue(str(made.pk))
    except IntegrityError as error:
        raise AlreadyUnderWay from error
    return made


@task()
def pack(key: str) -> str:
    """Write the archive of the export with this key; return its state. Safe to run twice."""
    made = Export.objects.select_related("organisation", "asked_by").get(pk=key)
    if not made.under_way:
        return made.state
    made.state, made.parts, made.done = State.WRITING, exporting.parts(made.organisation), 0
    made.save(update_fields=["state", "parts", "done"])
    try:
        with TemporaryFile() as target:
            export_organisation(
                organisation=made.organisation, target=target, actor=made.asked_by, told=lambda done: _tell(made, done)
            )
            return _ready(made, target).state
    except Exception:
        Export.objects.filter(pk=made.pk).update(state=State.FAILED)
        raise


def fetch(*, export: Export, actor: Person) -> IO[bytes]:
    """Open the archive for who asked for it, and keep that they did. Raises NotPermitted or NotReady."""
    administers(actor, export.organisation, export)
    with transaction.atomic():
        row = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
        if row.asked_by_id != actor.pk or row.state != State.READY:
            raise NotReady
        record("export.fetched", subject=export, actor=actor)
    return row.content.open("rb")


def remove_old(now: datetime) -> int:
    """Remove the archives that were kept long enough; return how many. Safe to run twice."""
    old = Export.objects.filter(state=State.READY, until__lte=now).order_by("until").values_list("pk", flat=True)
    return sum(_remove(key) for key in list(old[:AT_ONCE]))


def _tell(made: Export, done: int) -> None:
    Export.objects.filter(pk=made.pk, state=State.WRITING).update(done=done)


def _ready(made: Export, target: IO[bytes]) -> Export:
    """The content first: a row that is ready always has its archive."""
    made.content.save(f"{made.pk.hex}.zip", File(target), save=False)
    made.size, made.ready_at, made.done = made.content.size, timezone.now(), F("parts")
    made.state, made.until = State.READY, made.ready_at + KEPT_FOR
    with transaction.atomic():
        made.save()
        record("export.ready", subject=made, actor=made.asked_by)
    return made


@transaction.atomic
def _remove(key: UUID) -> bool:
    rows = Export.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.filter(pk=key, state=State.READY).first()
    if row is None:
        return False
    storage, name = row.content.storage, row.content.name
    row.state, row.content, row.size = State.REMOVED, "", 0
    row.save(update_fields=["state", "content", "size"])
    record("export.removed", subject=row, actor=None)
    transaction.on_commit(lambda: storage.delete(name))
    return True
