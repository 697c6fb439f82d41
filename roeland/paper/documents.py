"""A document as a PDF that everybody can read (PDF/UA-1) and that an archive can keep (PDF/A-2a)."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files

import typst

STAND_IN = "□"
Change = Callable[[str], str]

# What the fonts inside typst can draw: Latin, Greek, Cyrillic, Hebrew and Arabic letters, punctuation, signs. Anything
# else would make the PDF unreadable for some, which PDF/UA forbids.
_DRAWN = (
    "\n\u0020-\u007e\u00a0-\u02ff\u0370-\u0482\u048a-\u04ff\u05d0-\u05ea\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a"
    "\u0660-\u0669\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u2070-\u209c\u20a0-\u20bf\u2190-\u22ff\u25a0-\u25ff"
)
_NOT_DRAWN = re.compile(f"[^{_DRAWN}]")


@dataclass(frozen=True)
class Heading:
    text: str
    kind = "heading"


@dataclass(frozen=True)
class Paragraph:
    """Words; a new line in them stays one."""

    text: str
    kind = "paragraph"


@dataclass(frozen=True)
class Notice:
    """What must be seen first."""

    text: str
    kind = "notice"


@dataclass(frozen=True)
class Items:
    items: tuple[str, ...]
    kind = "items"


@dataclass(frozen=True)
class Facts:
    """Names with what they are."""

    rows: tuple[tuple[str, str], ...]
    kind = "facts"


@dataclass(frozen=True)
class Table:
    """Rows under a header; each row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind = "table"

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """Each row with the name of its column before each cell, for a narrow screen."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


Block = Heading | Paragraph | Notice | Items | Facts | Table


@dataclass(frozen=True)
class Document:
    """What stands on paper and, from the same blocks, on a page.

    page: the words under each page, with {page} and {pages}; incomplete: what is said at the end when a sign could
    not be drawn.
    """

    title: str
    author: str
    language: str
    day: date
    blocks: tuple[Block, ...]
    page: str = "{page} / {pages}"
    incomplete: str = ""

    def changed(self, change: Change) -> "Document":
        """The same document with every text in it changed."""
        blocks = tuple(_changed(block, change) for block in self.blocks)
        return replace(self, title=change(self.title), blocks=blocks)


def pdf(document: Document) -> bytes:
    """The document as a PDF, tagged, with its title and language. Fetches nothing; what people wrote is only data."""
    drawn = document.changed(drawable)
    blocks = list(drawn.blocks)
    if document.incomplete and any(STAND_IN in text for block in blocks for text in _texts(block)):
        blocks.append(Paragraph(drawable(document.incomplete)))
    day = document.day
    data = {
        "title": drawn.title.replace("\n", " ") or "–",
        "author": drawable(document.author),
        "language": document.language,
        "day": [day.year, day.month, day.day],
        "page": drawable(document.page),
        "blocks": [{"kind": block.kind} | vars(block) for block in blocks],
    }
    return typst.compile(
        files("roeland.paper").joinpath("document.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data)},
        pdf_standards=["ua-1", "a-2a"],
    )


def drawable(text: str) -> str:
    """The text as the fonts can draw it: signs that steer are left out, others that they lack become a square."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    kept = "".join(one for one in text if one == "\n" or unicodedata.category(one) not in ("Cc", "Cf", "Mn"))
    return _NOT_DRAWN.sub(STAND_IN, "".join(STAND_IN if unicodedata.category(one) == "Cn" else one for one in kept))


def _changed(block: Block, change: Change) -> Block:
    if isinstance(block, Facts):
        return Facts(tuple((change(name), change(value)) for name, value in block.rows))
    if isinstance(block, Table):
        rows = tuple(tuple(map(change, row)) for row in block.rows)
        return Table(tuple(map(change, block.columns)), rows)
    if isinstance(block, Items):
        return Items(tuple(map(change, block.items)))
    return replace(block, text=change(block.text))


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Items):
        yield from block.items
    elif isinstance(block, Facts | Table):
        yield from (text for row in block.rows for text in row)
    else:
        yield block.text
