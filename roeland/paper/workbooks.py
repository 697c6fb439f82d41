"""A table from an XLSX file: the first sheet that is shown. Of a formula only its last value is read."""

from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from roeland.paper.cells import Cell
from roeland.paper.gathering import MAX_COLUMNS, Empty, Gathering, Table, TooManyColumns

LAST_ROW = 1_048_576  # no spreadsheet has more; a file can name any number


def read(raw: bytes) -> Table:
    """Return the table in the first sheet that is shown. Raises what `tables.read` raises, or what its library does."""
    book = load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    try:
        return _table(book)
    finally:
        book.close()


def _table(book: Any) -> Table:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not shown:
        raise Empty
    sheet, *others = shown
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    _few_columns(sheet)
    gathering = Gathering()
    lines = sheet.iter_rows(min_row=1, max_row=LAST_ROW, max_col=MAX_COLUMNS + 1)
    for number, cells in enumerate(lines, start=1):
        gathering.add(number, [_value(cell) for cell in cells])
    return gathering.table(sheet=sheet.title, other_sheets=tuple(other.title for other in others))


def _few_columns(sheet: Any) -> None:
    """Look at the whole of the first rows: further down, what stands right of the columns that are read has no name."""
    for cells in sheet.iter_rows(min_row=1, max_row=20):
        if any(cell.value is not None for cell in cells[MAX_COLUMNS:]):
            raise TooManyColumns(MAX_COLUMNS)


def _value(cell: Any) -> Cell:
    value = cell.value
    if isinstance(value, datetime) and not _shows_hours(cell.number_format):
        return value.date()
    return str(value) if isinstance(value, time | timedelta) else value


def _shows_hours(number_format: str) -> bool:
    return "h" in number_format.lower()
