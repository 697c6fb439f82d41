"""A list as a file: CSV, XLSX or ODS. CSV is sent while it is written; the others need the whole list first."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from roeland.paper import opendocument
from roeland.paper.cells import Cell, cell, text

Rows = Iterable[Sequence[Any]]

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_CHUNK = 64 * 1024
_IN_MEMORY = 2 * 1024 * 1024
_TRUTH = {True: "1", False: "0"}


class UnknownFormat(Exception):
    """The format is not one of csv, xlsx, ods."""


def answer(format: str, columns: Sequence[str], rows: Rows, title: str) -> StreamingHttpResponse:
    """The list as a download, named after its title and the day. Raises UnknownFormat."""
    response = StreamingHttpResponse(write(format, columns, rows, title), content_type=TYPES[format])
    name = f"{slugify(title) or 'list'}-{timezone.localdate():%Y-%m-%d}.{format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def write(format: str, columns: Sequence[str], rows: Rows, title: str) -> Iterator[bytes]:
    """The list as pieces of a file: `columns` above, a row each below. Raises UnknownFormat at once."""
    if format not in TYPES:
        raise UnknownFormat(format)
    return {"csv": _csv, "xlsx": _xlsx, "ods": _ods}[format](columns, rows, title)


class _Line:
    """Where the csv module writes to: keeps one line and hands it over."""

    def write(self, line: str) -> str:
        return line


def _csv(columns: Sequence[str], rows: Rows, title: str) -> Iterator[bytes]:
    line = csv.writer(_Line(), delimiter=";")
    # The mark in front tells a spreadsheet that this is UTF-8.
    yield ("\ufeff" + line.writerow([text(column) for column in columns])).encode()
    for row in rows:
        yield line.writerow([_in_csv(cell(value)) for value in row]).encode()


def _in_csv(value: Cell) -> str | int | float | None:
    if isinstance(value, bool):
        return _TRUTH[value]
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else value


def _xlsx(columns: Sequence[str], rows: Rows, title: str) -> Iterator[bytes]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    heads = [WriteOnlyCell(sheet, text(column)) for column in columns]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        sheet.append([cell(value) for value in row])
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(_CHUNK):
            yield piece


def _ods(columns: Sequence[str], rows: Rows, title: str) -> Iterator[bytes]:
    heads = [text(column) for column in columns]
    lines = ([cell(value) for value in row] for row in rows)
    made = opendocument.spreadsheet(_sheet_name(title), chain([heads], lines))
    with io.BytesIO() as file:
        made.save(file)
        yield file.getvalue()


def _sheet_name(title: str) -> str:
    """A sheet's name has at most 31 characters, and no signs that mean something to it."""
    return "".join(character for character in text(title) if character not in "[]:*?/\\'\"<>&")[:31] or "1"
