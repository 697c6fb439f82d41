"""The course of a sheet: it comes in, its columns are chosen, it is checked and looked at, and then it is imported."""

from codecs import BOM_UTF8
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django_tasks import task

from roeland.files.services import keep, shown_name
from roeland.journal.services import record as journal
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Organisation, Person
from roeland.paper.tables import Table
from roeland.register.importing import running
from roeland.register.importing.checking import Result
from roeland.register.importing.problems import Problem
from roeland.register.importing.reading import Unreadable
from roeland.register.importing.sheets.checking import check_table, header_of, quietly
from roeland.register.importing.sheets.likely import Answers, applied, must_be_answered
from roeland.register.importing.sheets.likely import read as read_answers
from roeland.register.importing.sheets.lookups import Lookups
from roeland.register.importing.sheets.mapping import SheetMapping, flaws, from_kept
from roeland.register.importing.sheets.previewing import Seen, look
from roeland.register.importing.sheets.proposing import plain, propose
from roeland.register.importing.sheets.reading import read_table, samples
from roeland.register.models import ImportRun, SavedMapping

State = ImportRun.State
SHEETS = ("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods")


class NotNow(Exception):
    """The run is not where this can be done: somebody else went on with it, or it has ended."""


class StillWrong(Exception):
    """There are rows that cannot be imported, so that none of them is."""


def is_sheet(upload: File) -> bool:
    """Say whether a file has to be read as a sheet: by its name, else by how it begins."""
    ending = (upload.name or "").lower().rpartition(".")[2]
    if ending in {"json", *SHEETS}:
        return ending != "json"
    start = upload.read(100)
    upload.seek(0)
    return not start.removeprefix(BOM_UTF8).lstrip().startswith((b"[", b"{"))


def start_sheet(*, upload: File, actor: Person) -> ImportRun:
    """Keep a sheet and propose what its columns become. Raises NotPermitted or Unreadable."""
    must(actor, "register.import")
    name = shown_name(upload.name or "")
    # Before anything is written: on SQLite everybody waits for whoever holds the pen.
    table = read_table(BytesIO(upload.read()), name)
    upload.seek(0)
    return _begin(upload, name, table, actor)


@transaction.atomic
def _begin(upload: File, name: str, table: Table, actor: Person) -> ImportRun:
    file = keep(organisation=actor.organisation, upload=upload, actor=actor)
    run = ImportRun(organisation=actor.organisation, actor=actor, file=file, file_name=name, dry_run=True)
    run.state, run.sheet, run.records = State.COLUMNS, described(table), len(table.rows)
    run.mapping = proposed(actor.organisation, run.sheet).kept()
    run.save(force_insert=True)
    journal("register.import_started", subject=run, actor=actor)
    return run


def described(table: Table) -> dict[str, Any]:
    """What a person has to know of a sheet to choose its columns."""
    taken: set[str] = set()
    return {
        "columns": [header_of(header, position, taken) for position, header in enumerate(table.columns)],
        "headers": headers_digest(table.columns),
        "samples": samples(table),
        "sheet": table.sheet,
        "other_sheets": list(table.other_sheets),
        "encoding": table.encoding,
    }


def headers_digest(headers: Any) -> str:
    """The mark by which the same columns are known again, whatever capitals and signs they have."""
    return sha256("\n".join(plain(header) for header in headers).encode()).hexdigest()


def proposed(organisation: Organisation, sheet: dict[str, Any]) -> SheetMapping:
    """Return the mapping that was kept last for these headers, else what the headers say."""
    kept = known_mapping(organisation, sheet)
    if kept is not None:
        return from_kept(kept.mapping)
    choices = tuple(one.choice for one in propose(sheet["columns"], sheet["samples"]))
    key = next((code for code in ("number", "source_id") if code in choices), "name")
    return SheetMapping(choices, key=key)


def known_mapping(organisation: Organisation, sheet: dict[str, Any]) -> SavedMapping | None:
    rows = SavedMapping.objects.filter(organisation=organisation, headers=sheet["headers"])
    return rows.order_by("-saved_at", "-pk").first()


@transaction.atomic
def check_sheet(*, run: ImportRun, mapping: SheetMapping, actor: Person, save_as: str = "") -> ImportRun:
    """Let the worker see what would come of a sheet, read like this; `save_as` keeps the mapping under a name.

    Raises NotPermitted, OtherOrganisation, NotNow, or ValueError for a mapping that has flaws.
    """
    row = _mine(run, actor)
    if not row.waits_for_somebody:
        raise NotNow
    if flaws(mapping) or len(mapping.choices) != len(row.sheet["columns"]):
        raise ValueError(mapping)
    row.mapping, row.state, row.staged = mapping.kept(), State.WAITING, 0
    row.problems, row.remarks, row.preview, row.answers = [], [], {}, {}
    row.save()
    if save_as:
        _save_as(save_as, row, mapping, actor)
    check_run.enqueue(str(row.pk))
    return row


def _save_as(name: str, run: ImportRun, mapping: SheetMapping, actor: Person) -> None:
    saved, _ = SavedMapping.objects.update_or_create(
        organisation=run.organisation,
        name=name.strip()[:80],
        defaults={"headers": run.sheet["headers"], "mapping": mapping.kept(), "saved_by": actor},
    )
    journal("register.mapping_saved", subject=saved, actor=actor)


@transaction.atomic
def confirm(*, run: ImportRun, actor: Person, answers: Answers | None = None) -> ImportRun:
    """Let the worker import what somebody looked at. `answers` are of the rows that look like an application here.

    Raises NotPermitted, OtherOrganisation, NotNow, StillWrong or Unanswered.
    """
    row = _mine(run, actor)
    if row.state != State.PREVIEW:
        raise NotNow
    if row.problems:
        raise StillWrong
    kept = row.preview.get("likely", [])
    must_be_answered(kept, answers or {})
    row.answers = {str(one["row"]): (answers or {})[one["row"]].kept() for one in kept}
    row.state, row.dry_run, row.actor, row.staged = State.WAITING, False, actor, 0
    row.save(update_fields=["state", "dry_run", "actor", "staged", "answers"])
    import_sheet.enqueue(str(row.pk))
    return row


@transaction.atomic
def withdraw(*, run: ImportRun, actor: Person) -> ImportRun:
    """End a sheet without importing it, and let go of its file. Raises NotPermitted, OtherOrganisation or NotNow."""
    row = _mine(run, actor)
    if not row.waits_for_somebody:
        raise NotNow
    return running.refuse(row, [Problem("withdrawn")])


def _mine(run: ImportRun, actor: Person) -> ImportRun:
    must(actor, "register.import")
    same_organisation(actor, run)
    return ImportRun.objects.select_for_update(of=("self",)).select_related("organisation", "file").get(pk=run.pk)


@task()
def check_run(key: str) -> str:
    """See what would come of a sheet; return the state of its run. Safe to run twice."""
    run = _run(key)
    if run.state not in {State.WAITING, State.CHECKING, State.COMPARING} or not run.dry_run:
        return run.state
    try:
        result = result_of(run, step_of(run, State.CHECKING))
    except Unreadable as reason:
        return running.refuse(run, [Problem(reason.code, value=reason.value)]).state
    seen = look(run.organisation, result, step_of(run, State.COMPARING))
    return _shown(run, seen, len(result.records)).state


def step_of(run: ImportRun, state: str) -> Callable[[int], None]:
    """Return what lets people see that so many rows are done; they see at once that it began."""
    running.reached(run, state, 0, run.records)
    return lambda done: running.reached(run, state, done, run.records)


@transaction.atomic
def _shown(run: ImportRun, seen: Seen, records: int) -> ImportRun:
    row = ImportRun.objects.select_for_update().get(pk=run.pk)
    row.problems = [problem.kept() for problem in seen.problems[: running.KEPT_PROBLEMS]]
    row.remarks = [remark.kept() for remark in seen.remarks[: running.KEPT_PROBLEMS]]
    row.created, row.updated, row.unchanged = seen.created, seen.updated, seen.unchanged
    row.state, row.records, row.preview = State.PREVIEW, records, seen.kept()
    row.save()
    return row


@task()
def import_sheet(key: str) -> str:
    """Import a sheet that was looked at; return the state of its run. Safe to run twice."""
    run = _run(key)
    return running.complete(run, lambda: answered(run)).state


def answered(run: ImportRun) -> Result:
    """The rows of the sheet of a run that are to be imported. Raises Unreadable."""
    result = result_of(run, step_of(run, State.CHECKING))
    result, run.skipped = applied(result, run.preview.get("likely", []), read_answers(run.answers))
    ImportRun.objects.filter(pk=run.pk).update(skipped=run.skipped)
    return result


def _run(key: str) -> ImportRun:
    return ImportRun.objects.select_related("organisation", "actor", "file").get(pk=key)


def result_of(run: ImportRun, step: Callable[[int], None] = quietly) -> Result:
    """The rows of the sheet of a run, checked. `step` hears how many are done. Raises Unreadable."""
    return remarked(*check_table(table_of(run), from_kept(run.mapping), run.organisation, step))


def remarked(result: Result, names: Lookups) -> Result:
    """Add to checked rows what is new with them."""
    for code, new in (("new_suppliers", names.new_suppliers), ("new_labels", names.new_labels)):
        if new:
            result.remarks.append(Problem(code, value=_several(sorted(new))))
    return result


def _several(names: list[str]) -> str:
    shown = ", ".join(names[:10])
    return shown if len(names) <= 10 else f"{shown} … (+{len(names) - 10})"


def table_of(run: ImportRun) -> Table:
    """Read the file of a run again. Raises Unreadable."""
    if run.file is None:
        raise Unreadable("gone")
    with run.file.content.open("rb") as file:
        return read_table(file, run.file_name)
