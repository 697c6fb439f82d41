"""A table as it was read from a file, the limits it keeps to, and why a file can be refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from roeland.paper.cells import Cell, plain

MAX_BYTES = 20 * 1024 * 1024  # of the file as it comes
MAX_UNPACKED = 64 * 1024 * 1024  # of all that a spreadsheet's container holds
MAX_ROWS = 50_000
MAX_COLUMNS = 200


class Refused(Exception):
    """The file as a whole cannot be read as a table. Every refusal is one of the kinds below."""


class Unreadable(Refused):
    """No table of a known kind. `code`: unknown, old_excel, no_table, broken; `line` where it went wrong, if known."""

    def __init__(self, code: str, line: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.line = line


class Empty(Refused):
    """The file has no row with anything in it, or only the names of columns."""


class Limited(Refused):
    """More than is read; `limit` says how much is."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class TooLarge(Limited):
    """The file, or what is packed in it, is larger than `limit` bytes."""


class TooManyColumns(Limited):
    """More columns than `limit`."""


class TooManyRows(Limited):
    """More rows than `limit`."""


class NotUtf8(Refused):
    """The text on `line` is neither UTF-8, UTF-16 with its mark, nor Windows-1252."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet shows it, and a value for each column (None: empty)."""

    number: int
    values: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """The first row with anything in it as `columns`, the other rows with anything in them below.

    A column without a name is called "". From CSV every value is text; from a spreadsheet text, number, date,
    moment, or yes or no; of a formula what the spreadsheet last showed. `encoding` says how text was read, `sheet`
    which sheet it was, `other_sheets` which were left.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = "utf-8"
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


@dataclass
class Gathering:
    """Rows while they are read; refuses as soon as there are too many of them."""

    rows: list[Row] = field(default_factory=list)

    def add(self, number: int, values: Sequence[Cell]) -> None:
        """Keep a row; one with nothing in it is passed over. Raises TooManyColumns or TooManyRows."""
        kept = _without_empty_end([_value(value) for value in values])
        if not kept:
            return
        if len(kept) > MAX_COLUMNS:
            raise TooManyColumns(MAX_COLUMNS)
        if len(self.rows) > MAX_ROWS:
            raise TooManyRows(MAX_ROWS)
        self.rows.append(Row(number, tuple(kept)))

    def table(self, encoding: str = "utf-8", sheet: str = "", other_sheets: tuple[str, ...] = ()) -> Table:
        """The table that was gathered, every row as wide as the widest. Raises Empty."""
        if len(self.rows) < 2:
            raise Empty
        width = max(len(row.values) for row in self.rows)
        head, *rows = self._wide(width)
        return Table(tuple(map(_name, head.values)), tuple(rows), encoding, sheet, other_sheets)

    def _wide(self, width: int) -> Iterator[Row]:
        for row in self.rows:
            yield Row(row.number, row.values + (None,) * (width - len(row.values)))


def _value(value: Cell) -> Cell:
    """Text without what only its file added: space around it, other ends of lines, the guard against formulas."""
    if not isinstance(value, str):
        return value
    return plain("\n".join(value.strip().splitlines())).strip() or None


def _without_empty_end(values: list[Cell]) -> list[Cell]:
    while values and values[-1] is None:
        values.pop()
    return values


def _name(value: Cell) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
