"""Conditions as the content writes them: structured YAML, never a string to evaluate.

all: [...]   any: [...]   not: {...}
is: {fact: value}   in: {fact: [option, option]}   at_least: {fact: 3}   at_least: {count: 2, of: [...]}
some: {section: {...}}   (in at least one row of a section that repeats)
"""

from collections.abc import Callable
from typing import Any

from roeland.rules.logic import AtLeast, Condition, CountOf, In, Is, Not, Some, all_conditions, any_condition

OPERATORS = frozenset({"all", "any", "not", "is", "in", "at_least", "some"})


class Conditions:
    """Reads the conditions of one document; equal ones become one object, so that a rule answers them once."""

    def __init__(self) -> None:
        self._known: dict[Condition, Condition] = {}
        self._readers: dict[str, Callable[[Any], Condition]] = {
            "all": self._all,
            "any": self._any,
            "not": self._not,
            "is": self._is,
            "in": self._in,
            "at_least": self._at_least,
            "some": self._some,
        }

    def condition(self, raw: Any) -> Condition:
        """Read a condition. Raises ValueError that says what is wrong and where in the condition."""
        operator, inside = _single(raw, "a condition")
        if operator not in self._readers:
            raise ValueError(f"'{operator}' is not one of {', '.join(self._readers)}")
        found = self._readers[operator](inside)
        return self._known.setdefault(found, found)

    def _all(self, raw: Any) -> Condition:
        return all_conditions(*self._several(raw, "all"))

    def _any(self, raw: Any) -> Condition:
        return any_condition(*self._several(raw, "any"))

    def _not(self, raw: Any) -> Condition:
        return Not(self.condition(raw))

    def _is(self, raw: Any) -> Condition:
        fact, value = _single(raw, "is")
        if not isinstance(value, bool | str):
            raise ValueError(f"is.{fact} must be true, false or the code of an option")
        return Is(fact, value)

    def _in(self, raw: Any) -> Condition:
        fact, values = _single(raw, "in")
        if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
            raise ValueError(f"in.{fact} must be a list of option codes")
        return In(fact, tuple(values))

    def _at_least(self, raw: Any) -> Condition:
        if isinstance(raw, dict) and set(raw) == {"count", "of"}:
            several = self._several(raw["of"], "at_least.of")
            return CountOf(_whole(raw["count"], "at_least.count"), several)
        fact, number = _single(raw, "at_least")
        return AtLeast(fact, _whole(number, f"at_least.{fact}"))

    def _some(self, raw: Any) -> Condition:
        group, inside = _single(raw, "some")
        return Some(group, self.condition(inside))

    def _several(self, raw: Any, what: str) -> tuple[Condition, ...]:
        if not isinstance(raw, list) or not raw:
            raise ValueError(f"{what} must be a list with at least one condition")
        return tuple(self.condition(part) for part in raw)


def condition(raw: Any) -> Condition:
    """Read a condition that stands by itself. Raises ValueError; see `Conditions.condition`."""
    return Conditions().condition(raw)


def written(condition: Condition) -> dict[str, Any]:
    """The condition as the content writes it: `condition` reads it back as an equal one."""
    match condition:
        case Not(inside):
            return {"not": written(inside)}
        case Is(fact, value):
            return {"is": {fact: value}}
        case In(fact, values):
            return {"in": {fact: list(values)}}
        case AtLeast(fact, number):
            return {"at_least": {fact: number}}
        case Some(group, inside):
            return {"some": {group: written(inside)}}
        case CountOf(count, several):
            return _several_written(count, [written(part) for part in several])
    raise TypeError(f"The content has no way to write a {type(condition).__name__}")


def _several_written(count: int, parts: list[dict[str, Any]]) -> dict[str, Any]:
    if count == len(parts):
        return {"all": parts}
    return {"any": parts} if count == 1 else {"at_least": {"count": count, "of": parts}}


def _single(raw: Any, what: str) -> tuple[str, Any]:
    if not isinstance(raw, dict) or len(raw) != 1:
        raise ValueError(f"{what} must have exactly one key")
    key, value = next(iter(raw.items()))
    return str(key), value


def _whole(raw: Any, what: str) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise ValueError(f"{what} must be a whole number")
    return raw
