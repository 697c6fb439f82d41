"""How an obligation of one application stands, and why somebody cannot say that it stands so.

What nobody said counts as open; what nobody showed is not met. A duty in law cannot be accepted away: only own policy
can, by who is accountable, and until a date.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roeland.rules.obligations import Category


class Standing(StrEnum):
    """What was said of it last."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"
    ACCEPTED = "accepted"


TO_DO = frozenset({Standing.OPEN, Standing.UNDER_WAY})
"""What still has to be done."""
OWN_POLICY = frozenset({Category.POLICY})
"""What an organisation asked of itself. Everything else is a duty in law."""


@dataclass(frozen=True)
class Said:
    """What somebody wants to say of it; `until` only counts for a risk that is accepted."""

    standing: Standing
    reason: str = ""
    until: date | None = None


def standing_gaps(
    said: Said, *, category: Category, evidence: int, today: date, voluntary: bool = False
) -> tuple[str, ...]:
    """Return why it cannot be said; empty when it can. evidence: how many pieces of evidence hold today.

    no_reason, no_evidence, duty_in_law, no_until or until_past.
    """
    accepted = said.standing is Standing.ACCEPTED
    explained = accepted or said.standing is Standing.NOT_APPLICABLE
    gaps = {
        "duty_in_law": accepted and not voluntary and category not in OWN_POLICY,
        "no_reason": explained and not said.reason.strip(),
        "no_evidence": said.standing is Standing.MET and evidence < 1,
        "no_until": accepted and said.until is None,
        "until_past": accepted and said.until is not None and said.until <= today,
    }
    return tuple(code for code, there in gaps.items() if there)


def falls_back(standing: Standing, *, until: date | None, evidence: int, today: date) -> bool:
    """Say whether what was said holds no longer: the term of an acceptance is over, or no evidence holds any more."""
    if standing is Standing.ACCEPTED:
        return until is None or until < today
    return standing is Standing.MET and evidence < 1


def is_late(standing: Standing, *, certain: bool, applies_from: date, today: date, voluntary: bool = False) -> bool:
    """Say whether it should have been met by now. What is only possible, or only encouraged, is never late."""
    return certain and not voluntary and standing in TO_DO and applies_from <= today
