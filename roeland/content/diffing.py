"""What is different between two documents of one kind: in the meaning, and in the words of each language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Any

import msgspec

from roeland.content.conditions import OPERATORS, written
from roeland.content.loader import Document, Texts
from roeland.content.outlining import outline
from roeland.rules.logic import Condition
from roeland.rules.questionnaire import Questionnaire

ONLY_NAMES = "definitions"
"""A field that only names conditions which rules share: what changes in it shows at the rules."""

NAMED_BY = (("code",), ("gate", "route"), ("role", "code"))
"""The fields by which the things in a list are told apart, the first that does."""


class How(StrEnum):
    """What happened to something between the two documents; `order`: the same things, in another order."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: where ("questions human options"), and what stood there as plain data."""

    place: str
    how: How
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Differences:
    """All differences; `texts` per language."""

    meaning: tuple[Difference, ...]
    texts: Mapping[str, tuple[Difference, ...]]

    def __bool__(self) -> bool:
        return bool(self.meaning) or any(self.texts.values())


class DifferentKinds(ValueError):
    """Two documents that cannot be compared."""


def differences(before: Document, after: Document) -> Differences:
    """What is different. Raises DifferentKinds."""
    if before.kind != after.kind:
        raise DifferentKinds(f"{before.ref} is of the kind {before.kind}, {after.ref} of the kind {after.kind}")
    texts = {
        language: tuple(_compared((), _words(before.languages[language]), _words(after.languages[language])))
        for language in before.languages
    }
    return Differences(tuple(_compared((), _meaning(before), _meaning(after))), texts)


def narrowed(before: Any, after: Any) -> tuple[Any, Any]:
    """Of two conditions the smallest part that differs, when it is one; anything else as it is."""
    first, second = _parts(before), _parts(after)
    if not first or not second or _frame(before) != _frame(after):
        return before, after
    gone, new = [each for each in first if each not in second], [each for each in second if each not in first]
    found = [narrowed(*pair) for pair in zip(gone, new, strict=False)]
    if found and len(gone) == len(new) and all(each == found[0] for each in found):
        return found[0]
    return before, after


def _parts(value: Any) -> list[Any]:
    """The conditions inside a condition."""
    if not _is_condition(value):
        return []
    operator, inside = next(iter(value.items()))
    if operator == "at_least":
        return list(inside.get("of", ()))
    return inside if operator in ("all", "any") else [inside] if operator == "not" else []


def _frame(value: dict[str, Any]) -> tuple[str, int]:
    """A condition without what is inside it: its operator, and how many must hold."""
    operator, inside = next(iter(value.items()))
    return operator, inside["count"] if operator == "at_least" else 0


def _meaning(document: Document) -> Any:
    if type(document.meaning) is Questionnaire:
        return outline(document.meaning)
    plain = _plain(document.meaning)
    return {field: value for field, value in plain.items() if field != ONLY_NAMES}


def _words(texts: Texts) -> dict[str, Any]:
    words = {code: {k: v for k, v in _plain(text).items() if v} for code, text in texts.texts.items()}
    return {"revision": texts.revision, "texts": words}


def _plain(value: Any) -> Any:
    """A meaning as plain data, a condition as the content writes it."""
    if isinstance(value, Condition):
        return written(value)
    if isinstance(value, msgspec.Struct):
        return {field: _plain(getattr(value, field)) for field in value.__struct_fields__}
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _compared(place: tuple[str, ...], before: Any, after: Any) -> Iterator[Difference]:
    if _is_mapping(before) and _is_mapping(after):
        yield from _mappings(place, before, after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lists(place, before, after)
    elif before != after:
        yield Difference(" ".join(place), How.CHANGED, before, after)


def _is_mapping(value: Any) -> bool:
    """Something with fields, which a condition is not: it is looked at as a whole."""
    return isinstance(value, dict) and not _is_condition(value)


def _is_condition(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == 1 and value.keys() <= OPERATORS


def _mappings(place: tuple[str, ...], before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for key in dict.fromkeys((*before, *after)):
        where = " ".join((*place, key))
        if key not in before:
            yield Difference(where, How.ADDED, after=after[key])
        elif key not in after:
            yield Difference(where, How.REMOVED, before=before[key])
        else:
            yield from _compared((*place, key), before[key], after[key])


def _lists(place: tuple[str, ...], before: list[Any], after: list[Any]) -> Iterator[Difference]:
    names = next((names for names in NAMED_BY if _tells_apart(names, before) and _tells_apart(names, after)), None)
    where = " ".join(place)
    if names is None:
        yield from (Difference(where, How.REMOVED, before=each) for each in before if each not in after)
        yield from (Difference(where, How.ADDED, after=each) for each in after if each not in before)
        kept = [each for each in before if each in after], [each for each in after if each in before]
    else:
        named = _by_name(names, before), _by_name(names, after)
        yield from _mappings(place, *named)
        kept = [name for name in named[0] if name in named[1]], [name for name in named[1] if name in named[0]]
    if kept[0] != kept[1]:
        yield Difference(where, How.ORDER, *kept)


def _tells_apart(names: tuple[str, ...], items: list[Any]) -> bool:
    if not all(_is_mapping(item) and item.keys() >= set(names) for item in items):
        return False
    return len(_by_name(names, items)) == len(items)


def _by_name(names: tuple[str, ...], items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"/".join(str(item[name]) for name in names): item for item in items}
