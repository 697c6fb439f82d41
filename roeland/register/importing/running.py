"""The course of an import: check everything, stage in batches, then store the whole file in one short step.

Every step can be done again: a run that was cut off goes on where it was, and a finished one does nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils import timezone

from roeland.files.models import StoredFile
from roeland.journal.services import announce
from roeland.journal.services import record as journal
from roeland.register import finding
from roeland.register.importing import entering, planning
from roeland.register.importing.checking import Checked, Result, check
from roeland.register.importing.problems import Problem
from roeland.register.importing.reading import Unreadable, read
from roeland.register.importing.recognising import known, matches
from roeland.register.importing.statements import send
from roeland.register.models import Application, ImportRun, StagedRecord
from roeland.register.services.reporting import take_numbers
from roeland.search import services as search

BATCH = 100
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
    _stage(run, result)
    try:
        run, changed = _store(run, result)
    except planning.TwoMatches as reason:
        return refuse(run, reason.problems)
    _index_changed(run, changed)
    return run


@transaction.atomic
def refuse(run: ImportRun, problems: list[Problem]) -> ImportRun:
    """End a run without storing anything, and keep why."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    run.problems = [problem.kept() for problem in problems[:KEPT_PROBLEMS]]
    _finish(run, State.REFUSED)
    journal("register.import_refused", subject=run, actor=run.actor)
    return run


def _finish(run: ImportRun, state: str) -> None:
    """Write the end of a run; only a file that was imported stays."""
    run.state, run.finished_at = state, timezone.now()
    run.staged_records.all().delete()
    file = run.file
    if file is not None and state != State.DONE:
        run.file = None
    run.save()
    if file is not None and run.file is None:
        _let_go(file)


def _let_go(file: StoredFile) -> None:
    storage, name = file.content.storage, file.content.name
    file.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _stage(run: ImportRun, result: Result) -> None:
    """Write the checked records beside the register, a batch per transaction, from where an earlier try stopped."""
    run.records = len(result.records)
    run.state = State.CHECKING
    run.save(update_fields=["records", "state"])
    done = run.staged_records.count()
    for start in range(done, len(result.records), BATCH):
        with transaction.atomic():
            batch = result.records[start : start + BATCH]
            _stage_batch(run, batch)
            run.staged = start + len(batch)
            run.save(update_fields=["staged"])


def _stage_batch(run: ImportRun, batch: list[Checked]) -> None:
    """Give each record the key that its application will get, and make its words findable ahead of it.

    So the last step need not: working out words takes longer than everything else together.
    """
    rows = [StagedRecord(organisation=run.organisation, run=run, position=record.position) for record in batch]
    StagedRecord.objects.bulk_create(rows)
    if run.dry_run:
        return
    found = known(run.organisation, (key for record in batch for key in record.keys))
    texts = {}
    for record, row in zip(batch, rows, strict=True):
        same = matches(record, found)
        if not same:
            texts[row.application] = finding.text_of_values(record.values)
        elif len(same) == 1 and entering.change(record, same[0]).moved:
            # The old words stay until the new ones are true.
            texts[same[0].pk] = finding.text_of(same[0]).with_also(finding.text_of_values(record.values))
    search.index_many(organisation=run.organisation_id, kind=finding.KIND, texts=texts)


def _store(run: ImportRun, result: Result) -> tuple[ImportRun, list[Application]]:
    """Make the whole file real, or nothing of it; return also what was changed. Raises TwoMatches.

    What to write is worked out first, while others go on. Who changes the register meanwhile makes it start again,
    and whoever keeps doing so has to wait in the end.
    """
    for _ in range(TRIES):
        with suppress(planning.Outdated, IntegrityError):
            return _write(run, result, planning.work_out(run, result))
    return _write(run, result)


@transaction.atomic
def _write(run: ImportRun, result: Result, plan: planning.Plan | None = None) -> tuple[ImportRun, list[Application]]:
    """The last step, short because the plan is there. Raises Outdated when the register is no longer what it was."""
    # The series of numbers is also the lock: two files of one organisation are stored one after the other.
    take_numbers(run.organisation, 0)
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.finished:
        return run, []
    planning.hold(run, result.records)
    plan = plan or planning.work_out(run, result)
    if plan.basis != planning.basis(run, result.records):
        raise planning.Outdated
    if not run.dry_run:
        _carry_through(run, plan)
    return _report(run, plan.tally), [] if run.dry_run else [change.application for change in plan.changes]


def _carry_through(run: ImportRun, plan: planning.Plan) -> None:
    _, last, _ = plan.basis
    take_numbers(run.organisation, max(plan.last - last, 0))
    entering.clear(plan.changes)
    send(plan.statements)
    for acts in plan.acts:
        announce(acts)


def _index_changed(run: ImportRun, changed: list[Application]) -> None:
    """Let changed applications be found by their new words only."""
    for start in range(0, len(changed), BATCH):
        texts = {row.pk: finding.text_of(row) for row in changed[start : start + BATCH]}
        search.index_many(organisation=run.organisation_id, kind=finding.KIND, texts=texts)


def _report(run: ImportRun, tally: entering.Tally) -> ImportRun:
    run.created, run.updated, run.unchanged = tally.created, tally.updated, tally.unchanged
    run.remarks = [remark.kept() for remark in tally.remarks[:KEPT_PROBLEMS]]
    _finish(run, State.CHECKED if run.dry_run else State.DONE)
    if not run.dry_run:
        journal("register.import_finished", subject=run, actor=run.actor)
    return run
