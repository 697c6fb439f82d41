"""Three-valued logic over facts, with the reasons of every answer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import NamedTuple


class Truth(Enum):
    """True, false or not yet known. Has no boolean value, so that unknown cannot pass for no."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    # There is one of each: its address will do, and it is asked very often.
    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise TypeError("A Truth is not a bool: compare it with Truth.TRUE or Truth.FALSE.")


TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


class Interval(NamedTuple):
    """What is known of a number: at least `low`, at most `high` (None: no limit)."""

    low: int
    high: int | None


Value = bool | str | Interval | None
"""What is known of a fact; None is unknown."""

Facts = Mapping[str, Value]


class FactRef(NamedTuple):
    """A fact and the value it had when it was used as a reason."""

    fact: str
    value: Value


class Evaluation(NamedTuple):
    """What a condition came to: why (`because`), and which unknown facts keep it open (`open`)."""

    truth: Truth
    because: tuple[FactRef, ...] = ()
    open: tuple[str, ...] = ()


def negate(truth: Truth) -> Truth:
    """Kleene's not."""
    if truth is Truth.UNKNOWN:
        return truth
    return Truth.FALSE if truth is Truth.TRUE else Truth.TRUE


def count_of(truths: Iterable[Truth]) -> Interval:
    """How many are true: certainly at least `low`, possibly up to `high`."""
    known, unknown = 0, 0
    for truth in truths:
        if truth is TRUE:
            known += 1
        elif truth is UNKNOWN:
            unknown += 1
    return Interval(known, known + unknown)


def reaches(interval: Interval, count: int) -> Truth:
    """Whether a number in `interval` is at least `count`."""
    if interval.low >= count:
        return Truth.TRUE
    if interval.high is not None and interval.high < count:
        return Truth.FALSE
    return Truth.UNKNOWN


def all_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's and; true of nothing."""
    listed = tuple(truths)
    return reaches(count_of(listed), len(listed))


def any_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's or; false of nothing."""
    return reaches(count_of(truths), 1)


Truths = dict[int, Truth]
Evaluations = dict[int, Evaluation]
"""What conditions came to over the same facts, by identity: a shared condition is answered once."""


class Condition:
    """A question about facts; the content writes it as structured YAML."""

    __slots__ = ()

    def evaluate(self, facts: Facts, known: Evaluations | None = None) -> Evaluation:
        """Answer over `facts`; a fact that is missing is unknown. `known`: what was evaluated over them before."""
        known = {} if known is None else known
        found = known.get(id(self))
        if found is None:
            found = known[id(self)] = self._evaluated(facts, known)
        return found

    def _evaluated(self, facts: Facts, known: Evaluations) -> Evaluation:
        raise NotImplementedError

    def truth(self, facts: Facts, truths: Truths) -> Truth:
        """The answer alone, without its reasons: the same as that of `evaluate`, many times faster."""
        raise NotImplementedError

    def leaves(self) -> Iterator["Leaf"]:
        """The conditions on single facts in it, in the order of the text."""
        raise NotImplementedError

    def facts(self) -> frozenset[str]:
        """The codes of all facts that it reads."""
        return frozenset(leaf.fact for leaf in self.leaves())


@dataclass(frozen=True, slots=True)
class Leaf(Condition):
    """A condition on one fact."""

    fact: str

    def test(self, value: bool | str | Interval) -> Truth:
        """Whether a known value meets it."""
        raise NotImplementedError

    def _evaluated(self, facts: Facts, known: Evaluations) -> Evaluation:
        value = facts.get(self.fact)
        truth = Truth.UNKNOWN if value is None else self.test(value)
        if truth is Truth.UNKNOWN:
            return Evaluation(truth, open=(self.fact,))
        return Evaluation(truth, because=(FactRef(self.fact, value),))

    def truth(self, facts: Facts, truths: Truths) -> Truth:
        value = facts.get(self.fact)
        return UNKNOWN if value is None else self.test(value)

    def leaves(self) -> Iterator["Leaf"]:
        yield self


@dataclass(frozen=True, slots=True)
class Is(Leaf):
    """The fact has exactly this value: true, false or the code of an option."""

    value: bool | str

    def test(self, value: bool | str | Interval) -> Truth:
        return TRUE if value == self.value else FALSE

    def truth(self, facts: Facts, truths: Truths) -> Truth:
        # By far most conditions are of this kind: one call less for each.
        value = facts.get(self.fact)
        return UNKNOWN if value is None else TRUE if value == self.value else FALSE


@dataclass(frozen=True, slots=True)
class In(Leaf):
    """The fact has one of these option codes."""

    values: tuple[str, ...]

    def test(self, value: bool | str | Interval) -> Truth:
        return TRUE if value in self.values else FALSE


@dataclass(frozen=True, slots=True)
class AtLeast(Leaf):
    """The number, or the count of ticked options, is at least this."""

    number: int

    def test(self, value: bool | str | Interval) -> Truth:
        # A fact of another kind cannot be compared: closed when in doubt.
        return reaches(value, self.number) if isinstance(value, Interval) else Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class CountOf(Condition):
    """At least `count` of these hold; `All` and `Any` are its two ends."""

    count: int
    conditions: tuple[Condition, ...]

    def _evaluated(self, facts: Facts, known: Evaluations) -> Evaluation:
        parts = tuple([known.get(id(each)) or each.evaluate(facts, known) for each in self.conditions])
        truth = reaches(count_of([part.truth for part in parts]), self.count)
        return Evaluation(truth, because=_reasons(truth, parts), open=_openings(truth, parts))

    def truth(self, facts: Facts, truths: Truths) -> Truth:
        """Ask only as far as needed: enough are true, or too many are false."""
        found = truths.get(id(self))
        if found is not None:
            return found
        found = truths[id(self)] = self._counted(facts, truths)
        return found

    def _counted(self, facts: Facts, truths: Truths) -> Truth:
        wanted, may_fail = self.count, len(self.conditions) - self.count
        if wanted <= 0 or may_fail < 0:
            return TRUE if wanted <= 0 else FALSE
        for condition in self.conditions:
            part = condition.truth(facts, truths)
            if part is TRUE:
                wanted -= 1
                if not wanted:
                    return TRUE
            elif part is FALSE:
                may_fail -= 1
                if may_fail < 0:
                    return FALSE
        return UNKNOWN

    def leaves(self) -> Iterator[Leaf]:
        for condition in self.conditions:
            yield from condition.leaves()


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The condition does not hold; unknown stays unknown."""

    condition: Condition

    def _evaluated(self, facts: Facts, known: Evaluations) -> Evaluation:
        inner = self.condition.evaluate(facts, known)
        return Evaluation(negate(inner.truth), inner.because, inner.open)

    def truth(self, facts: Facts, truths: Truths) -> Truth:
        return negate(self.condition.truth(facts, truths))

    def leaves(self) -> Iterator[Leaf]:
        yield from self.condition.leaves()


@dataclass(frozen=True, slots=True)
class Some(Condition):
    """It holds in at least one row of a repeated section.

    Which rows there are only the answers tell: `rules.expanding` puts them in its place; until then it is unknown.
    """

    group: str
    condition: Condition

    def _evaluated(self, facts: Facts, known: Evaluations) -> Evaluation:
        return Evaluation(UNKNOWN, open=(self.group,))

    def truth(self, facts: Facts, truths: Truths) -> Truth:
        return UNKNOWN

    def leaves(self) -> Iterator[Leaf]:
        yield from self.condition.leaves()


def all_conditions(*conditions: Condition) -> Condition:
    """Every one of them holds."""
    return CountOf(len(conditions), conditions)


def any_condition(*conditions: Condition) -> Condition:
    """At least one of them holds."""
    return CountOf(1, conditions)


def _reasons(truth: Truth, parts: tuple[Evaluation, ...]) -> tuple[FactRef, ...]:
    """The facts of the parts that speak for the answer; for an open answer those that do not speak against it."""
    speaking = (TRUE, UNKNOWN) if truth is UNKNOWN else (truth,)
    return tuple({ref.fact: ref for part in parts if part.truth in speaking for ref in part.because}.values())


def _openings(truth: Truth, parts: tuple[Evaluation, ...]) -> tuple[str, ...]:
    if truth is not Truth.UNKNOWN:
        return ()
    # Only a part that is unknown has anything open.
    return tuple(dict.fromkeys(chain.from_iterable(part.open for part in parts)))
