"""What would come of a sheet: how many rows are new or change something, its first rows, and what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from roeland.organisation.models import Organisation
from roeland.register.importing import entering, merging, planning
from roeland.register.importing.checking import Checked, Result
from roeland.register.importing.problems import Problem
from roeland.register.importing.recognising import keys_known, known, matches
from roeland.register.importing.values import short

ROWS = 50  # that are shown
NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"


@dataclass
class Seen:
    """What would come of a sheet. `rows` are the first, with per field what would stand there."""

    created: int
    updated: int
    unchanged: int
    fields: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        wrong = {problem.row for problem in self.problems if problem.row}
        count = {"problems": len(self.problems), "wrong_rows": len(wrong), "remarks": len(self.remarks)}
        return {"fields": list(self.fields), "rows": self.rows} | count


def look(organisation: Organisation, result: Result, step: Callable[[int], None]) -> Seen:
    """Compare the good rows with the register, without storing anything. `step` hears how many are done."""
    wrong = {problem.row for problem in result.problems}
    good = [record for record in result.records if record.row not in wrong]
    tally, unclear = _weighed(organisation, good, step)
    seen = Seen(tally.created, tally.updated, tally.unchanged, _fields(result))
    seen.problems = sorted(result.problems + unclear, key=lambda one: one.row)
    seen.remarks = [*result.remarks, *tally.remarks]
    seen.rows = _rows(organisation, result.records[:ROWS], wrong | {problem.row for problem in unclear}, seen.fields)
    return seen


def _weighed(
    organisation: Organisation, records: list[Checked], step: Callable[[int], None]
) -> tuple[entering.Tally, list[Problem]]:
    """Count what these records would do, and return those that are about more than one application."""
    found = keys_known(organisation, [key for record in records for key in record.keys])
    tally, unclear = entering.Tally(), []
    for several in planning.parts_of(records):
        part = planning.compare(organisation, several, found)
        tally.add(part.tally)
        unclear += part.unclear
        step(several[-1].position)
    return tally, unclear


def _fields(result: Result) -> tuple[str, ...]:
    """The fields that the sheet fills, in the order of its columns, the name first."""
    source = result.records[0].source
    return tuple(sorted((code for code in source.columns if code in source.targets), key=lambda code: code != "name"))


def _rows(
    organisation: Organisation, records: list[Checked], wrong: set[int], fields: tuple[str, ...]
) -> list[dict[str, Any]]:
    found = known(organisation, [key for record in records for key in record.keys])
    return [_row(record, matches(record, found), record.row in wrong, fields) for record in records]


def _row(record: Checked, same: list[Any], wrong: bool, fields: tuple[str, ...]) -> dict[str, Any]:
    if wrong or not same:
        what, code, changed = (WRONG if wrong else NEW), "", []
        values = record.values
    else:
        one = entering.change(record, same[0])
        what, code, changed = (CHANGED if one.moved else SAME), same[0].code, sorted(one.merged.values)
        values = {target: one.merged.values.get(target, merging.current(same[0], target)) for target in fields}
    cells = [short(_words(values.get(target))) for target in fields]
    return {"row": record.row, "what": what, "code": code, "changed": changed, "cells": cells}


def _words(value: Any) -> str:
    return "" if value is None else merging.words(value)
