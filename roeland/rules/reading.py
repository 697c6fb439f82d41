"""What follows from the answers: which questions are shown, which facts they give, which are still needed."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from roeland.rules.logic import FALSE, TRUE, Condition, Evaluation, Evaluations, Facts, Truth, Truths, Value
from roeland.rules.numbers import worked_out
from roeland.rules.questionnaire import (
    NO_ANSWER,
    NOTHING_GIVEN,
    Answers,
    Questionnaire,
    facts_from,
    question_of,
)


class Visibility(StrEnum):
    """Whether a question is asked; unknown while an earlier answer that decides it is open."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"


SHOWN, HIDDEN = Visibility.SHOWN, Visibility.HIDDEN


@dataclass(frozen=True, slots=True)
class Reading:
    """A questionnaire with its answers, read once: what is shown and what is known."""

    questionnaire: Questionnaire
    visibility: Mapping[str, Visibility]
    facts: Facts
    answers: Answers
    truths: Truths
    evaluations: Evaluations
    deciding: dict[str, frozenset[str]]

    def evaluate(self, condition: Condition) -> Evaluation:
        """What the condition comes to, with its reasons."""
        return condition.evaluate(self.facts, self.evaluations)

    def settling(self, open_facts: Iterable[str]) -> tuple[str, ...]:
        """The questions whose answer could settle these unknown facts, in the order of the questionnaire.

        For a question of which it is not known whether it is shown, those are the questions that decide that.
        """
        found = frozenset[str]().union(*map(self._deciding, set(map(question_of, open_facts))))
        return tuple(sorted(found, key=self.questionnaire.place_of.__getitem__)) if len(found) > 1 else tuple(found)

    def _deciding(self, code: str) -> frozenset[str]:
        """The questions that can settle the facts of this one: itself, or what decides whether it is shown."""
        if code not in self.deciding:
            self.deciding[code] = self._find_deciding(code)
        return self.deciding[code]

    def _find_deciding(self, code: str) -> frozenset[str]:
        question = self.questionnaire.by_code.get(code)
        if question is None:
            return frozenset()  # a fact that is given
        if self.visibility[code] is not Visibility.UNKNOWN or question.show_when is None:
            return frozenset({code})
        open_facts = self.evaluate(question.show_when).open
        return frozenset().union(*(self._deciding(question_of(fact)) for fact in open_facts))

    def needed(self, conditions: Iterable[Condition] | None, roles: Container[str] = ("",)) -> tuple[str, ...]:
        """The questions of these roles to ask still; see the function of this name."""
        silent = tuple(
            code
            for code, shown in self.visibility.items()
            if shown is Visibility.SHOWN
            and self.questionnaire.role_of[code] in roles
            and not self.answers.get(code, NO_ANSWER).given
        )
        if conditions is None:
            return silent
        settling = self.settling(self.open_facts(conditions))
        return tuple(code for code in silent if code in settling)

    def asked(self, conditions: Iterable[Condition] | None) -> tuple[str, ...]:
        """The questions for the screen of who fills it in; see the function of this name."""
        wanted = self.needed(conditions)
        return tuple(
            code
            for code, shown in self.visibility.items()
            if shown is Visibility.SHOWN
            and not self.questionnaire.role_of[code]
            and (code in wanted or self.answers.get(code, NO_ANSWER).given)
        )

    def open_facts(self, conditions: Iterable[Condition]) -> set[str]:
        """The unknown facts that keep any of these conditions open."""
        open_conditions = (c for c in conditions if c.truth(self.facts, self.truths) is Truth.UNKNOWN)
        return {fact for condition in open_conditions for fact in self.evaluate(condition).open}


def read(questionnaire: Questionnaire, answers: Answers, given: Facts = NOTHING_GIVEN) -> Reading:
    """Go through the questionnaire once, in its order: a question depends only on questions before it.

    given: the facts that the questionnaire says it is given; one that is missing is unknown.
    """
    visibility: dict[str, Visibility] = {}
    known: dict[str, Value] = {**questionnaire.unanswered, **given}
    truths: Truths = {}
    for code, question in questionnaire.by_code.items():
        shown = visibility[code] = (
            SHOWN if question.show_when is None else _visibility(question.show_when, known, truths)
        )
        if shown is HIDDEN:
            known.update(question.facts_when_hidden)
        elif shown is SHOWN and (answer := answers.get(code)) is not None:
            known.update(facts_from(question, answer))
    if questionnaire.numbers:
        known.update(worked_out(questionnaire.numbers, known, truths))
    return Reading(questionnaire, visibility, known, answers, truths, {}, {})


def flow(questionnaire: Questionnaire, answers: Answers, given: Facts = NOTHING_GIVEN) -> dict[str, Visibility]:
    """Whether each question is shown, in the order of the questionnaire."""
    return dict(read(questionnaire, answers, given).visibility)


def facts(questionnaire: Questionnaire, answers: Answers, given: Facts = NOTHING_GIVEN) -> dict[str, Value]:
    """What is known. A fact has a value only from an answered question that is known to be shown.

    A hidden question gives its `when_hidden`, else unknown; an answer that does not fit its question gives unknown.
    """
    return dict(read(questionnaire, answers, given).facts)


def open_questions(questionnaire: Questionnaire, answers: Answers, open_facts: Iterable[str]) -> tuple[str, ...]:
    """The questions whose answer could settle these unknown facts, in the order of the questionnaire."""
    return read(questionnaire, answers).settling(open_facts)


def needed(
    questionnaire: Questionnaire, answers: Answers, conditions: Iterable[Condition] | None = None
) -> tuple[str, ...]:
    """The questions to ask still: shown, nothing said yet, and able to change one of `conditions`.

    Only those of who fills the questionnaire in; the parts of other roles follow later. Without conditions every
    shown question is needed. "I don't know" is an answer: it is not asked again here.
    """
    return read(questionnaire, answers).needed(conditions)


def asked(
    questionnaire: Questionnaire, answers: Answers, conditions: Iterable[Condition] | None = None
) -> tuple[str, ...]:
    """The questions to put on the screen of who fills it in: shown, and either answered or needed."""
    return read(questionnaire, answers).asked(conditions)


def _visibility(condition: Condition, known: Facts, truths: Truths) -> Visibility:
    truth = condition.truth(known, truths)
    return SHOWN if truth is TRUE else HIDDEN if truth is FALSE else Visibility.UNKNOWN
