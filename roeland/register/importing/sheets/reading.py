"""From the bytes of a sheet to its table; what is no table is refused in the words of the import."""

from typing import Any, BinaryIO

from roeland.paper import tables
from roeland.paper.tables import Table
from roeland.register.importing.reading import Unreadable
from roeland.register.importing.sheets import cells
from roeland.register.importing.values import Wrong, short

MAX_ROWS = 10_000
SAMPLES = 3  # values of a column that the page of its columns shows
_CODES = {"old_excel": "old_excel", "no_table": "no_table", "broken": "broken_table", "unknown": "no_table"}
_MEGABYTE = 1024 * 1024


def read_table(file: BinaryIO, name: str) -> Table:
    """Return the table in a file. Raises Unreadable, with a code of problems.TEXTS."""
    try:
        table = tables.read(file, name)
    except tables.Refused as refused:
        raise Unreadable(*_reason(refused)) from refused
    if len(table.rows) > MAX_ROWS:
        raise Unreadable("too_many_rows", MAX_ROWS)
    return table


def _reason(refused: tables.Refused) -> tuple[str, Any]:
    match refused:
        case tables.Unreadable():
            return _CODES[refused.code], refused.line or ""
        case tables.TooLarge():
            return "too_large", refused.limit // _MEGABYTE
        case tables.TooManyColumns():
            return "too_many_columns", refused.limit
        case tables.TooManyRows():
            return "too_many_rows", MAX_ROWS
        case tables.NotUtf8():
            return "wrong_encoding", refused.line
    return "no_rows", ""


def letter(position: int) -> str:
    """Return how a spreadsheet calls the column at this position, counted from 0: A, B, … Z, AA."""
    name, left = "", position + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def samples(table: Table) -> list[list[str]]:
    """The first values of each column, as text."""
    found: list[list[str]] = [[] for _ in table.columns]
    for row in table.rows:
        short_of = [several for several in found if len(several) < SAMPLES]
        if not short_of:
            break
        for several, cell in zip(found, row.values, strict=True):
            if len(several) < SAMPLES and (said := shown(cell)):
                several.append(said)
    return found


def shown(cell: Any) -> str:
    """A cell as a person may look at it, also when it cannot be imported."""
    try:
        return short(cells.words(cell))
    except Wrong:
        return short(cells.NOT_TEXT.sub("?", str(cell)))


def shown_whole(cell: Any) -> Any:
    """A cell as it can stand in a sheet again."""
    return cells.NOT_TEXT.sub("", cell) if isinstance(cell, str) else cell
