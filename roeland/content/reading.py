"""YAML in, plain data out, with the line on which every key stands. Safe: no tags, no duplicate keys."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Place = tuple[str | int, ...]

PLAIN = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp")
)


class ContentError(ValueError):
    """A document that does not hold together; says in which file, on which line, at which key, and what."""

    def __init__(self, file: Path | str, line: int, key: str, message: str) -> None:
        super().__init__(f"{file}, line {line}, {key or 'top'}: {message}")
        self.file, self.line, self.key, self.message = str(file), line, key, message


@dataclass(frozen=True, slots=True)
class Written:
    """The data of one file and where each part of it is written."""

    file: Path
    data: Any
    lines: dict[Place, int] = field(repr=False)

    def error(self, place: Place, message: str) -> ContentError:
        """An error at this place, or at the nearest place around it that is known."""
        known = place
        while known not in self.lines and known:
            known = known[:-1]
        return ContentError(self.file, self.lines.get(known, 1), key_of(place), message)


def key_of(place: Place) -> str:
    """How a place is written for people: sections[0].questions[2].kind."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return text.lstrip(".")


def place_in(path: str) -> Place:
    """The place in msgspec's path `.sections[0].code`; it stops where a mapping hides its key (`[...]`)."""
    known = path.partition("[...]")[0]
    return tuple(int(number) if number else name for number, name in re.findall(r"\[(\d+)\]|\.(\w+)", known))


def read(file: Path) -> Written:
    """Read one YAML file. Raises ContentError on anything that is not plain, unambiguous YAML."""
    loader = yaml.CSafeLoader(text_of(file))
    reader = _Reader(file, loader)
    try:
        with as_content_errors(file):
            node = loader.get_single_node()
            data = reader.plain(node, ()) if node is not None else {}
    finally:
        loader.dispose()
    return Written(file, data, reader.lines)


@contextmanager
def as_content_errors(file: Path) -> Iterator[None]:
    """Say what YAML finds wrong as a ContentError, with the line."""
    try:
        yield
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ContentError(file, mark.line + 1 if mark else 1, "", error.problem or "not valid YAML") from error
    except yaml.YAMLError as error:
        raise ContentError(file, 1, "", "holds a character that does not belong in YAML") from error


def text_of(file: Path) -> str:
    """The text of a file. Raises ContentError when it cannot be read, or is not UTF-8."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ContentError(file, 1, "", f"cannot be read: {reason}") from error


class _Reader:
    """Turns nodes into data and remembers their lines; an alias is read again at its own place."""

    def __init__(self, file: Path, loader: yaml.CSafeLoader) -> None:
        self.file, self.loader, self.lines = file, loader, dict[Place, int]()

    def plain(self, node: yaml.Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if node.tag not in PLAIN:
            raise self._error(node, place, f"{node.tag} is not allowed: only text, numbers, dates, lists and mappings")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*place, number)) for number, child in enumerate(node.value)]
        try:
            return self.loader.construct_object(node, deep=True)
        except ValueError as error:
            raise self._error(node, place, str(error)) from error

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if key_node.tag != "tag:yaml.org,2002:str":
                raise self._error(key_node, (*place, key), "a key must be text; write it between quotes")
            if key in found:
                raise self._error(key_node, (*place, key), "this key stands here twice")
            self.lines[(*place, key)] = key_node.start_mark.line + 1
            found[key] = self.plain(value_node, (*place, key))
        return found

    def _error(self, node: yaml.Node, place: Place, message: str) -> ContentError:
        return ContentError(self.file, node.start_mark.line + 1, key_of(place), message)
