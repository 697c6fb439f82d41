"""Acts to record, and hands that go around the triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from uuid6 import uuid7

from roeland.journal import digests, services, triggers
from roeland.journal.models import Entry, ToSeal
from roeland.organisation.models import Organisation


def act(organisation: Organisation, verb: str = "organisation.created", **fields: Any) -> Entry:
    with transaction.atomic():
        return services.record(verb, subject=organisation, actor=None, **fields)


def an_entry_of(organisation: Organisation, *, at: datetime | None = None) -> Entry:
    """An entry with a right hash that was never recorded: what a forger would write."""
    forged = Entry(organisation=organisation.pk, at=at or timezone.now(), verb="x.done", subject_kind="a.b")
    forged.subject = uuid7()
    forged.hash = digests.of_entry(forged)
    return forged


def forge(entry: Entry, *, waiting: bool = False) -> None:
    entry.save(force_insert=True)
    if waiting:
        ToSeal.objects.create(entry=entry, organisation=entry.organisation)


@contextmanager
def without_triggers() -> Iterator[None]:
    """What somebody with the rights of the database's owner could do."""
    triggers.lift(connection)
    yield
    triggers.create(connection)
