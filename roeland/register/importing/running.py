"""The course of an import: check everything, stage in batches, then store the whole file in one short step.

Every step can be done again: a run that was cut off goes on where it was, and a finished one does nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from roeland.files.models import StoredFile
from roeland.journal.services import announce
from roeland.journal.services import record as journal
from roeland.register.importing import entering, finding, planning
from roeland.register.importing.checking import Result, check
from roeland.register.importing.problems import Problem
from roeland.register.importing.reading import Unreadable, read
from roeland.register.importing.statements import send
from roeland.register.models import ImportRun, StagedRecord
from roeland.register.services.reporting import take_numbers

BATCH = 500
# So often a plan may be overtaken before it is made while everybody else waits.
TRIES = 3
# More than this nobody reads; the count says how many there were.
KEPT_PROBLEMS = 300

State = ImportRun.State


def carry_out(run: ImportRun, file: BinaryIO, size: int) -> ImportRun:
    """Import a file of the register form, or only check it; safe to call again. Returns the run as it stands."""
    return complete(run, lambda: check(read(file, size)))


def complete(run: ImportRun, records: Callable[[], Result]) -> ImportRun:
    """Import the records of a run, or only check them; safe to call again. `records` may raise Unreadable."""
    if run.finished:
        return run
    try:
        result = records()
    except Unreadable as reason:
        return refuse(run, [Problem(reason.code, value=reason.value)])
    if result.problems:
        return refuse(run, result.problems)
    try:
        run, changed = _store(run, _prepare(run, result))
    except planning.TwoMatches as reason:
        return refuse(run, reason.problems)
    finding.again(run.organisation_id, changed)
    return run


@transaction.atomic
def refuse(run: ImportRun, problems: list[Problem]) -> ImportRun:
    """End a run without storing anything, and keep why."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    run.problems = [problem.kept() for problem in problems[:KEPT_PROBLEMS]]
    end(run, State.REFUSED)
    journal("register.import_refused", subject=run, actor=run.actor)
    return run


def end(run: ImportRun, state: str) -> None:
    """Write the end of a run; only a file that was imported stays, and only of that what stood in it."""
    run.state, run.finished_at = state, timezone.now()
    run.staged_records.all().delete()
    file = run.file
    if state != State.DONE:
        run.file = None
        run.sheet, run.preview = {name: said for name, said in run.sheet.items() if name != "samples"}, {}
    run.save()
    if file is not None and run.file is None:
        _let_go(file)


def _let_go(file: StoredFile) -> None:
    storage, name = file.content.storage, file.content.name
    file.delete()
    transaction.on_commit(lambda: storage.delete(name))


@dataclass
class _Ready:
    """A file that is ready to be stored."""

    plan: planning.Plan
    keys: dict[int, UUID]  # that new applications get, per record


def reached(run: ImportRun, state: str, done: int, of: int) -> None:
    """Let people see how far it is."""
    run.state, run.staged, run.records = state, done, of
    ImportRun.objects.filter(pk=run.pk).update(state=state, staged=done, records=of)


def _prepare(run: ImportRun, result: Result) -> _Ready:
    """Work out part by part what has to be written, and let its words be found ahead of it. Raises TwoMatches.

    A part is worked out while nobody waits, and its words are a short transaction. So the last step need not: working
    out words takes longer than everything else together.
    """
    state = State.CHECKING if run.dry_run else State.STORING
    reached(run, state, 0, len(result.records))
    ready = _Ready(planning.begin(run, result), _keys(run, result))
    for records in planning.parts_of(result.records):
        part = planning.work_out(ready.plan, records, ready.keys)
        ready.plan.parts.append(part)
        _make_findable(run, part)
        done = sum(len(each.records) for each in ready.plan.parts)
        reached(run, state, done, len(result.records))
    if ready.plan.unclear:
        raise planning.TwoMatches(ready.plan.unclear)
    return ready


def _keys(run: ImportRun, result: Result) -> dict[int, UUID]:
    """Set aside the key that each record's application gets; a run that was cut off finds them again."""
    if run.dry_run:
        return {}
    kept = dict(run.staged_records.values_list("position", "application"))
    rows = [
        StagedRecord(organisation=run.organisation, run=run, position=record.position)
        for record in result.records
        if record.position not in kept
    ]
    for start in range(0, len(rows), BATCH):
        StagedRecord.objects.bulk_create(rows[start : start + BATCH])
    return kept | {row.position: row.application for row in rows}


def _make_findable(run: ImportRun, part: planning.Part) -> None:
    if part.texts:
        finding.put_in(finding.rows(run.organisation_id, part.texts), part.stood)


def _store(run: ImportRun, ready: _Ready) -> tuple[ImportRun, list[UUID]]:
    """Make the whole file real, or nothing of it; return also what was changed. Raises TwoMatches.

    What somebody changes meanwhile is worked out again, only that; who keeps changing it has to wait in the end.
    """
    for _ in range(TRIES):
        planning.make(ready.plan)
        try:
            return _write(run, ready)
        except _Outdated as outdated:
            _renew(run, ready, outdated.places)
        except IntegrityError:
            _renew(run, ready, planning.outdated(ready.plan))
    return _write(run, ready, anyhow=True)


class _Outdated(Exception):
    """The register changed after these parts were worked out."""

    def __init__(self, places: list[int]) -> None:
        super().__init__()
        self.places = places


def _renew(run: ImportRun, ready: _Ready, places: list[int]) -> None:
    for part in planning.renew(ready.plan, places, ready.keys):
        _make_findable(run, part)
    if ready.plan.unclear:
        raise planning.TwoMatches(ready.plan.unclear)


@transaction.atomic
def _write(run: ImportRun, ready: _Ready, *, anyhow: bool = False) -> tuple[ImportRun, list[UUID]]:
    """The last step, short because the plan is there. Raises Outdated when the register is no longer what it was."""
    # The series of numbers is also the lock: two files of one organisation are stored one after the other.
    last = take_numbers(run.organisation, 0).stop - 1
    run, plan = ImportRun.objects.select_for_update().get(pk=run.pk), ready.plan
    if run.finished:
        return run, []
    planning.hold(plan)
    if places := planning.outdated(plan):
        if not anyhow:
            raise _Outdated(places)
        _renew(run, ready, places)
        planning.make(plan)
    if not run.dry_run:
        _carry_through(run, plan, last)
    return _report(run, plan.tally), [] if run.dry_run else [change.application.pk for change in plan.changes]


def _carry_through(run: ImportRun, plan: planning.Plan, last: int) -> None:
    take_numbers(run.organisation, planning.number(plan, last) - last)
    entering.clear(plan.changes)
    send(plan.statements)
    for part in plan.parts:
        for acts in part.acts:
            announce(acts)


def _report(run: ImportRun, tally: entering.Tally) -> ImportRun:
    run.created, run.updated, run.unchanged = tally.created, tally.updated, tally.unchanged
    run.remarks = [remark.kept() for remark in tally.remarks[:KEPT_PROBLEMS]]
    end(run, State.CHECKED if run.dry_run else State.DONE)
    if not run.dry_run:
        journal("register.import_finished", subject=run, actor=run.actor)
    return run
