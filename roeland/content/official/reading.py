"""From a file of the Invulhulpen format to a definition; what cannot be is an error with its line and key."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import yaml

from roeland.content.reading import ContentError, Place, Written, as_content_errors, place_in, read, text_of
from roeland.rules.official import Definition

LARGEST = 5 * 1024 * 1024  # bytes
DEEPEST = 60


def load(file: Path) -> tuple[Written, Definition]:
    """Read a definition, version 1 or 2 of the format, as YAML or JSON. Raises ContentError.

    Refused before it is read: a file of more than 5 MB, aliases (a few lines can stand for millions), deep nesting.
    """
    _must_be_small(file)
    written = read(file)
    if not isinstance(written.data, dict):
        raise written.error((), "is not a definition: it must be a mapping with at least name, urn, version and tasks")
    return written, converted(written, _with_lists(written.data), Definition)


def converted(written: Written, data: Any, schema: Callable[..., Any]) -> Any:
    """The data as this type. Raises ContentError with the place."""
    try:
        return msgspec.convert(data, schema, strict=True)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        raise written.error(place_in(path), message) from error


def _must_be_small(file: Path) -> None:
    if file.is_file() and file.stat().st_size > LARGEST:
        raise ContentError(file, 1, "", f"is larger than {LARGEST // 1024 // 1024} MB")
    depth = 0
    with as_content_errors(file):
        for event in yaml.parse(text_of(file), Loader=yaml.CSafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                raise ContentError(file, line, "", "aliases (*name) are not allowed: write it out")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise ContentError(file, line, "", f"is nested deeper than {DEEPEST} levels")


def _with_lists(data: dict[str, Any]) -> dict[str, Any]:
    """A type may stand by itself instead of in a list, as some files write it; a version may be a number."""
    tasks = data.get("tasks")
    version = data.get("version")
    known = {**data, "tasks": [_task(task) for task in tasks]} if isinstance(tasks, list) else data
    return {**known, "version": str(version)} if isinstance(version, int | float) else known


def _task(task: Any) -> Any:
    if not isinstance(task, dict):
        return task
    kind, below = task.get("type"), task.get("tasks")
    changed = {"type": [kind]} if isinstance(kind, str) else {}
    return {**task, **changed, **({"tasks": [_task(one) for one in below]} if isinstance(below, list) else {})}


def place_of(data: Any, task: str) -> Place:
    """Where the first task with this id stands in the data."""
    return next(_places(data.get("tasks", []), ("tasks",), task), ())


def _places(tasks: Any, place: Place, wanted: str) -> Any:
    for number, task in enumerate(tasks if isinstance(tasks, list) else ()):
        here = (*place, number)
        if isinstance(task, dict):
            if task.get("id") == wanted:
                yield here
            yield from _places(task.get("tasks", []), (*here, "tasks"), wanted)
