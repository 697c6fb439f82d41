"""The records of a file against the form: what is kept of each, and everything that is wrong, at once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from roeland.register.importing.problems import Problem
from roeland.register.importing.values import Wrong, is_gap, read, remarks, safe_text, short
from roeland.register.standard import FIELDS, KEYS, TARGETS

MAX_LEFTOVER = 100_000
MAX_FIELD_NAME = 200


@dataclass(frozen=True)
class Source:
    """What the records of a file speak of. A `whole` record says everything: what it leaves out is gone."""

    targets: tuple[str, ...] = TARGETS
    whole: bool = True
    overwrite: bool = False  # the file wins from what somebody changed here
    kept: frozenset[str] = frozenset()  # the names under which it keeps what has no place
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # per target the letter and header in a sheet


REGISTER_FORM = Source()


@dataclass
class Checked:
    """A record that can be stored: values by our own field names, and what has no place."""

    position: int
    keys: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    leftovers: dict[str, str] = field(default_factory=dict)
    source: Source = REGISTER_FORM
    row: int = 0  # in a sheet
    number: int = 0  # our own, when a sheet names it
    # What a sheet says of things that only follow from an intake or decision: per name our column and its code.
    statements: dict[str, tuple[str, str]] = field(default_factory=dict)
    # Applications here that it looks like, and why somebody says that it is another one.
    apart: tuple[UUID, ...] = ()
    apart_reason: str = ""

    @property
    def name(self) -> str:
        return self.values["name"].strip()

    def problem(self, code: str, target: str = "", value: object = "") -> Problem:
        """Return something about this record, at its place in the file."""
        letter, header = self.source.columns.get(target, ("", target))
        return Problem(code, self.position, short(self.name), header, str(value), self.row, letter)


@dataclass
class Result:
    """All records of a file, checked."""

    records: list[Checked] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)


def check(raw_records: list[Any]) -> Result:
    """Check every record, and that no two have the same key."""
    result = Result()
    for position, raw in enumerate(raw_records, start=1):
        _check_record(position, raw, result)
    check_keys(result)
    return result


def _check_record(position: int, raw: Any, result: Result) -> None:
    if not isinstance(raw, dict):
        result.problems.append(Problem("not_a_record", position, value=short(raw)))
        return
    record = Checked(position)
    name = short(raw["name"]) if isinstance(raw.get("name"), str) else ""
    for field_name, value in raw.items():
        if is_gap(value):
            continue
        try:
            _take(record, field_name, value)
            found = remarks(FIELDS[field_name], value) if field_name in FIELDS else []
            result.remarks += [Problem(code, position, name, short(field_name), filled) for code, filled in found]
        except Wrong as wrong:
            result.problems.append(Problem(wrong.code, position, name, short(field_name), wrong.value))
    if is_gap(raw.get("name")):
        result.problems.append(Problem("missing", position, "", "name"))
    _name_keys(record, raw)
    if not any(not is_gap(raw.get(key)) for key in KEYS):
        result.remarks.append(Problem("no_key", position, name))
    result.records.append(record)


def _take(record: Checked, name: str, value: Any) -> None:
    known = FIELDS.get(name)
    if known is None:
        record.leftovers[_leftover_name(name)] = _leftover(value)
        return
    record.values[known.target] = kept = read(known, value)
    if known.kind == "rich" and kept != value:
        record.leftovers[f"{name} (original)"] = _leftover(value)
    if known.kind == "links":
        _take_extras(record, name, value)


def _take_extras(record: Checked, name: str, items: list[dict[str, Any]]) -> None:
    """Keep what a link says beside its title and address."""
    for number, item in enumerate(items, start=1):
        for extra in set(item) - {"title", "link"}:
            if not is_gap(item[extra]):
                record.leftovers[_leftover_name(f"{name} {number}: {extra}")] = _leftover(item[extra])


def _leftover_name(name: str) -> str:
    if len(name) > MAX_FIELD_NAME:
        raise Wrong("too_long", MAX_FIELD_NAME)
    return safe_text(name)


def _leftover(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if len(text) > MAX_LEFTOVER:
        raise Wrong("too_long", MAX_LEFTOVER)
    return safe_text(text)


def _name_keys(record: Checked, raw: dict[str, Any]) -> None:
    """Give the record its keys, strongest first; without any it is known by its organisation and name."""
    named = [(key, raw.get(key)) for key in KEYS]
    record.keys = [f"{key}:{str(value).strip()[:200]}" for key, value in named if _is_key(value)]
    if not record.keys:
        whose = raw.get("organization") or raw.get("provider") or ""
        record.keys = [f"name:{whose}/{raw.get('name')}".casefold()[:400]]


def _is_key(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and not is_gap(value)


def check_keys(result: Result) -> None:
    """See that no two records have the same key."""
    first: dict[str, Checked] = {}
    for record in result.records:
        if taken := next((key for key in record.keys if key in first), None):
            result.problems.append(_twice(record, first[taken], taken.partition(":")[0]))
        for key in record.keys:
            first.setdefault(key, record)


def _twice(record: Checked, first: Checked, key: str) -> Problem:
    name = short(record.values.get("name", ""))
    if record.row:
        return Problem("duplicate_row", record.position, name, value=str(first.row), row=record.row)
    return Problem("duplicate", record.position, name, key, str(first.position))
