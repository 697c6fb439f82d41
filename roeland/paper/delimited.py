"""Text in columns: CSV with semicolons, commas or tabs, as spreadsheets of these countries write it."""

import csv
import io

from roeland.paper.gathering import Gathering, NotUtf8, Table, Unreadable

_DELIMITERS = ";,\t"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read(raw: bytes) -> Table:
    """Return the table in a text file. Raises what `tables.read` raises."""
    text, encoding = _decoded(raw)
    if "\x00" in text:
        raise Unreadable("unknown")
    text, delimiter = _told(text)
    gathering = Gathering()
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _guessed(text), strict=True)
    try:
        for number, values in enumerate(lines, start=1):
            gathering.add(number, values)
    except csv.Error as error:
        raise Unreadable("broken", lines.line_num) from error
    return gathering.table(encoding=encoding)


def _decoded(raw: bytes) -> tuple[str, str]:
    if raw.startswith(_UTF_16):
        return _as(raw, "utf-16"), "utf-16"
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return _as(raw, "cp1252"), "windows-1252"


def _as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotUtf8(raw.count(b"\n", 0, error.start) + 1) from error


def _told(text: str) -> tuple[str, str]:
    """A first line `sep=;` is meant for the spreadsheet, which does not show it either."""
    if text[:4].lower() == "sep=" and text[4:5] in tuple(_DELIMITERS) and text[5:6] in ("\r", "\n"):
        return text[5:].removeprefix("\r").removeprefix("\n"), text[4]
    return text, ""


def _guessed(text: str) -> str:
    """The sign that stands most often between the names of the columns; what stands in quotes does not count."""
    head = text.lstrip()[:10_000].split("\n", 1)[0]
    outside = "".join(head.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)
