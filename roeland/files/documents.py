"""Which documents Roeland keeps: what is in a file decides, not what it is called.

Nothing that can run is kept: no web pages or drawings with script, no programs, no office files with macros.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.base import File
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
MACROS = ("vbaproject.bin", "basic/", "scripts/")
LOOKED_AT = 64 * 1024  # bytes at the start of a file
MOST_ENTRIES = 20_000  # in a packed file

WHY = {
    "kind": _("Roeland does not keep this kind of file. Choose a PDF, an office document, a text or a picture."),
    "disguised": _("This file is something else than its name says. Save it again in its own programme, or as PDF."),
    "macros": _("This file holds macros. They can run. Save it without macros, or as PDF."),
}


class Refused(Exception):
    """A file that is not kept. `code` is a key of WHY."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str | Promise:
        return WHY[self.code]


@dataclass(frozen=True)
class Kind:
    """A kind of document: what a browser is told, and how its content is recognised."""

    content_type: str
    is_one: Callable[[File], bool]


def kind_of(name: str) -> Kind:
    """Return the kind that a file calls itself. Raises Refused."""
    ending = name.rpartition(".")[2].casefold()
    if ending not in KINDS:
        raise Refused("kind")
    return KINDS[ending]


def check(file: File) -> Kind:
    """Return the kind of a file whose content is what its name says. Raises Refused."""
    kind = kind_of(file.name or "")
    file.seek(0)
    found = kind.is_one(file)
    file.seek(0)
    if not found:
        raise Refused("disguised")
    return kind


def _begins(*signs: bytes) -> Callable[[File], bool]:
    def begins(file: File) -> bool:
        return file.read(16).startswith(signs)

    return begins


def _is_pdf(file: File) -> bool:
    return b"%PDF-" in file.read(1024)


def _is_text(file: File) -> bool:
    """No signs that texts do not have, and nothing that a browser would take for a page."""
    start = file.read(LOOKED_AT).removeprefix(b"\xef\xbb\xbf")
    return b"\0" not in start and not start.lstrip().startswith(b"<")


def _packed(inside: str) -> Callable[[File], bool]:
    def is_packed(file: File) -> bool:
        return inside in _entries(file)

    return is_packed


def _open_document(content_type: str) -> Callable[[File], bool]:
    def is_one(file: File) -> bool:
        if "mimetype" not in _entries(file):
            return False
        with zipfile.ZipFile(file) as packed, packed.open("mimetype") as said:
            return said.read(200) == content_type.encode()

    return is_one


def _entries(file: File) -> set[str]:
    """The names in a packed file; none when it is not packed. Raises Refused for macros."""
    try:
        with zipfile.ZipFile(file) as packed:
            names = {entry.filename for entry in packed.infolist()[:MOST_ENTRIES]}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return set()
    if any(name.casefold().startswith(MACROS) or name.casefold().endswith(MACROS[0]) for name in names):
        raise Refused("macros")
    return names


_TEXT = Kind("text/plain; charset=utf-8", _is_text)
KINDS = {
    "pdf": Kind("application/pdf", _is_pdf),
    "docx": Kind(f"{OFFICE}wordprocessingml.document", _packed("word/document.xml")),
    "xlsx": Kind(f"{OFFICE}spreadsheetml.sheet", _packed("xl/workbook.xml")),
    "pptx": Kind(f"{OFFICE}presentationml.presentation", _packed("ppt/presentation.xml")),
    "odt": Kind(f"{OPEN}text", _open_document(f"{OPEN}text")),
    "ods": Kind(f"{OPEN}spreadsheet", _open_document(f"{OPEN}spreadsheet")),
    "odp": Kind(f"{OPEN}presentation", _open_document(f"{OPEN}presentation")),
    "png": Kind("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": Kind("image/jpeg", _begins(b"\xff\xd8\xff")),
    "jpeg": Kind("image/jpeg", _begins(b"\xff\xd8\xff")),
    "txt": _TEXT,
    "csv": _TEXT,
    "md": _TEXT,
}
