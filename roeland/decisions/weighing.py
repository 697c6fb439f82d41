"""What a decision does with each advice, and the conditions it sets: what is handed in, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roeland.decisions.hearing import Heard
from roeland.decisions.models import Advice, Condition, Decision, Weighing
from roeland.decisions.refusals import ConditionUnfinished, NotWeighed
from roeland.organisation.models import Person
from roeland.rules.hearing import Outcome, Said, Voice, weigh


@dataclass(frozen=True)
class Wanted:
    """A condition that a decision sets: its text, who meets it before when, and the advice it was taken from."""

    text: str
    owner: Person | None = None
    due: date | None = None
    advice: Advice | None = None


@dataclass(frozen=True)
class Words:
    """What the one who decides says of one inquiry: "followed", "deviated", "went_on" or "gap", and why."""

    outcome: str
    reason: str = ""


def weighed(
    heard: Sequence[Heard], said: Mapping[str, Words], conditions: Sequence[Wanted], *, opens: bool
) -> dict[str, Said]:
    """What the decision does with each voice, by key of the inquiry. Raises NotWeighed with what is wrong per key."""
    taken = {str(wanted.advice.inquiry_id) for wanted in conditions if wanted.advice}
    words = {key: Said(Outcome(one.outcome), one.reason.strip(), key in taken) for key, one in said.items()}
    done, wrong = weigh((one.voice for one in heard), words, opens=opens)
    if wrong:
        raise NotWeighed(wrong)
    return done


def must_be_finished(conditions: Iterable[Wanted]) -> None:
    """Each condition has words, an owner and a date. Raises ConditionUnfinished."""
    for wanted in conditions:
        if not (wanted.text.strip() and wanted.owner and wanted.due):
            raise ConditionUnfinished(wanted)


def keep(decision: Decision, heard: Sequence[Heard], done: Mapping[str, Said], reasons: str) -> list[Weighing]:
    """Keep what the decision does with each voice. An answer that opens nothing has one reason for all."""
    by_key = {one.key: one for one in heard}
    return Weighing.objects.bulk_create(
        Weighing(
            organisation_id=decision.organisation_id,
            decision=decision,
            inquiry=by_key[key].inquiry,
            advice=by_key[key].advice,
            outcome=said.outcome.value,
            reason=said.reason or ("" if said.outcome is Outcome.FOLLOWED else reasons),
        )
        for key, said in done.items()
    )


def set_conditions(decision: Decision, conditions: Iterable[Wanted]) -> list[Condition]:
    """Keep the conditions of a decision, each with its owner and date."""
    return Condition.objects.bulk_create(
        Condition(
            organisation_id=decision.organisation_id,
            decision=decision,
            text=wanted.text.strip(),
            advice=wanted.advice,
            owner=wanted.owner,
            due=wanted.due,
        )
        for wanted in conditions
    )


def voices(heard: Iterable[Heard]) -> tuple[Voice, ...]:
    """The voices alone, as the rules read them."""
    return tuple(one.voice for one in heard)
