"""What a file would do to the register, worked out to the last statement while nobody has to wait for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from roeland.register.importing import entering, merging
from roeland.register.importing.checking import Checked, Result
from roeland.register.importing.problems import Problem
from roeland.register.importing.statements import Statement, inserts
from roeland.register.models import Application, Description, ImportRun, NumberSeries


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


def basis(run: ImportRun, records: list[Checked]) -> tuple[Any, ...]:
    """Return what a plan depends on: the applications that it is about, the last number and the known suppliers."""
    return (
        list(_known(run, records).values_list("pk", "changed_at")),
        NumberSeries.objects.filter(organisation=run.organisation).values_list("last", flat=True).first() or 0,
        entering.suppliers_named(run.organisation, records).count(),
    )


def hold(run: ImportRun, records: list[Checked]) -> None:
    """Let nobody edit the applications in these records until the transaction ends."""
    list(_known(run, records).select_for_update().values_list("pk"))


def _known(run: ImportRun, records: Iterable[Checked]) -> Any:
    described = Description.objects.filter(organisation=run.organisation, foreign_key__in=_keys(records))
    return Application.objects.of(run.organisation).filter(pk__in=described.values("application")).order_by("pk")


def _keys(records: Iterable[Checked]) -> list[str]:
    return [key for record in records for key in record.keys]


def work_out(run: ImportRun, result: Result) -> Plan:
    """Compare the records with the register, and put into words what has to be written. Raises TwoMatches."""
    rests_on = basis(run, result.records)
    fresh, changes = _sorted(run, result.records)
    moving = [change for change in changes if change.moved]
    plan = Plan(rests_on, _tally(result, fresh, changes), [], moving, [])
    if not run.dry_run:
        _fill(plan, run, fresh)
    return plan


def _sorted(run: ImportRun, records: list[Checked]) -> tuple[list[Checked], list[entering.Change]]:
    """Return the records that are new, and what the others change."""
    found = entering.known(run.organisation, _keys(records))
    fresh, changes, problems = [], [], []
    for record in records:
        same = entering.matches(record, found)
        if len(same) > 1:
            codes = ", ".join(sorted(application.code for application in same))
            problems.append(Problem("two_matches", record.position, record.name, value=codes))
        elif same:
            changes.append(entering.change(record, same[0]))
        else:
            fresh.append(record)
    if problems:
        raise TwoMatches(problems)
    return fresh, changes


def _tally(result: Result, fresh: list[Checked], changes: list[entering.Change]) -> entering.Tally:
    updated = sum(1 for change in changes if change.moved)
    tally = entering.Tally(len(fresh), updated, len(changes) - updated, list(result.remarks))
    for change in changes:
        record = change.record
        tally.remarks += merging.remarks_about(change.merged, position=record.position, name=record.name)
    return tally


def _fill(plan: Plan, run: ImportRun, fresh: list[Checked]) -> None:
    about = [*fresh, *(change.record for change in plan.changes)]
    around = entering.surroundings(run.organisation, run.actor, about)
    keys = dict(run.staged_records.values_list("position", "application"))
    _, last, _ = plan.basis
    pairs = [
        (record, entering.new(record, keys[record.position], number, around))
        for number, record in enumerate(fresh, start=last + 1)
    ]
    plan.fresh = [application for _, application in pairs]
    for change in plan.changes:
        entering.apply(change, around)
    plan.statements += inserts(around.new_suppliers)
    plan.statements += entering.creating(pairs)
    plan.statements += entering.rewriting(plan.changes)
