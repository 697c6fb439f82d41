"""A document as OpenDocument text (ODT), to go on writing in: headings, tables with a header, title and language."""

import io
import re
import unicodedata
from datetime import datetime, time
from typing import Any
from xml.sax.saxutils import escape

from odfdo import Document as Empty

from roeland.paper.documents import Block, Document, Facts, Heading, Items, Notice, Table
from roeland.paper.opendocument import spaced

_BODY = re.compile(r"<office:text>.*</office:text>", re.DOTALL)
_STYLES = "<office:automatic-styles/>"
_NOTICE = (
    "<office:automatic-styles>"
    '<style:style style:name="Notice" style:family="paragraph" style:parent-style-name="Text_20_body">'
    '<style:paragraph-properties fo:border="0.75pt solid #755013" fo:padding="0.2cm" fo:margin-bottom="0.4cm"/>'
    "</style:style>"
    '<style:style style:name="Name" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles>"
)
_LANGUAGE = re.compile(r'fo:language="\w*" fo:country="\w*"')
_COUNTRIES = {"nl": "NL", "en": "GB"}


def odt(document: Document) -> bytes:
    """The document as an ODT file."""
    container: Any = Empty("text").container
    parts = [_paragraph(document.title, "Heading_20_1", level=1), *map(_block, document.blocks)]
    content = container.get_part("content.xml").decode()
    body = f"<office:text>{''.join(parts)}</office:text>"
    content = _BODY.sub(lambda _found: body, content).replace(_STYLES, _NOTICE)
    container.set_part("content.xml", content.encode())
    country = _COUNTRIES.get(document.language, "")
    styles = _LANGUAGE.sub(
        f'fo:language="{document.language}" fo:country="{country}"', container.get_part("styles.xml").decode()
    )
    container.set_part("styles.xml", styles.encode())
    container.set_part("meta.xml", _meta(document).encode())
    stored = io.BytesIO()
    container.save(stored)
    return stored.getvalue()


def _meta(document: Document) -> str:
    made = datetime.combine(document.day, time()).isoformat()
    return (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:'
        'xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/'
        'elements/1.1/" office:version="1.3"><office:meta>'
        f"<dc:title>{_plain(document.title)}</dc:title><dc:creator>{_plain(document.author)}</dc:creator>"
        f"<dc:language>{document.language}</dc:language><meta:creation-date>{made}</meta:creation-date>"
        "<meta:generator>Roeland</meta:generator></office:meta></office:document-meta>"
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return _paragraph(block.text, "Heading_20_2", level=2)
    if isinstance(block, Items):
        items = "".join(f"<text:list-item>{_lines(item)}</text:list-item>" for item in block.items)
        return f"<text:list>{items}</text:list>"
    if isinstance(block, Facts):
        return _table(
            (),
            [
                (f'<text:p><text:span text:style-name="Name">{_line(name)}</text:span></text:p>', _lines(value))
                for name, value in block.rows
            ],
        )
    if isinstance(block, Table):
        return _table(block.columns, [tuple(map(_lines, row)) for row in block.rows])
    return _lines(block.text, "Notice" if isinstance(block, Notice) else "Text_20_body")


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Cells that are XML already; the header is repeated on every page, and read aloud as one."""
    wide = len(columns) or max(map(len, rows), default=1)
    head = f"<table:table-header-rows>{_row(map(_lines, columns))}</table:table-header-rows>" if columns else ""
    column = f'<table:table-column table:number-columns-repeated="{wide}"/>'
    return f"<table:table>{column}{head}{''.join(map(_row, rows))}</table:table><text:p/>"


def _row(cells: Any) -> str:
    written = "".join(f'<table:table-cell office:value-type="string">{cell}</table:table-cell>' for cell in cells)
    return f"<table:table-row>{written}</table:table-row>"


def _paragraph(text: str, style: str, level: int) -> str:
    return (
        f'<text:h text:style-name="{style}" text:outline-level="{level}">{_line(text.replace(chr(10), " "))}</text:h>'
    )


def _lines(text: str, style: str = "Text_20_body") -> str:
    lines = text.splitlines() or [""]
    return "".join(f'<text:p text:style-name="{style}">{_line(line)}</text:p>' for line in lines)


def _line(text: str) -> str:
    return spaced(_plain(text))


def _plain(text: str) -> str:
    """Without what XML cannot hold: signs that steer, half signs, and what is no character at all."""
    kept = (one if one in "\t" or unicodedata.category(one) not in ("Cc", "Cs", "Cn") else "" for one in text)
    return escape("".join(kept))
