"""Conditions as the content writes them: structured YAML, never a string to evaluate.

all: [...]   any: [...]   not: {...}
is: {fact: value}   in: {fact: [option, option]}   at_least: {fact: 3}   at_least: {count: 2, of: [...]}
"""

from collections.abc import Callable
from typing import Any

from roeland.rules.logic import AtLeast, Condition, CountOf, In, Is, Not, all_conditions, any_condition


def condition(raw: Any) -> Condition:
    """Read a condition. Raises ValueError that says what is wrong and where in the condition."""
    operator, inside = _single(raw, "a condition")
    if operator not in _READERS:
        raise ValueError(f"'{operator}' is not one of {', '.join(_READERS)}")
    return _READERS[operator](inside)


def _all(raw: Any) -> Condition:
    return all_conditions(*_several(raw, "all"))


def _any(raw: Any) -> Condition:
    return any_condition(*_several(raw, "any"))


def _not(raw: Any) -> Condition:
    return Not(condition(raw))


def _is(raw: Any) -> Condition:
    fact, value = _single(raw, "is")
    if not isinstance(value, bool | str):
        raise ValueError(f"is.{fact} must be true, false or the code of an option")
    return Is(fact, value)


def _in(raw: Any) -> Condition:
    fact, values = _single(raw, "in")
    if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
        raise ValueError(f"in.{fact} must be a list of option codes")
    return In(fact, tuple(values))


def _at_least(raw: Any) -> Condition:
    if isinstance(raw, dict) and set(raw) == {"count", "of"}:
        return CountOf(_whole(raw["count"], "at_least.count"), _several(raw["of"], "at_least.of"))
    fact, number = _single(raw, "at_least")
    return AtLeast(fact, _whole(number, f"at_least.{fact}"))


_READERS: dict[str, Callable[[Any], Condition]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "is": _is,
    "in": _in,
    "at_least": _at_least,
}


def _single(raw: Any, what: str) -> tuple[str, Any]:
    if not isinstance(raw, dict) or len(raw) != 1:
        raise ValueError(f"{what} must have exactly one key")
    key, value = next(iter(raw.items()))
    return str(key), value


def _several(raw: Any, what: str) -> tuple[Condition, ...]:
    if not isinstance(raw, list) or not raw:
        raise ValueError(f"{what} must be a list with at least one condition")
    return tuple(condition(part) for part in raw)


def _whole(raw: Any, what: str) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise ValueError(f"{what} must be a whole number")
    return raw
