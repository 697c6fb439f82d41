"""Verbs of files: keep what somebody brought in."""

from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from roeland.files.models import StoredFile

LARGEST = 25 * 1024 * 1024  # bytes
LONGEST_NAME = 150


class Actor(Protocol):
    """Whoever brings the file in."""

    @property
    def organisation_id(self) -> Any: ...


class TooLarge(Exception):
    """The file has more bytes than `limit`."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class Empty(Exception):
    """There is nothing in the file."""


class NotTheirs(Exception):
    """Somebody brought a file into another organisation than their own."""


def keep(*, organisation: Any, upload: File, actor: Actor | None, limit: int = LARGEST) -> StoredFile:
    """Keep a file in the storage, with its digest. `organisation` may be a key; `actor` is empty for Roeland itself.

    Its name is kept to show, never used to store it. Raises TooLarge (also for an upload that says it is smaller than
    it is), Empty or NotTheirs; then nothing is stored.
    """
    owner: UUID = getattr(organisation, "pk", organisation)
    if actor is not None and actor.organisation_id != owner:
        raise NotTheirs
    size, digest = _measure(upload, limit)
    key = uuid7()
    stored = StoredFile(
        pk=key,
        organisation=owner,
        name=shown_name(upload.name or ""),
        size=size,
        sha256=digest,
        stored_at=timezone.now(),
    )
    # The content first: a row always has its content; content without a row (the act failed) is only rubbish.
    stored.content.save(key.hex, upload, save=False)
    stored.save(force_insert=True)
    return stored


@transaction.atomic
def let_go(*, file: StoredFile) -> None:
    """Remove a file; its content goes once the act around it went through."""
    storage, name = file.content.storage, file.content.name
    file.delete()
    transaction.on_commit(lambda: storage.delete(name))


def shown_name(name: str) -> str:
    """The last part of a file's name, without signs that do something on a screen or in a header."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(sign for sign in last if sign.isprintable() and sign not in '"<>|:*?').strip(". ")
    if not clean:
        return "-"
    start, dot, ending = clean.rpartition(".")
    return f"{start[: LONGEST_NAME - 20]}{dot}{ending[-19:]}" if dot else clean[:LONGEST_NAME]


def _measure(upload: File, limit: int) -> tuple[int, str]:
    size, digest = 0, sha256()
    for piece in upload.chunks():
        size += len(piece)
        if size > limit:
            raise TooLarge(limit)
        digest.update(piece)
    if not size:
        raise Empty
    upload.seek(0)
    return size, digest.hexdigest()
