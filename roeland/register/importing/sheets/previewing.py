"""What would come of a sheet: how many rows are new or change something, its first rows, and what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from roeland.organisation.models import Organisation
from roeland.register.importing import entering, merging, planning
from roeland.register.importing.checking import Checked, Result
from roeland.register.importing.problems import Problem
from roeland.register.importing.recognising import keys_known, known, matches
from roeland.register.importing.sheets import likely as likeness
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
    likely: list[dict[str, Any]] = field(default_factory=list)  # rows that look like an application that is here

    def kept(self) -> dict[str, Any]:
        wrong = {problem.row for problem in self.problems if problem.row}
        count = {"problems": len(self.problems), "wrong_rows": len(wrong), "remarks": len(self.remarks)}
        return {"fields": list(self.fields), "rows": self.rows, "likely": self.likely} | count


def look(organisation: Organisation, result: Result, step: Callable[[int], None]) -> Seen:
    """Compare the good rows with the register, without storing anything. `step` hears how many are done."""
    wrong = {problem.row for problem in result.problems}
    good = [record for record in result.records if record.row not in wrong]
    weighed = _weighed(organisation, good, step)
    tally = weighed.tally
    seen = Seen(tally.created, tally.updated, tally.unchanged, _fields(result), likely=weighed.likely)
    seen.problems = sorted(result.problems + weighed.unclear, key=lambda one: one.row)
    seen.remarks = [*result.remarks, *weighed.remarks]
    unclear = weighed.unclear
    seen.rows = _rows(organisation, result.records[:ROWS], wrong | {problem.row for problem in unclear}, seen.fields)
    return seen


@dataclass
class _Weighed:
    """What rows would do, those that are about more than one application, and those that look like one."""

    tally: entering.Tally = field(default_factory=entering.Tally)
    unclear: list[Problem] = field(default_factory=list)
    likely: list[dict[str, Any]] = field(default_factory=list)
    compared: int = 0

    def add(self, organisation: Organisation, part: planning.Part) -> None:
        self.tally.add(part.tally)
        self.unclear += part.unclear
        for record in part.fresh[: max(likeness.MOST - self.compared, 0)]:
            if found := likeness.likely(organisation, record):
                self.likely.append(found)
        self.compared += len(part.fresh)

    @property
    def remarks(self) -> list[Problem]:
        few = [Problem("not_compared", value=str(likeness.MOST))] if self.compared > likeness.MOST else []
        return [*few, *self.tally.remarks]


def _weighed(organisation: Organisation, records: list[Checked], step: Callable[[int], None]) -> _Weighed:
    found = keys_known(organisation, [key for record in records for key in record.keys])
    weighed = _Weighed()
    for several in planning.parts_of(records):
        weighed.add(organisation, planning.compare(organisation, several, found))
        step(several[-1].position)
    return weighed


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
