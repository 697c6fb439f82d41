"""Reads a table that somebody made: CSV, XLSX or ODS. It is somebody else's file: nothing in it is believed or run."""

from io import BytesIO
from typing import Protocol
from zipfile import ZipFile

from roeland.paper import delimited, sheets, workbooks
from roeland.paper.gathering import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UNPACKED,
    Empty,
    Limited,
    NotUtf8,
    Refused,
    Row,
    Table,
    TooLarge,
    TooManyColumns,
    TooManyRows,
    Unreadable,
)

__all__ = [
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "MAX_UNPACKED",
    "Empty",
    "Limited",
    "NotUtf8",
    "Refused",
    "Row",
    "Table",
    "TooLarge",
    "TooManyColumns",
    "TooManyRows",
    "Unreadable",
    "read",
]

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # .xls, and an .xlsx with a password
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_PACKED = (".xlsx", ".xlsm", ".ods")
_OTHERS = (
    b"%PDF",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"Rar!",
    b"\x28\xb5\x2f\xfd",
    b"\x89PNG",
    b"\xff\xd8\xff",
)


class Source(Protocol):
    """An opened file: bytes can be read from it."""

    def read(self, size: int, /) -> bytes: ...


def read(upload: Source, name: str) -> Table:
    """Return the table in a file; what it is stands in its bytes, `name` only helps to see what it is not.

    Raises Unreadable, Empty, TooLarge, TooManyColumns, TooManyRows or NotUtf8, all of them Refused.
    """
    raw = upload.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise TooLarge(MAX_BYTES)
    if not raw.strip():
        raise Empty
    if raw.startswith(_OLD_EXCEL):
        raise Unreadable("old_excel")
    if raw.startswith(_ZIP):
        return _unpacked(raw)
    if raw.startswith(_OTHERS) or name.lower().endswith(_PACKED):
        raise Unreadable("unknown")
    return delimited.read(raw)


def _unpacked(raw: bytes) -> Table:
    try:
        with ZipFile(BytesIO(raw)) as container:
            _small_enough(container)
            return _opened(container, raw)
    except Refused:
        raise
    except Exception as error:  # a broken container breaks in as many ways as there are parts in it
        raise Unreadable("broken") from error


def _small_enough(container: ZipFile) -> None:
    """The size that a container names is also the most that is unpacked of it."""
    if sum(part.file_size for part in container.infolist()) > MAX_UNPACKED:
        raise TooLarge(MAX_UNPACKED)


def _opened(container: ZipFile, raw: bytes) -> Table:
    names = container.namelist()
    if "xl/workbook.xml" in names:
        return workbooks.read(raw)
    if "mimetype" in names and container.read("mimetype").strip().startswith(_SPREADSHEET):
        with container.open("content.xml") as content:
            return sheets.read(content)
    raise Unreadable("no_table")
