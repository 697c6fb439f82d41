"""A sheet from the command line: looked at and imported at once, with nobody in between who confirms."""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from roeland.journal.services import record as journal
from roeland.organisation.models import Organisation
from roeland.paper.tables import Table
from roeland.register.importing import running
from roeland.register.importing.checking import Result
from roeland.register.importing.problems import Problem
from roeland.register.importing.reading import Unreadable
from roeland.register.importing.sheets.checking import check_table
from roeland.register.importing.sheets.likely import Answer, applied
from roeland.register.importing.sheets.mapping import Flaw, SheetMapping, flaws, from_kept
from roeland.register.importing.sheets.previewing import look
from roeland.register.importing.sheets.reading import read_table
from roeland.register.importing.sheets.starting import described, proposed, remarked
from roeland.register.models import ImportRun, SavedMapping

State = ImportRun.State
Step = Callable[[str, int, int], None]  # hears the state of the run, how many rows are done, and of how many


class NoSuchMapping(Exception):
    """The organisation kept no columns under this name, or for other columns. `known` are the names that there are."""

    def __init__(self, known: list[str]) -> None:
        super().__init__(", ".join(known))
        self.known = known


class BadMapping(Exception):
    """The headers do not say enough: no column is the name, or two are the same. `flaws` say what."""

    def __init__(self, found: list[Flaw]) -> None:
        super().__init__(", ".join(flaw.code for flaw in found))
        self.flaws = found


def run_sheet(
    path: Path,
    organisation: Organisation,
    *,
    mapping: str = "",
    dry_run: bool = False,
    likely: Answer | None = None,
    step: Step,
) -> ImportRun:
    """Import a sheet whole or not at all, or only say what would come of it; return the finished run.

    `mapping` is the name under which its columns were kept; without one its headers say what they become. `likely`
    is said of every row that looks like an application here; without it a file with such rows is refused, but for a
    dry run. Raises NoSuchMapping, BadMapping or OSError.
    """
    made = ImportRun(organisation=organisation, file_name=path.name[:255], dry_run=dry_run)
    try:
        table = _table(path)
    except Unreadable as reason:
        return running.refuse(_begun(made), [Problem(reason.code, value=reason.value)])
    made.sheet, made.records = described(table), len(table.rows)
    chosen = _mapping(organisation, made, mapping)
    made.mapping = chosen.kept()
    return _carried_out(_begun(made), table, chosen, likely, step)


def _table(path: Path) -> Table:
    with path.open("rb") as file:
        return read_table(file, path.name)


def _mapping(organisation: Organisation, run: ImportRun, name: str) -> SheetMapping:
    if name:
        rows = SavedMapping.objects.filter(organisation=organisation)
        kept = rows.filter(name=name, headers=run.sheet["headers"]).first()
        if kept is None:
            raise NoSuchMapping(sorted(rows.filter(headers=run.sheet["headers"]).values_list("name", flat=True)))
    chosen = from_kept(kept.mapping) if name and kept else proposed(organisation, run.sheet)
    if found := flaws(chosen):
        raise BadMapping(found)
    return chosen


@transaction.atomic
def _begun(made: ImportRun) -> ImportRun:
    made.save(force_insert=True)
    journal("register.import_started", subject=made, actor=None)
    return made


def _carried_out(run: ImportRun, table: Table, mapping: SheetMapping, answer: Answer | None, step: Step) -> ImportRun:
    def told(state: str) -> Callable[[int], None]:
        step(state, 0, run.records)
        return lambda done: step(state, done, run.records)

    result = remarked(*check_table(table, mapping, run.organisation, told(State.CHECKING)))
    seen = look(run.organisation, result, told(State.COMPARING))
    run.preview = seen.kept()
    run.save(update_fields=["preview"])
    if problems := seen.problems or ([] if run.dry_run or answer else _unanswered(run)):
        return running.refuse(run, problems)
    told(State.STORING)
    return running.complete(run, lambda: _answered(run, result, answer))


def _unanswered(run: ImportRun) -> list[Problem]:
    return [Problem("looks_like", name=one["name"], value=_what(one), row=one["row"]) for one in run.preview["likely"]]


def _what(one: dict[str, list[dict[str, str]]]) -> str:
    return ", ".join(f"{each['code']} {each['name']}" for each in one["here"])


def _answered(run: ImportRun, result: Result, answer: Answer | None) -> Result:
    """What is left to import; of a dry run only what would be remarked on."""
    looks = run.preview["likely"]
    if answer is None:
        result.remarks += _unanswered(run)
        return result
    answers = {one["row"]: answer for one in looks}
    run.answers = {str(row): answer.kept() for row in answers}
    result, run.skipped = applied(result, looks, answers)
    ImportRun.objects.filter(pk=run.pk).update(answers=run.answers, skipped=run.skipped)
    return result
