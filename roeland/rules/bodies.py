"""A body that meets: is there a quorum, does it carry an advice, does the act of an organ fit a place.

Each function returns reasons as codes; an empty tuple means that nothing stands in the way. What nobody noted counts
as unknown, and unknown is never enough.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Quorum(StrEnum):
    """How many of the members with a vote must take part."""

    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"
    NUMBER = "number"


class Way(StrEnum):
    """How a body comes to its advice."""

    VOTE = "vote"
    CONSENSUS = "consensus"


class Choice(StrEnum):
    """What a member says to an advice; in consensus: agrees, objects, stands aside."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """What a body advises."""

    POSITIVE = "positive"
    CONDITIONAL = "conditional"
    NEGATIVE = "negative"
    NO_ADVICE = "no_advice"


@dataclass(frozen=True)
class Seat:
    """A member with a vote at one item of the agenda. `present` is None while nobody noted it."""

    key: str
    present: bool | None = None
    recused: bool = False
    is_chair: bool = False

    @property
    def takes_part(self) -> bool:
        """Say whether this member counts and votes: certainly there, and not recused."""
        return self.present is True and not self.recused


@dataclass(frozen=True)
class Count:
    """How many said what, of those who take part."""

    in_favour: int
    against: int
    abstained: int
    silent: int


def needed(rule: Quorum, seats: int, number: int | None = None) -> int | None:
    """Return how many must take part; None when the rule does not say. Never less than one."""
    if rule is Quorum.NUMBER:
        return max(number, 1) if number is not None else None
    return seats // 2 + 1 if rule is Quorum.MAJORITY else max(1, -(-2 * seats // 3))


def quorum_gaps(seats: Sequence[Seat], rule: Quorum, number: int | None = None) -> tuple[str, ...]:
    """Return why there is no quorum: no_members, rule_incomplete, presence_unknown or too_few.

    Who is recused keeps a seat and does not take part: a recusal never lowers what is needed.
    """
    wanted = needed(rule, len(seats), number)
    if not seats:
        return ("no_members",)
    if wanted is None:
        return ("rule_incomplete",)
    if sum(seat.takes_part for seat in seats) >= wanted:
        return ()
    possible = sum(seat.present is not False and not seat.recused for seat in seats)
    return ("presence_unknown",) if possible >= wanted else ("too_few",)


def counted(seats: Sequence[Seat], votes: Mapping[str, Choice]) -> Count:
    """Count the votes of those who take part; a vote of anybody else does not exist."""
    said = [votes.get(seat.key) for seat in seats if seat.takes_part]
    return Count(said.count(Choice.FOR), said.count(Choice.AGAINST), said.count(Choice.ABSTAIN), said.count(None))


def carried_gaps(
    seats: Sequence[Seat], votes: Mapping[str, Choice], way: Way, *, casting_vote: bool = False
) -> tuple[str, ...]:
    """Return why an advice is not carried: vote_missing, nobody_in_favour, objection, tie or more_against.

    Consensus: nobody objects and somebody agrees. Vote: more for than against; who abstains counts for neither. A tie
    carries nothing, unless the chair has the casting vote and is in favour.
    """
    count = counted(seats, votes)
    if count.silent:
        return ("vote_missing",)
    if way is Way.CONSENSUS and count.against:
        return ("objection",)
    if not count.in_favour:
        return ("nobody_in_favour",)
    if count.in_favour > count.against:
        return ()
    if count.in_favour < count.against:
        return ("more_against",)
    return () if casting_vote and _chair_is_for(seats, votes) else ("tie",)


def outcome_gaps(outcome: Outcome | None, *, quorum: Sequence[str], carried: Sequence[str]) -> tuple[str, ...]:
    """Return why an item cannot end with this outcome. That there is no advice can always be said.

    `quorum` and `carried` are the reasons of the other rules; the votes are about the advice as it is written.
    """
    if outcome is None:
        return ("outcome_missing",)
    return () if outcome is Outcome.NO_ADVICE else (*quorum, *carried)


def reference_gaps(
    *, entity: str, of_unit: str | None, corrected: bool = False, allowed: Collection[str] = (), organ: str = ""
) -> tuple[str, ...]:
    """Return why the act of an organ does not fit a unit: entity_unknown, other_entity, other_organ or corrected.

    `entity` and `of_unit` are keys of legal entities; `allowed` the kinds of organ that count, empty for all.
    """
    reasons = []
    if of_unit is None:
        reasons.append("entity_unknown")
    elif of_unit != entity:
        reasons.append("other_entity")
    if allowed and organ not in allowed:
        reasons.append("other_organ")
    if corrected:
        reasons.append("corrected")
    return tuple(reasons)


def _chair_is_for(seats: Sequence[Seat], votes: Mapping[str, Choice]) -> bool:
    return any(seat.is_chair and seat.takes_part and votes.get(seat.key) is Choice.FOR for seat in seats)
