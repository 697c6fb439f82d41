"""The rows of a sheet against its mapping: what is kept of each, and everything that is wrong, at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from roeland.organisation.models import Organisation
from roeland.paper.tables import Row, Table
from roeland.register.columns import Role
from roeland.register.importing.checking import MAX_FIELD_NAME, Checked, Result, Source, check_keys
from roeland.register.importing.entering import NOT_BY_A_FILE
from roeland.register.importing.problems import Problem
from roeland.register.importing.recognising import called, numbered
from roeland.register.importing.sheets import cells
from roeland.register.importing.sheets.fields import FIELDS, KEEP, LEAVE, SheetField
from roeland.register.importing.sheets.lookups import STATED, Lookups, lookups, statements
from roeland.register.importing.sheets.mapping import SheetMapping
from roeland.register.importing.sheets.reading import letter
from roeland.register.importing.values import Wrong, short
from roeland.register.models import AIClass

STEP = 500  # rows between two words about how far it is
FIXED = "–"  # instead of a letter: the same for every row


@dataclass(frozen=True)
class _Column:
    position: int
    header: str  # as people see it, never empty
    choice: str

    @property
    def letter(self) -> str:
        return letter(self.position)


@dataclass
class _Reader:
    """Reads the rows of one sheet."""

    columns: list[_Column]
    mapping: SheetMapping
    names: Lookups
    source: Source
    result: Result

    def row(self, position: int, row: Row) -> None:
        before = len(self.result.problems)
        record = Checked(position, source=self.source, row=row.number)
        for column in self.columns:
            self._cell(record, column, row.values[column.position])
        for code, said in self.mapping.constants:
            self._value(record, _Column(-1, str(FIELDS[code].label), code), said)
        self._name(record, whole=len(self.result.problems) == before)
        self.result.records.append(record)

    def _cell(self, record: Checked, column: _Column, cell: Any) -> None:
        if cell is None or column.choice == LEAVE:
            return
        if column.choice == KEEP or FIELDS[column.choice].role in {Role.STATEMENT, Role.DERIVED}:
            self._keep(record, column, cell)
        else:
            self._value(record, column, cell)

    def _keep(self, record: Checked, column: _Column, cell: Any) -> None:
        try:
            said = cells.words(cell)
            code = statements(column.choice).get(said.casefold(), "") if column.choice in STATED else ""
            if said and code != AIClass.UNKNOWN:
                record.leftovers[column.header] = said
                record.statements |= {column.header: (column.choice, code)} if code else {}
        except Wrong as wrong:
            self._wrong(record, column, wrong)

    def _value(self, record: Checked, column: _Column, cell: Any) -> None:
        one = FIELDS[column.choice]
        try:
            if not cells.words(cell):
                return
            value = self.names.read(one, cell)
        except Wrong as wrong:
            self._wrong(record, column, wrong)
            return
        if one.kind == "number":
            record.number = value if self.mapping.key == "number" else 0
        elif one.kind == "phase":
            self._phase(record, column, value, cell)
        else:
            record.values[one.code] = value

    def _phase(self, record: Checked, column: _Column, value: str, cell: Any) -> None:
        record.values["phase"] = value
        if value in NOT_BY_A_FILE:
            record.leftovers[column.header] = cells.words(cell)
            record.statements[column.header] = ("phase", value)

    def _wrong(self, record: Checked, column: _Column, wrong: Wrong) -> None:
        name, letter_of = short(record.values.get("name", "")), column.letter if column.position >= 0 else FIXED
        problem = Problem(wrong.code, record.position, name, column.header, wrong.value, record.row, letter_of)
        self.result.problems.append(problem)

    def _name(self, record: Checked, *, whole: bool) -> None:
        """Give the record its key, and say when it has no name."""
        if not record.values.get("name"):
            if whole:
                letter_of, header = self.source.columns.get("name", (FIXED, ""))
                self.result.problems.append(
                    Problem("no_name_in_row", record.position, "", header, row=record.row, column=letter_of)
                )
            return
        record.keys = [self._key(record)]

    def _key(self, record: Checked) -> str:
        if record.number:
            return numbered(record.number)
        if self.mapping.key == "source_id" and record.values.get("source_id"):
            return f"source_id:{record.values['source_id']}"
        unit = record.values.get("unit")
        return called(unit.pk if unit else None, record.name)


def quietly(_done: int) -> None:
    """Tell nobody how far it is."""


def check_table(
    table: Table, mapping: SheetMapping, organisation: Organisation, step: Callable[[int], None] = quietly
) -> tuple[Result, Lookups]:
    """Read every row, and see that no two are about the same application. `step` hears now and then how many are."""
    columns = named_columns(table, mapping)
    names = lookups(organisation, make=mapping.make)
    reader = _Reader(columns, mapping, names, _source(columns, mapping), Result())
    for position, row in enumerate(table.rows, start=1):
        reader.row(position, row)
        if position % STEP == 0:
            step(position)
    check_keys(reader.result)
    return reader.result, names


def named_columns(table: Table, mapping: SheetMapping) -> list[_Column]:
    """The columns with their headers, each of which is there once."""
    taken: set[str] = set()
    columns = []
    for position, (header, choice) in enumerate(zip(table.columns, mapping.choices, strict=True)):
        columns.append(_Column(position, header_of(header, position, taken), choice))
    return columns


def header_of(header: str, position: int, taken: set[str]) -> str:
    """Return what a column is called: its header on one line, with its letter where that is empty or there already."""
    name = " ".join(cells.NOT_TEXT.sub("", header).split())[: MAX_FIELD_NAME - 10]
    if not name or name in taken:
        name = f"{name} ({letter(position)})".strip()
    taken.add(name)
    return name


def _source(columns: list[_Column], mapping: SheetMapping) -> Source:
    places = {column.choice: (column.letter, column.header) for column in columns if column.choice in FIELDS}
    kept = [column.header for column in columns if _may_be_kept(column.choice)]
    return Source(
        targets=tuple(sorted(mapping.stored)),
        whole=False,
        overwrite=mapping.overwrite,
        kept=frozenset(kept),
        columns=_with_constants(places, mapping),
    )


def _may_be_kept(choice: str) -> bool:
    return choice in {KEEP, "phase"} or (choice in FIELDS and FIELDS[choice].role in {Role.STATEMENT, Role.DERIVED})


def _with_constants(places: dict[str, tuple[str, str]], mapping: SheetMapping) -> Mapping[str, tuple[str, str]]:
    fixed: dict[str, SheetField] = {code: FIELDS[code] for code, _ in mapping.constants}
    return places | {code: (FIXED, str(one.label)) for code, one in fixed.items()}
