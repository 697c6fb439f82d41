"""From the bytes of a file to its records; what is no such file is refused with a reason."""

import json
from typing import Any, BinaryIO

MAX_MEGABYTES = 20
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
MAX_RECORDS = 1_000
COMPRESSED = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"Rar!",
    b"\x28\xb5\x2f\xfd",
)
OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")


class Unreadable(Exception):
    """The file as a whole cannot be used. `code` is one of problems.TEXTS, `value` fills its text."""

    def __init__(self, code: str, value: object = "") -> None:
        super().__init__(code)
        self.code = code
        self.value = str(value)


class _TwiceInOneRecord(ValueError):
    pass


def read(file: BinaryIO, size: int) -> list[Any]:
    """Return the records of a file: a JSON list of objects, or one object. Raises Unreadable.

    `size` in bytes is looked at before a byte is read.
    """
    if size > MAX_BYTES:
        raise Unreadable("too_large", MAX_MEGABYTES)
    raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise Unreadable("too_large", MAX_MEGABYTES)
    return _records(_parsed(_decoded(raw)))


def _decoded(raw: bytes) -> str:
    if raw.startswith(COMPRESSED):
        raise Unreadable("compressed")
    if raw.startswith(OTHER_ENCODINGS):
        raise Unreadable("wrong_encoding", 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("wrong_encoding", raw.count(b"\n", 0, error.start) + 1) from error
    if not text.strip():
        raise Unreadable("empty")
    return text


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_each_name_once, parse_constant=_no_such_number)
    except _TwiceInOneRecord as error:
        raise Unreadable("field_twice", error) from error
    except json.JSONDecodeError as error:
        raise Unreadable("broken_json", error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("broken_json", 1) from error


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name, value in pairs:
        if name in record:
            raise _TwiceInOneRecord(name[:100])
        record[name] = value
    return record


def _no_such_number(name: str) -> None:
    raise ValueError(name)


def _records(content: Any) -> list[Any]:
    records = [content] if isinstance(content, dict) else content
    if not isinstance(records, list):
        raise Unreadable("no_records")
    if not records:
        raise Unreadable("empty")
    if len(records) > MAX_RECORDS:
        raise Unreadable("too_many", MAX_RECORDS)
    return records
