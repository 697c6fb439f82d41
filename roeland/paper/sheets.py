"""A table from an ODS file: the first sheet, read in one go and without building a tree of it."""

import re
from datetime import date, datetime
from typing import IO, Any
from xml.parsers import expat

from roeland.paper.cells import Cell
from roeland.paper.gathering import MAX_COLUMNS, Gathering, Table, Unreadable

_ROW, _TABLE = "table:table-row", "table:table"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_LINE_ENDS = ("text:p", "text:h")
_ASIDE = "office:annotation"  # a remark beside a cell is not what the cell holds
_NUMBERS = ("float", "currency", "percentage")
_MOST_ROWS = 1_048_576


def read(content: IO[bytes]) -> Table:
    """Return the first sheet of an opened `content.xml`. Raises what `tables.read` raises, or what its parser does."""
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.ParseFile(content)
    names = reading.sheets or [""]
    return reading.gathering.table(sheet=names[0], other_sheets=tuple(names[1:]))


def _no_doctype(*_: Any) -> None:
    """A spreadsheet has no document type; one that does comes to do something else."""
    raise Unreadable("broken")


class _Reading:
    """What stands open while the parts of the file go by."""

    def __init__(self) -> None:
        self.gathering = Gathering()
        self.sheets: list[str] = []
        self.number = 1
        self.row: list[Cell] = []
        self.cell: dict[str, str] | None = None
        self.words: list[str] = []
        self.aside = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE:
            self.sheets.append(attributes.get("table:name", ""))
        elif len(self.sheets) != 1:
            return
        elif name == _ROW:
            self.row, self.times = [], _times(attributes.get("table:number-rows-repeated"), _MOST_ROWS)
        elif name in _CELLS:
            self.cell, self.words = attributes, []
        elif name == _ASIDE:
            self.aside += 1
        elif self.cell is not None:
            self._space(name, attributes)

    def _space(self, name: str, attributes: dict[str, str]) -> None:
        if name == "text:s":
            self.text(" " * _times(attributes.get("text:c"), 1000))
        elif name == "text:tab":
            self.text("\t")
        elif name == "text:line-break":
            self.text("\n")

    def text(self, words: str) -> None:
        if self.cell is not None and not self.aside:
            self.words.append(words)

    def end(self, name: str) -> None:
        if len(self.sheets) != 1:
            return
        if name == _ASIDE:
            self.aside -= 1
        elif name in _LINE_ENDS:
            self.text("\n")
        elif name in _CELLS and self.cell is not None:
            self._end_of_cell(self.cell)
        elif name == _ROW:
            self._end_of_row()

    def _end_of_cell(self, attributes: dict[str, str]) -> None:
        value = _value(attributes, "".join(self.words).removesuffix("\n"))
        times = _times(attributes.get("table:number-columns-repeated"), MAX_COLUMNS + 1)
        self.row += [value] * min(times, MAX_COLUMNS + 1 - len(self.row))
        self.cell = None

    def _end_of_row(self) -> None:
        if any(value not in (None, "") for value in self.row):
            for further in range(self.times):
                self.gathering.add(self.number + further, self.row)
        self.number += self.times


def _times(said: str | None, most: int) -> int:
    """How often something is repeated; files end with a million empty rows in one."""
    return max(1, min(int(said), most)) if said and len(said) < 10 else 1


def _value(attributes: dict[str, str], words: str) -> Cell:
    kind = attributes.get("office:value-type", "")
    if kind in _NUMBERS:
        return _number(attributes.get("office:value", ""))
    if kind == "boolean":
        return attributes.get("office:boolean-value") == "true"
    if kind == "date":
        return _moment(attributes.get("office:date-value", ""))
    return attributes.get("office:string-value") or words


def _number(written: str) -> Cell:
    if len(written) > 400:
        raise ValueError(written[:20])
    return int(written) if re.fullmatch(r"-?\d+", written) else float(written)


def _moment(written: str) -> Cell:
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
