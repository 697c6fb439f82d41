"""What a file would do to the register, worked out to the last statement while nobody has to wait for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from roeland.journal.services import Acts, prepare_many
from roeland.organisation.models import Organisation
from roeland.register.importing import entering, merging
from roeland.register.importing.checking import Checked, Result
from roeland.register.importing.problems import Problem
from roeland.register.importing.recognising import batches, keys_known, known, matches
from roeland.register.importing.statements import Statement, inserts
from roeland.register.models import Application, ImportRun, NumberSeries


class Outdated(Exception):
    """The register changed after the plan was made."""


class TwoMatches(Exception):
    """Records that are about two applications at once, so that nobody knows which is meant."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


@dataclass
class Plan:
    """Everything that the last step has to write."""

    basis: tuple[Any, ...]  # what of the register it was made on
    tally: entering.Tally
    fresh: list[Application]
    changes: list[entering.Change]
    statements: list[Statement]
    last: int = 0  # the highest number after it
    acts: list[Acts] = field(default_factory=list)  # what the journal says of it; its rows are in the statements


def basis(run: ImportRun, records: list[Checked]) -> tuple[Any, ...]:
    """Return what a plan depends on: the applications that it is about, the last number and the known suppliers."""
    return (
        _changes(run, records),
        NumberSeries.objects.filter(organisation=run.organisation).values_list("last", flat=True).first() or 0,
        sum(1 for _ in entering.suppliers_named(run.organisation, records)),
    )


def _changes(run: ImportRun, records: list[Checked]) -> list[tuple[Any, ...]]:
    """When each application that the records are about changed last."""
    rows = Application.objects.of(run.organisation)
    return [
        row
        for batch in batches(_known(run, records))
        for row in rows.filter(pk__in=batch).order_by("pk").values_list("pk", "changed_at")
    ]


def hold(run: ImportRun, records: list[Checked]) -> None:
    """Let nobody edit the applications in these records until the transaction ends."""
    for batch in batches(_known(run, records)):
        list(Application.objects.filter(pk__in=batch).order_by("pk").select_for_update().values_list("pk"))


def _known(run: ImportRun, records: Iterable[Checked]) -> list[UUID]:
    found = keys_known(run.organisation, _keys(records))
    return sorted({key for several in found.values() for key in several})


def _keys(records: Iterable[Checked]) -> list[str]:
    return [key for record in records for key in record.keys]


def work_out(run: ImportRun, result: Result) -> Plan:
    """Compare the records with the register, and put into words what has to be written. Raises TwoMatches."""
    rests_on = basis(run, result.records)
    fresh, changes, unclear = _sorted(run.organisation, result.records)
    if unclear:
        raise TwoMatches(unclear)
    moving = [change for change in changes if change.moved]
    plan = Plan(rests_on, _tally(result.remarks, fresh, changes), [], moving, [])
    if not run.dry_run:
        _fill(plan, run, fresh)
    return plan


def weigh(
    organisation: Organisation, records: list[Checked], remarks: list[Problem]
) -> tuple[entering.Tally, list[Problem]]:
    """Count what these records would do, and return those that are about more than one application."""
    fresh, changes, unclear = _sorted(organisation, records)
    return _tally(remarks, fresh, changes), unclear


def _sorted(
    organisation: Organisation, records: list[Checked]
) -> tuple[list[Checked], list[entering.Change], list[Problem]]:
    """Return the records that are new, what the others change, and those that nobody can place."""
    found = known(organisation, _keys(records))
    fresh, changes, unclear = [], [], []
    for record in records:
        same = matches(record, found)
        if len(same) > 1:
            codes = ", ".join(sorted(application.code for application in same))
            unclear.append(record.problem("two_matches", value=codes))
        elif same:
            changes.append(entering.change(record, same[0]))
        else:
            fresh.append(record)
    return fresh, changes, unclear


def _tally(remarks: list[Problem], fresh: list[Checked], changes: list[entering.Change]) -> entering.Tally:
    updated = sum(1 for change in changes if change.moved)
    tally = entering.Tally(len(fresh), updated, len(changes) - updated, list(remarks))
    tally.remarks += [
        record.problem("new_number", "number", f"AI-{record.number:04d}") for record in fresh if record.number
    ]
    for change in changes:
        tally.remarks += merging.remarks_about(change.merged, change.record)
    return tally


def _fill(plan: Plan, run: ImportRun, fresh: list[Checked]) -> None:
    about = [*fresh, *(change.record for change in plan.changes)]
    around = entering.surroundings(run.organisation, run.actor, about)
    keys = dict(run.staged_records.values_list("position", "application"))
    pairs = [
        (record, entering.new(record, keys[record.position], number, around))
        for record, number in _numbered(plan, fresh)
    ]
    plan.fresh = [application for _, application in pairs]
    for change in plan.changes:
        entering.apply(change, around)
    labelled = [(application, record.values.get("labels", [])) for record, application in pairs]
    labelled += [(change.application, change.merged.values.get("labels", [])) for change in plan.changes]
    taggings = entering.taggings_of(labelled, around)
    plan.statements += [*inserts(around.new_suppliers), *inserts(around.new_tags)]
    plan.statements += entering.creating(pairs)
    plan.statements += entering.rewriting(plan.changes)
    plan.statements += inserts(taggings)
    _tell(plan, run)


def _tell(plan: Plan, run: ImportRun) -> None:
    """Add what the journal keeps of every application in the file."""
    moved = {change.application.pk: change.moved for change in plan.changes}
    changed = [change.application for change in plan.changes]
    plan.acts = [
        prepare_many("application.imported", subjects=plan.fresh, actor=run.actor),
        prepare_many("application.imported", subjects=changed, actor=run.actor, fields_of=moved),
    ]
    for acts in plan.acts:
        plan.statements += [*inserts(acts.entries), *inserts(acts.waiting)]


def _numbered(plan: Plan, fresh: list[Checked]) -> list[tuple[Checked, int]]:
    """Give each new record its number: its own when a sheet names one, else the next that is free."""
    _, last, _ = plan.basis
    plan.last = max([last, *(record.number for record in fresh)])
    numbered = []
    for record in fresh:
        plan.last += not record.number
        numbered.append((record, record.number or plan.last))
    return numbered
