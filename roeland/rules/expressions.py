"""The expressions of the Invulhulpen format: a small grammar of its own, read into a tree and never run as code.

Known: text, numbers, true, false, null, lists, names ("scores.age"), ! - + * / == != < <= > >= in && || ?:, a transform
("… | count") and the functions of FUNCTIONS. A value is true as in that format: not for null, false, 0 and "".
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 20_000
DEEPEST = 80
MOST_SIGNS = 200
TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+(?:\.\d+)?)
    |(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<name>[A-Za-z_]\w*)
    |(?P<sign>&&|\|\||==|!=|<=|>=|[-+*/<>!?:()\[\],.|])
    )""",
    re.VERBOSE,
)
WORDS = {"true": True, "false": False, "null": None}
LEVELS = (("||",), ("&&",), ("==", "!=", "<", "<=", ">", ">=", "in"), ("+", "-"), ("*", "/"))


class BadExpression(ValueError):
    """An expression that is not of this grammar; says what was expected, and where in it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an expression: what it is ("call", "==", "text", …), its value or name, and its parts."""

    kind: str
    value: Any = None
    parts: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        """It and every part in it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def parse(text: str) -> Node:
    """Read an expression. Raises BadExpression."""
    if len(text) > LONGEST:
        raise BadExpression(f"is longer than {LONGEST} characters")
    reader = _Reader(list(_tokens(text)))
    found = reader.choice(0)
    if reader.left:
        raise BadExpression(f"nothing is expected at '{reader.left[0][1]}'")
    return found


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while text[at:].strip():
        found = TOKEN.match(text, at)
        if found is None:
            raise BadExpression(f"cannot be read at '{text[at:].strip()[:20]}'")
        kind = str(found.lastgroup)
        yield kind, found.group(kind)
        at = found.end()


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.left = tokens
        self.signs = 0  # that were read so far

    def choice(self, depth: int) -> Node:
        """condition ? this : that."""
        if depth > DEEPEST:
            raise BadExpression("is nested too deep")
        condition = self._binary(0, depth + 1)
        if not self._take("?"):
            return condition
        yes = self.choice(depth + 1)
        self._need(":")
        return Node("?:", parts=(condition, yes, self.choice(depth + 1)))

    def _binary(self, level: int, depth: int) -> Node:
        if level == len(LEVELS):
            return self._transformed(depth)
        found = self._binary(level + 1, depth)
        while self.left and self.left[0][1] in LEVELS[level] and self.left[0][0] != "text":
            sign = self.left.pop(0)[1]
            self.signs += 1
            found = Node(sign, parts=(found, self._binary(level + 1, depth)))
            if self.signs > MOST_SIGNS:  # each can stand in the one after it
                raise BadExpression("is nested too deep")
        return found

    def _transformed(self, depth: int) -> Node:
        found = self._unary(depth)
        while self._take("|"):
            found = Node("call", self._name(), (found,))
        return found

    def _unary(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise BadExpression("is nested too deep")
        for sign in ("!", "-"):
            if self._take(sign):
                return Node(f"unary {sign}", parts=(self._unary(depth + 1),))
        return self._primary(depth)

    def _primary(self, depth: int) -> Node:
        if not self.left:
            raise BadExpression("ends too early")
        kind, text = self.left.pop(0)
        if kind == "number":
            return Node("value", float(text) if "." in text else int(text))
        if kind == "text":
            return Node("value", re.sub(r"\\(.)", r"\1", text[1:-1]))
        if kind == "name":
            return self._named(text, depth)
        if text == "(":
            found = self.choice(depth + 1)
            self._need(")")
            return found
        if text == "[":
            return Node("list", parts=self._several("]", depth))
        raise BadExpression(f"'{text}' is not expected here")

    def _named(self, text: str, depth: int) -> Node:
        if text in WORDS:
            return Node("value", WORDS[text])
        if self._take("("):
            return Node("call", text, self._several(")", depth))
        while self._take("."):
            text += f".{self._name()}"
        return Node("name", text)

    def _several(self, end: str, depth: int) -> tuple[Node, ...]:
        found: list[Node] = []
        while not self._take(end):
            if found:
                self._need(",")
            found.append(self.choice(depth + 1))
        return tuple(found)

    def _name(self) -> str:
        if not self.left or self.left[0][0] != "name":
            raise BadExpression("a name is expected")
        return self.left.pop(0)[1]

    def _take(self, sign: str) -> bool:
        if self.left and self.left[0] == ("sign", sign):
            self.left.pop(0)
            return True
        return False

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            raise BadExpression(
                f"'{sign}' is expected" + (f" before '{self.left[0][1]}'" if self.left else " at the end")
            )


Answers = Mapping[str, Any]
"""Per task its answer: text, a list of texts, or None. A yes or no is the text "true" or "false"."""


@dataclass(frozen=True)
class Scope:
    """What names and functions in an expression mean."""

    answers: Answers
    names: Mapping[str, Any]

    def of(self, node: Node) -> Any:
        """What an expression comes to. Raises BadExpression for a function that is not known."""
        if node.kind == "value":
            return node.value
        if node.kind == "list":
            return [self.of(part) for part in node.parts]
        if node.kind == "name":
            return self.names.get(node.value)
        if node.kind == "call":
            return self._call(node)
        if node.kind == "?:":
            return self.of(node.parts[1] if truthy(self.of(node.parts[0])) else node.parts[2])
        if node.kind in ("&&", "||"):
            first = self.of(node.parts[0])
            return first if truthy(first) is (node.kind == "||") else self.of(node.parts[1])
        return OPERATORS[node.kind](*(self.of(part) for part in node.parts))

    def _call(self, node: Node) -> Any:
        given = [self.of(part) for part in node.parts]
        if node.value not in FUNCTIONS or len(given) != FUNCTIONS[node.value]:
            raise BadExpression(f"there is no function '{node.value}' of {len(given)} values")
        if node.value in ("answers", "countSelectedOptions"):
            answer = self.answers.get(str(given[0]))
            return answer if node.value == "answers" else _count(answer)
        return (
            _count(given[0]) if node.value == "count" else _bool(given[0]) if node.value == "bool" else _weighed(*given)
        )


FUNCTIONS = {"answers": 1, "bool": 1, "count": 1, "countSelectedOptions": 1, "weightedCountMap": 3}
"""The functions and transforms, with how many values each takes."""


def truthy(value: Any) -> bool:
    """Whether a value counts as true in this format."""
    return value is not None and value is not False and value != "" and not (_is_number(value) and value == 0)


def _bool(value: Any) -> bool:
    return value is True or value == "true"


def _count(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0


def _weighed(values: Any, keys: Any, weights: Any) -> Any:
    worth = dict(zip(keys, weights, strict=False))
    return sum(worth.get(value) or 0 for value in values) if isinstance(values, list) else 0


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(value: Any) -> float:
    if isinstance(value, bool | int | float):
        return value
    try:
        return float(value) if value not in (None, "") else 0
    except (TypeError, ValueError):
        return 0


def _same(one: Any, other: Any) -> bool:
    if (
        _is_number(one) != _is_number(other)
        and isinstance(one, str | int | float)
        and isinstance(other, str | int | float)
    ):
        return str(one) == str(other)
    return bool(one == other) and (type(one) is type(other) or (_is_number(one) and _is_number(other)))


def _divided(one: Any, other: Any) -> float:
    below = _number(other)
    return _number(one) / below if below else 0


OPERATORS: dict[str, Callable[..., Any]] = {
    "unary !": lambda one: not truthy(one),
    "unary -": lambda one: -_number(one),
    "==": _same,
    "!=": lambda one, other: not _same(one, other),
    "<": lambda one, other: _number(one) < _number(other),
    "<=": lambda one, other: _number(one) <= _number(other),
    ">": lambda one, other: _number(one) > _number(other),
    ">=": lambda one, other: _number(one) >= _number(other),
    "in": lambda one, other: any(_same(one, each) for each in other) if isinstance(other, list) else False,
    "+": lambda one, other: _number(one) + _number(other),
    "-": lambda one, other: _number(one) - _number(other),
    "*": lambda one, other: _number(one) * _number(other),
    "/": _divided,
}
