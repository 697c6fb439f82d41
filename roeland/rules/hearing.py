"""What those who were heard mean for a decision: what keeps the gate shut, and what the decision must say of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

STAFF = frozenset({"consent", "staff_advice", "negotiation", "consultation"})
"""Kinds by which the law gives staff representation a say."""


class Verdict(StrEnum):
    """What an adviser, or staff representation, says."""

    POSITIVE = "positive"
    CONDITIONAL = "conditional"
    NEGATIVE = "negative"
    NOT_FOR_ME = "not_for_me"


class Shut(StrEnum):
    """Why somebody who was asked keeps the gate shut; the code of the requirement in the content."""

    REQUIRED = "required-advice-given"
    AWAITED = "advice-not-awaited"
    STAFF = "staff-heard"


class Outcome(StrEnum):
    """What a decision does with one voice."""

    FOLLOWED = "followed"
    DEVIATED = "deviated"
    WENT_ON = "went_on"
    GAP = "gap"


class Problem(StrEnum):
    """What is wrong with what a decision says of one voice."""

    NOT_WEIGHED = "not_weighed"
    REASON_MISSING = "reason_missing"
    CONDITIONS_NOT_TAKEN = "conditions_not_taken"
    NOT_FOLLOWED_BY_YES = "not_followed_by_yes"
    CONSENT_STANDS = "consent_stands"


@dataclass(frozen=True, slots=True)
class Voice:
    """One role that was asked for advice, or staff representation, and what became of it.

    kind: "advice" or one of STAFF. required: the law asks it. perhaps: whether it must be asked is not certain.
    verdict: None while nothing was said. late: its term has passed and no question back is open. vacant: nobody
    holds the role. replaced: a court's permission stands in for a refused consent (WOR 27(4)).
    """

    key: str
    kind: str
    required: bool = False
    perhaps: bool = False
    verdict: Verdict | None = None
    late: bool = False
    vacant: bool = False
    replaced: bool = False

    @property
    def is_staff(self) -> bool:
        return self.kind in STAFF


@dataclass(frozen=True, slots=True)
class Said:
    """What the one who decides says of a voice. takes_conditions: the decision takes over its conditions."""

    outcome: Outcome
    reason: str = ""
    takes_conditions: bool = False


def shut_by(voice: Voice) -> Shut | None:
    """Why this voice keeps the gate shut; None when it does not."""
    if voice.is_staff:
        return None if _staff_heard(voice) else Shut.STAFF
    if voice.verdict not in (None, Verdict.NOT_FOR_ME):
        return None
    if voice.required:
        return Shut.REQUIRED
    waiting = voice.verdict is None and not voice.late and not voice.vacant
    return Shut.AWAITED if waiting else None


def outcomes_for(voice: Voice, *, opens: bool) -> tuple[Outcome, ...]:
    """What the decision can say of a voice; more than one is a choice, none means that nothing need be said.

    opens: the answer is a yes. A yes never follows a negative advice, and never deviates from a consent.
    """
    if voice.verdict is Verdict.NOT_FOR_ME or voice.replaced:
        return ()
    if voice.verdict is None:
        return (Outcome.GAP,) if voice.vacant else (Outcome.WENT_ON,)
    if voice.verdict is Verdict.POSITIVE:
        return (Outcome.FOLLOWED,) if opens else (Outcome.DEVIATED,)
    if voice.kind == "consent":
        return (Outcome.FOLLOWED,) if voice.verdict is Verdict.CONDITIONAL or not opens else ()
    if voice.verdict is Verdict.CONDITIONAL:
        return (Outcome.FOLLOWED, Outcome.DEVIATED) if opens else (Outcome.DEVIATED,)
    return (Outcome.DEVIATED,) if opens else (Outcome.FOLLOWED,)


def needs_words(voice: Voice, *, opens: bool) -> bool:
    """Say whether the decision must say something of this voice itself: choose, or give a reason."""
    found = outcomes_for(voice, opens=opens)
    return opens and bool(found) and (found != (Outcome.FOLLOWED,) or voice.verdict is Verdict.CONDITIONAL)


def weigh(
    voices: Iterable[Voice], said: Mapping[str, Said], *, opens: bool
) -> tuple[dict[str, Said], dict[str, Problem]]:
    """What a decision does with each voice, and what is wrong with it; with a problem it cannot be taken.

    For an answer that opens nothing, the reason of the decision itself is the reason.
    """
    done, wrong = {}, {}
    for voice in voices:
        found = _one(voice, said.get(voice.key), opens=opens)
        if isinstance(found, Problem):
            wrong[voice.key] = found
        elif found is not None:
            done[voice.key] = found
    return done, wrong


def _one(voice: Voice, said: Said | None, *, opens: bool) -> Said | Problem | None:
    possible = outcomes_for(voice, opens=opens)
    if not needs_words(voice, opens=opens):
        return Said(possible[0]) if possible else None
    if said is None:
        return Problem.NOT_WEIGHED
    if said.outcome not in possible:
        return Problem.CONSENT_STANDS if voice.kind == "consent" else Problem.NOT_FOLLOWED_BY_YES
    return _sound(voice, said) or said


def _sound(voice: Voice, said: Said) -> Problem | None:
    if said.outcome is not Outcome.FOLLOWED and not said.reason.strip():
        return Problem.REASON_MISSING
    follows_conditions = said.outcome is Outcome.FOLLOWED and voice.verdict is Verdict.CONDITIONAL
    return Problem.CONDITIONS_NOT_TAKEN if follows_conditions and not said.takes_conditions else None


def _staff_heard(voice: Voice) -> bool:
    """Whether staff representation had its say. A consent that was refused keeps the gate shut (WOR 27)."""
    if voice.verdict is Verdict.NOT_FOR_ME:
        return voice.perhaps
    if voice.kind == "consent":
        return voice.verdict in (Verdict.POSITIVE, Verdict.CONDITIONAL) or voice.replaced
    return voice.verdict is not None
