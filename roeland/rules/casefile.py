"""A case file: its canonical form, its seal, and what differs between two of them.

A case file has parts ("route", "class", "fields", "facts", "findings", …), each a mapping from a code to a value.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import isfinite
from typing import Any

Value = Any
"""A value of JSON: None, a truth value, a number, a text, or a list or mapping of these."""

Parts = Mapping[str, Mapping[str, Value]]


class NotCanonical(ValueError):
    """A value has no form that is always the same: something that JSON does not know."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one place of a case file: `was` or `now` is None where it is not there."""

    part: str
    what: str
    was: Value
    now: Value


def canonical(content: Parts) -> str:
    """The content in the one form that is always the same: JSON with sorted keys and no spaces.

    Raises NotCanonical for a key that is no text, or a value that JSON does not know.
    """
    _must_be_plain(content)
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> dict[str, dict[str, Value]]:
    """The content of a canonical text. Raises ValueError when it is no JSON."""
    content: dict[str, dict[str, Value]] = json.loads(text)
    return content


def seal(text: str) -> str:
    """The SHA-256 of a canonical text, in 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def differences(before: Parts, after: Parts) -> tuple[Difference, ...]:
    """What differs between two case files, by part and code; empty when nothing does."""
    return tuple(
        Difference(part, what, was, now)
        for part in sorted({*before, *after})
        for what, was, now in _sides(before.get(part, {}), after.get(part, {}))
        if was != now
    )


def _sides(before: Mapping[str, Value], after: Mapping[str, Value]) -> list[tuple[str, Value, Value]]:
    return [(what, before.get(what), after.get(what)) for what in sorted({*before, *after})]


def _must_be_plain(value: Value) -> None:
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise NotCanonical(f"a key is no text: {sorted(map(str, value))}")
        _each_must_be_plain(value.values())
    elif isinstance(value, list | tuple):
        _each_must_be_plain(value)
    elif isinstance(value, float) and not isfinite(value):
        raise NotCanonical(f"no number: {value}")
    elif not isinstance(value, None | bool | int | float | str):
        raise NotCanonical(f"{type(value).__name__}: {value}")


def _each_must_be_plain(values: Iterable[Value]) -> None:
    for value in values:
        _must_be_plain(value)
