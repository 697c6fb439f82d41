"""Numbers that are worked out from answers: sums, products and the largest, as far as they are known."""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from roeland.rules.logic import Condition, Facts, Interval, Truth, Truths, Value

ZERO = Interval(0, 0)


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a number.

    of: a question that is answered with a number, or a number before this one; with `values`, a question with one of
    these options, each worth so much. Without `of` it is worth `points`. when: it counts only while this holds.
    """

    of: str = ""
    values: dict[str, int] = {}
    points: int = 0
    when: Condition | None = None


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a number is called from a value on: "high" from 6."""

    code: str
    at_least: int


class Number(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number, never below nothing. group: it is worked out once for each row of that section; a number without a
    group takes a term of a group over all its rows. bands: from low to high.
    """

    code: str
    how: Literal["sum", "product", "largest"]
    terms: tuple[Term, ...]
    group: str = ""
    bands: tuple[Band, ...] = ()

    def band(self, value: Value) -> str:
        """The code of the band in which the number certainly lies; "" while two are possible, or for none."""
        if not isinstance(value, Interval):
            return ""
        low = self._band(value.low)
        return low if value.high is not None and self._band(value.high) == low else ""

    def _band(self, value: int) -> str:
        return next((band.code for band in reversed(self.bands) if value >= band.at_least), "")


def worked_out(numbers: Iterable[Number], facts: Facts, truths: Truths) -> Mapping[str, Interval]:
    """Every number, by its code; what is not known makes it wider, never smaller."""
    known, found = dict(facts), {}
    for number in numbers:
        parts = [_term(term, known, truths) for term in number.terms]
        known[number.code] = found[number.code] = _joined(number.how, parts)
    return found


def _term(term: Term, facts: Facts, truths: Truths) -> Interval:
    worth = _worth(term, facts.get(term.of) if term.of else None)
    if term.when is None:
        return worth
    truth = term.when.truth(facts, truths)
    if truth is Truth.TRUE:
        return worth
    return ZERO if truth is Truth.FALSE else Interval(0, worth.high)


def _worth(term: Term, value: Value) -> Interval:
    if not term.of:
        return Interval(term.points, term.points)
    if term.values:
        possible = (
            [term.values[value]] if isinstance(value, str) and value in term.values else list(term.values.values())
        )
        return Interval(min(possible), max(possible))
    return value if isinstance(value, Interval) else Interval(0, None)


def _joined(how: str, parts: list[Interval]) -> Interval:
    if not parts:
        return ZERO
    if how == "largest":
        return Interval(max(part.low for part in parts), _most([part.high for part in parts]))
    if how == "sum":
        highs = [part.high for part in parts]
        return Interval(sum(part.low for part in parts), None if None in highs else sum(h for h in highs if h))
    return _product(parts)


def _product(parts: list[Interval]) -> Interval:
    low, high = 1, 1
    endless = any(part.high is None for part in parts)
    for part in parts:
        low, high = low * part.low, high * (part.high or 0)
    nothing = any(part.high == 0 for part in parts)
    return Interval(low, None if endless and not nothing else high)


def _most(highs: list[int | None]) -> int | None:
    return None if None in highs else max(high for high in highs if high is not None)
