"""Records and files to import, for tests."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from roeland.organisation.models import Organisation, Person
from roeland.register import importing
from roeland.register.models import ImportRun

FILES = Path(__file__).parent / "files"


def a_record(key: str = "A-1", **fields: Any) -> dict[str, Any]:
    """A good record; `field=None` leaves a field empty."""
    return {"source_id": key, "name": f"Toepassing {key}", "organization": "Gemeente Voorbeeldstad"} | fields


def as_bytes(*records: Any) -> bytes:
    return json.dumps(list(records)).encode()


def bring_in(
    organisation: Organisation, content: bytes, *, actor: Person | None = None, dry_run: bool = False
) -> ImportRun:
    """Import these bytes at once."""
    run = ImportRun.objects.create(organisation=organisation, actor=actor, file_name="test.json", dry_run=dry_run)
    return importing.carry_out(run, BytesIO(content), len(content))


def codes(run: ImportRun) -> list[tuple[int, str, str]]:
    """What is wrong: record, field and code."""
    return [(problem["record"], problem["field"], problem["code"]) for problem in run.problems]
