"""Sheets to import, for tests."""

from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile

from roeland.organisation.models import Person
from roeland.paper import lists
from roeland.register.importing.sheets import starting
from roeland.register.importing.sheets.mapping import SheetMapping, from_kept
from roeland.register.models import ImportRun


def a_sheet(headers: Sequence[str], *rows: Sequence[Any], kind: str = "xlsx") -> ContentFile:
    """A file with these columns and rows."""
    return ContentFile(b"".join(lists.write(kind, headers, rows, "Blad")), name=f"toepassingen.{kind}")


def begun(actor: Person, file: ContentFile) -> ImportRun:
    """The run of a file of which the columns are to be chosen."""
    return starting.start_sheet(upload=file, actor=actor)


def proposal(run: ImportRun, **changes: Any) -> SheetMapping:
    """What Roeland proposes for the columns, with these changes."""
    return from_kept(run.mapping | changes)


def looked_at(run: ImportRun, actor: Person, **changes: Any) -> ImportRun:
    """The run after the worker looked at it, read as proposed with these changes."""
    starting.check_sheet(run=run, mapping=proposal(run, **changes), actor=actor)
    starting.check_run.func(str(run.pk))
    return ImportRun.objects.get(pk=run.pk)


def imported(actor: Person, file: ContentFile, **changes: Any) -> ImportRun:
    """The finished run of a file that was looked at and confirmed; not confirmed when something was wrong."""
    run = looked_at(begun(actor, file), actor, **changes)
    if run.problems:
        return run
    starting.confirm(run=run, actor=actor)
    starting.import_sheet.func(str(run.pk))
    return ImportRun.objects.get(pk=run.pk)


def wrong(run: ImportRun) -> list[tuple[int, str, str]]:
    """What is wrong: row, letter of the column, code."""
    return [(problem["row"], problem["column"], problem["code"]) for problem in run.problems]
