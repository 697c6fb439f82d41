"""A table in OpenDocument's own words, put as text into an empty document: one object per cell is far too slow."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from odfdo import Document

from roeland.paper.cells import Cell

_SHEETS = re.compile("<office:spreadsheet>.*</office:spreadsheet>", re.DOTALL)
_SPACES = re.compile(r"^ +| {2,}|\t")


def spreadsheet(name: str, rows: Iterable[Sequence[Cell]]) -> Any:
    """The container of a spreadsheet with one sheet; its `save(file)` writes it.

    `name` holds no quotes; the cells come from `cells.cell`.
    """
    container: Any = Document("spreadsheet").container
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    sheet = f'<table:table table:name="{escape(name)}">{lines}</table:table>'
    empty = container.get_part("content.xml").decode()
    content = _SHEETS.sub(lambda _: f"<office:spreadsheet>{sheet}</office:spreadsheet>", empty)
    container.set_part("content.xml", content.encode())
    return container


def _cell(value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    kind, attribute, written = _typed(value)
    stored = f' office:{attribute}="{written}"' if attribute else ""
    return f'<table:table-cell office:value-type="{kind}"{stored}>{_paragraphs(str(value))}</table:table-cell>'


def _typed(value: Cell) -> tuple[str, str, str]:
    """The kind of value, the attribute that holds it, and how it is written there."""
    if isinstance(value, bool):
        return "boolean", "boolean-value", str(value).lower()
    if isinstance(value, int | float):
        return "float", "value", str(value)
    if isinstance(value, date):
        return "date", "date-value", value.isoformat()
    return "string", "", ""


def _paragraphs(text: str) -> str:
    return "".join(f"<text:p>{spaced(escape(line))}</text:p>" for line in text.splitlines())


def spaced(written: str) -> str:
    """Escaped text in which every space stays: OpenDocument folds them together unless each is named."""
    return _SPACES.sub(_space, written)


def _space(found: re.Match[str]) -> str:
    return "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>'
