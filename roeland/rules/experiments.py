"""An experiment: whether its plan is complete, whether it is over, and what it changed.

What nobody wrote down counts as missing; a figure about people is shown for five or more, and only once nobody can
answer any more, so that no answer can be told from the one before it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

SHOWN_FROM = 5  # answers
SCORES = (1, 2, 3, 4, 5)
QUESTIONS = ("meaningful", "variety", "control", "core_time", "pressure")
GO_ON = frozenset({"go_on", "adapt"})  # outcomes with which it goes on, until a new end


@dataclass(frozen=True)
class Plan:
    """What somebody wrote down before the experiment begins."""

    hypothesis: str = ""
    safeguards: str = ""
    max_people: int | None = None
    budget: Decimal | None = None  # euro
    hours: int | None = None
    starts: date | None = None
    ends_on: date | None = None
    measured: Collection[str] = ()  # the kinds of its measures


def plan_gaps(plan: Plan) -> tuple[str, ...]:
    """Return what a plan still misses; empty when it is complete.

    no_hypothesis, no_safeguards, no_group, no_means, no_start, no_end, ends_before_start or nothing_measured.
    """
    missing = {
        "no_hypothesis": not plan.hypothesis.strip(),
        "no_safeguards": not plan.safeguards.strip(),
        "no_group": not plan.max_people,
        "no_means": plan.budget is None and plan.hours is None,
        "no_start": plan.starts is None,
        "no_end": plan.ends_on is None,
        "ends_before_start": bool(plan.starts and plan.ends_on and plan.ends_on <= plan.starts),
        "nothing_measured": not plan.measured,
    }
    return tuple(code for code, misses in missing.items() if misses)


def is_over(ends_on: date | None, today: date) -> bool:
    """Say whether it must not go on without a decision: on its end date, or when it has none."""
    return ends_on is None or ends_on <= today


def conclusion_gaps(
    outcome: str, *, reason: str, lessons: int, ends_on: date | None, today: date, own: bool = False
) -> tuple[str, ...]:
    """Return why it cannot end like this: no_reason, no_lessons, no_new_end, end_in_the_past or own_experiment.

    own: who decides owns the application; nobody lets the own experiment go on. Stopping is always possible.
    """
    goes_on = outcome in GO_ON
    missing = {
        "no_reason": not reason.strip(),
        "no_lessons": not lessons and outcome != "stop",
        "no_new_end": goes_on and ends_on is None,
        "end_in_the_past": bool(goes_on and ends_on and ends_on <= today),
        "own_experiment": own and outcome != "stop",
    }
    return tuple(code for code, misses in missing.items() if misses)


@dataclass(frozen=True)
class Means:
    """What a round of the survey says: a mean per question, or why nothing is shown: still_open or too_few."""

    answers: int
    means: Mapping[str, Decimal]
    hidden: str = ""


def survey_means(counts: Mapping[tuple[str, int], int], *, answers: int, closed: bool) -> Means:
    """Return the mean per question of a round (one decimal); nothing below five answers or before it is closed.

    counts: how many gave each score (1 to 5) to each question.
    """
    if not closed or answers < SHOWN_FROM:
        return Means(answers, {}, "too_few" if closed else "still_open")
    return Means(answers, {question: _mean(question, counts) for question in QUESTIONS})


def difference(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """Return what changed; None while one of both is not known, since unknown is never nothing."""
    return None if before is None or after is None else after - before


def _mean(question: str, counts: Mapping[tuple[str, int], int]) -> Decimal:
    given = {score: counts.get((question, score), 0) for score in SCORES}
    number = sum(given.values())
    total = Decimal(sum(score * times for score, times in given.items()))
    return (total / number).quantize(Decimal("0.1")) if number else Decimal(0)
