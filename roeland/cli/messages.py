"""Translations: collect what the rooms say, keep their Dutch catalogues complete, compile them without gettext.

Each room has one catalogue, `roeland/<room>/locale/nl/LC_MESSAGES/django.po`; message ids are the English text.
"""

import ast
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeGuard

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_with_babel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent
LOCALE = "nl"
# What each function takes, in the words of Babel: None is one message, (1, 2) singular and plural, (1, "c") context.
CALLS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
TEMPLATE_CALL = re.compile(rf"\b(?P<name>n?p?gettext|_)\(\s*(?P<arguments>{STRING}(?:\s*,\s*{STRING})*)")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
# Lines of the header that change on every run, or that name a person.
FLEETING = (b'"POT-Creation', b'"PO-Revision', b'"Last-Translator', b'"Language-Team', b'"Generated-By', b'"Project-Id')

Key = tuple[str | None, str | tuple[str, ...]]


def rooms() -> list[str]:
    """Return the names of all rooms that say something or have a catalogue."""
    folders = sorted(path for path in HOUSE.iterdir() if path.is_dir() and not path.name.startswith(("_", ".")))
    return [folder.name for folder in folders if extract(folder.name) or po_path(folder.name).exists()]


def po_path(room: str) -> Path:
    """Return where the Dutch catalogue of `room` stands."""
    return HOUSE / room / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def extract(room: str) -> dict[Key, str]:
    """Return the messages in the code and templates of `room`: (context, id) to the file that says it first."""
    found: dict[Key, str] = {}
    folder = HOUSE / room
    for path in sorted(folder.rglob("*")):
        reader = READERS.get(path.suffix)
        if reader and "node_modules" not in path.parts:
            for key in reader(path):
                found.setdefault(key, path.relative_to(HOUSE).as_posix())
    return found


def update(chosen: Iterable[str] | None = None) -> list[Path]:
    """Bring the catalogues up to date: new messages come in empty, gone ones go out. Return what was written."""
    written = []
    for room in chosen or rooms():
        messages, path = extract(room), po_path(room)
        if not messages:
            continue
        catalogue, known = Catalog(locale=LOCALE, fuzzy=False), read(path)
        for context, msgid in messages:
            old = known.get(plain(msgid), context) if known else None
            flags = {"fuzzy"} if old is not None and old.fuzzy else set()
            catalogue.add(msgid, old.string if same_shape(old, msgid) else None, flags=flags, context=context)
        if save(catalogue, path):
            written.append(path)
    return written


def check(chosen: Iterable[str] | None = None) -> list[str]:
    """Return what is wrong in the catalogues, one sentence each: missing, fuzzy, unused, or other placeholders."""
    return [problem for room in chosen or rooms() for problem in check_room(room)]


def check_room(room: str) -> Iterator[str]:
    """Yield what is wrong in the catalogue of one room."""
    messages, known = extract(room), read(po_path(room))
    for (context, msgid), where in messages.items():
        message = known.get(plain(msgid), context) if known else None
        if message is None or not same_shape(message, msgid) or not all(strings(message)):
            yield f"{room}: not translated: {plain(msgid)!r} ({where})"
        elif message.fuzzy:
            yield f"{room}: marked fuzzy: {plain(msgid)!r}"
        elif differs(message):
            yield f"{room}: other placeholders in the translation of {plain(msgid)!r}"
    used = {(context, plain(msgid)) for context, msgid in messages}
    for message in known or ():
        if message.id and (message.context, plain(message.id)) not in used:
            yield f"{room}: no longer used: {plain(message.id)!r}"


def compile_all(chosen: Iterable[str] | None = None) -> list[Path]:
    """Write the .mo beside each .po that is newer. Return what was written."""
    written = []
    sources = [po_path(room) for room in chosen] if chosen else sorted(HOUSE.glob("*/locale/*/LC_MESSAGES/django.po"))
    for source in sources:
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            compiled = io.BytesIO()
            write_mo(compiled, parsed(source))
            target.write_bytes(compiled.getvalue())
            written.append(target)
    return written


def read(path: Path) -> Catalog | None:
    """Return the catalogue at `path`, or None when there is none yet."""
    return parsed(path) if path.exists() else None


def parsed(path: Path) -> Catalog:
    """Return the catalogue at `path`. Raises FileNotFoundError."""
    return read_po(io.BytesIO(path.read_bytes()), locale=LOCALE, ignore_obsolete=True)


def save(catalogue: Catalog, path: Path) -> bool:
    """Write `catalogue` in a form that only changes when its messages do. Return whether it changed."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, no_location=True, omit_header=False, sort_output=True, ignore_obsolete=True)
    lines = out.getvalue().splitlines(keepends=True)
    content = b"".join(line for line in lines if not line.startswith((*FLEETING, b"#\n", b"# ")))
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def in_python(path: Path) -> Iterator[Key]:
    """Yield the messages in a Python file."""
    with path.open("rb") as source:
        for _line, msgid, _comments, context in extract_with_babel("python", source, keywords=CALLS):
            yield context, msgid


def in_template(path: Path) -> Iterator[Key]:
    """Yield the messages in a template, with the ids that Django will look up."""
    for call in TEMPLATE_CALL.finditer(templatize(path.read_text(encoding="utf-8"), origin=path.name)):
        arguments = list(ast.literal_eval(f"({call['arguments']},)"))
        context = arguments.pop(0) if "pgettext" in call["name"] else None
        yield context, tuple(arguments[:2]) if call["name"].startswith("n") else arguments[0]


READERS = {".py": in_python, ".html": in_template, ".txt": in_template}


def plain(msgid: str | Sequence[str]) -> str:
    """Return the singular of a message id."""
    return msgid if isinstance(msgid, str) else msgid[0]


def strings(message: Message) -> tuple[str, ...]:
    """Return all translations of a message: one, or singular and plural."""
    given = message.string
    return (given or "",) if given is None or isinstance(given, str) else tuple(given)


def same_shape(message: Message | None, msgid: str | tuple[str, ...]) -> TypeGuard[Message]:
    """Say whether `message` has as many forms as `msgid` asks: one, or singular and plural."""
    return message is not None and isinstance(message.id, str) == isinstance(msgid, str)


def differs(message: Message) -> bool:
    """Say whether a translation names a placeholder that the message does not have, or misses one in its last form."""
    ids = (message.id,) if isinstance(message.id, str) else message.id
    asked = {match[0] for msgid in ids for match in PLACEHOLDER.finditer(msgid)}
    given = [{match[0] for match in PLACEHOLDER.finditer(text)} for text in strings(message)]
    return any(found - asked for found in given) or given[-1] != asked
