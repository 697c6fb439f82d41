"""All that an organisation has in Roeland as one archive: a table per file, the stored files, and what it all means."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from roeland.files.models import StoredFile
from roeland.organisation import belongings
from roeland.organisation.models import Organisation

CHUNK = 2000
README = """# Export of {name}

Roeland {version}, {when}.

- `tables/<room>.<Table>.jsonl`: one line of JSON for each row. A name that ends in `_id` is the key of a row in
  another table. Codes (roles, questions, answers, verbs) are those of the documents named beside them, as `intake@1`.
- `tables/journal.*.jsonl`: the journal. `Entry` is what happened, `Detail` the values, `Seal` the chain: each seal
  holds the hashes of its entries and the hash of the seal before it.
- `organisation.json` and `logins.jsonl`: the organisation itself, and the addresses with which its people sign in.
  Passwords and keys for signing in are never exported.
- `files/<key>/<name>`: the files that people brought in; `tables/files.StoredFile.jsonl` says what each is.
- `manifest.json`: how many rows each table has, and the SHA-256 of every part.
{confidential}
Nederlands: elk bestand in `tables/` is één tabel, met één rij per regel. Namen die eindigen op `_id` zijn sleutels van
rijen in een andere tabel. `manifest.json` noemt de aantallen en de controlegetallen. Wachtwoorden staan er niet in.
"""
LEFT_OUT = """- Left empty, because it was promised that few would see it: {columns}.
"""


class Archive:
    """A zip that is being written, with the digest of each part."""

    def __init__(self, target: IO[bytes], told: Callable[[int], None]) -> None:
        self.told = told
        self.zip = ZipFile(target, "w", ZIP_DEFLATED, allowZip64=True)
        self.parts: dict[str, str] = {}

    def add(self, name: str, pieces: Iterator[bytes]) -> None:
        """Write one part, piece by piece."""
        digest = sha256()
        with self.zip.open(name, "w", force_zip64=True) as part:
            for piece in pieces:
                digest.update(piece)
                part.write(piece)
        self.parts[name] = digest.hexdigest()
        self.told(len(self.parts))


def parts(organisation: Organisation) -> int:
    """Return how many parts the archive of an organisation has, but for what says what it is."""
    return len(belongings.tables()) + belongings.rows_of(StoredFile, organisation).count()


def write(
    organisation: Organisation,
    target: IO[bytes],
    *,
    now: datetime,
    confidential: bool,
    told: Callable[[int], None] = lambda done: None,
) -> None:
    """Write the archive. `confidential`: also what is otherwise left empty. Reads only, piece by piece.

    `told` hears after each part how many are done.
    """
    archive = Archive(target, told)
    for model in belongings.tables():
        archive.add(f"tables/{model._meta.label}.jsonl", _lines(model, organisation, confidential))
    archive.add("organisation.json", iter([_line(_row_of(organisation))]))
    archive.add("logins.jsonl", _logins(organisation))
    for file in belongings.rows_of(StoredFile, organisation).iterator(CHUNK):
        archive.add(f"files/{file.pk}/{file.name}", _content(file))
    archive.add("README.md", iter([_readme(organisation, now, confidential).encode()]))
    about = {"roeland": version("roeland"), "made_at": now.isoformat(), "organisation": str(organisation.pk)}
    whole = {**about, "rows": belongings.counts(organisation), "sha256": archive.parts}
    archive.zip.writestr("manifest.json", json.dumps(whole, indent=2) + "\n")
    archive.zip.close()


def _lines(model: type[models.Model], organisation: Organisation, confidential: bool) -> Iterator[bytes]:
    hidden = () if confidential else settings.CONFIDENTIAL.get(model._meta.label, ())
    rows = belongings.rows_of(model, organisation).order_by("pk")
    if not confidential and _has_subject(model):
        rows = rows.exclude(subject_id__in=_confidential_keys(organisation))
    for row in rows.values().iterator(CHUNK):
        yield _line(row | dict.fromkeys(hidden))


def _has_subject(model: type[models.Model]) -> bool:
    return any(field.name == "subject_id" for field in model._meta.concrete_fields)


def _confidential_keys(organisation: Organisation) -> list[Any]:
    """What somebody was told or asked about such a thing would still say who it is about."""
    hidden = [model for model in belongings.tables() if model._meta.label in settings.CONFIDENTIAL]
    return [key for model in hidden for key in belongings.rows_of(model, organisation).values_list("pk", flat=True)]


def _logins(organisation: Organisation) -> Iterator[bytes]:
    for user in belongings.logins_of(organisation):
        yield _line({"id": user.pk, "email": user.email, "language": user.language})


def _line(row: dict[str, Any]) -> bytes:
    return (json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False) + "\n").encode()


def _row_of(organisation: Organisation) -> dict[str, Any]:
    return dict(Organisation.objects.filter(pk=organisation.pk).values().get())


def _content(file: StoredFile) -> Iterator[bytes]:
    with file.content.open("rb") as content:
        yield from content.chunks()


def _readme(organisation: Organisation, now: datetime, confidential: bool) -> str:
    columns = [f"{table} {', '.join(names)}" for table, names in settings.CONFIDENTIAL.items()]
    left_out = LEFT_OUT.format(columns="; ".join(columns)) if columns and not confidential else ""
    return README.format(
        name=organisation.name, version=version("roeland"), when=f"{now:%Y-%m-%d %H:%M %Z}", confidential=left_out
    )
