"""Instruments: a questionnaire with who writes, advises and signs, when it is needed, and what follows from it."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import msgspec

from roeland.rules.classification import State
from roeland.rules.expanding import Rows, condition_over
from roeland.rules.logic import Condition, Evaluation, FactRef, Facts, Truth
from roeland.rules.questionnaire import Questionnaire
from roeland.rules.sources import Source


class Need(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When an application needs it: `when` reads findings of the classification; without it, always."""

    code: str
    level: Literal["required", "recommended"]
    when: Condition | None = None
    sources: tuple[Source, ...] = ()


class Conclusion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that follows from the answers and that people must know before they sign."""

    code: str
    when: Condition
    sources: tuple[Source, ...] = ()


class Advice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role whose advice the law itself asks before it is signed, whatever the matrix says."""

    role: str
    sources: tuple[Source, ...]


class Instrument(Questionnaire, frozen=True, forbid_unknown_fields=True, dict=True, kw_only=True):
    """A questionnaire that people fill in together, that others advise on, and that who is accountable signs.

    activity: of the matrix; it tells who writes (U), advises (A) and signs (EV). jurisdictions: where it is used, empty
    for everywhere. obligation: of which it is the evidence. review_months: after how many somebody looks again.
    counts_as: of a form of others, the instrument of our own in whose place it comes; "" for any other.
    """

    activity: str
    jurisdictions: tuple[str, ...] = ()
    obligation: str = ""
    review_months: int = 36
    counts_as: str = ""
    needs: tuple[Need, ...] = ()
    advice: tuple[Advice, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()

    def codes(self) -> Iterator[str]:
        """Every code that needs a text."""
        yield from super().codes()
        yield from (need.code for need in self.needs)
        yield from (conclusion.code for conclusion in self.conclusions)


ALWAYS = Evaluation(Truth.TRUE)


@dataclass(frozen=True, slots=True)
class Needed:
    """Whether an application needs an instrument: the strongest reason that holds, or may hold."""

    need: Need
    state: State
    because: tuple[FactRef, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion that holds, or that may hold as long as something is not known."""

    code: str
    state: State
    sources: tuple[Source, ...]


class Level(StrEnum):
    """How strongly an instrument is asked."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"


def needed(instrument: Instrument, facts: Facts) -> Needed | None:
    """Whether it is needed by these facts; what is certain before what is possible, required before recommended.

    None only when every reason is certainly not there.
    """
    found = list(_needed(instrument, facts))
    order = {(State.CERTAIN, "required"): 0, (State.CERTAIN, "recommended"): 2, (State.POSSIBLE, "required"): 1}
    return min(found, key=lambda one: order.get((one.state, one.need.level), 3), default=None)


def _needed(instrument: Instrument, facts: Facts) -> Iterator[Needed]:
    for need in instrument.needs:
        found = need.when.evaluate(facts) if need.when is not None else ALWAYS
        if found.truth is not Truth.FALSE:
            yield Needed(need, _state(found.truth), found.because, found.open)


def concluded(instrument: Instrument, facts: Facts, rows: Rows, complete: Container[str] = ()) -> tuple[Concluded, ...]:
    """What follows from the answers, in the order of the content. complete: the sections to which no row will come."""
    found = []
    for conclusion in instrument.conclusions:
        truth = condition_over(instrument, conclusion.when, rows, complete).evaluate(facts).truth
        if truth is not Truth.FALSE:
            found.append(Concluded(conclusion.code, _state(truth), conclusion.sources))
    return tuple(found)


def _state(truth: Truth) -> State:
    return State.CERTAIN if truth is Truth.TRUE else State.POSSIBLE


def signing_gaps(
    *,
    closed: bool,
    advised: Iterable[str],
    must_advise: Iterable[str],
    unanswered: Iterable[str],
    signer_advised: bool,
) -> tuple[str, ...]:
    """What keeps an assessment from being signed, in codes; empty means that it can be.

    closed: it is closed for changes, so that everybody looked at the same text. advised: the roles that advised on this
    text. unanswered: advice that was not positive and of which nobody said what is done with it. signer_advised: who
    signs gave advice: nobody judges on their own advice. (GDPR 35(2) for the DPO.)
    """
    found = [] if closed else ["still_open"]
    given = set(advised)
    found += [f"advice_missing:{role}" for role in must_advise if role not in given]
    if any(True for _ in unanswered):
        found.append("advice_unanswered")
    if signer_advised:
        found.append("own_advice")
    return tuple(found)
