"""Answers as a machine hands them in: question code → value, checked as strictly as those of a form.

null is "I don't know". yes_no: true or false; one_of: an option; number: a whole number; texts: text.
many_of: a list of options, which is all there is; {"values": [...], "rest": "unknown"} when it may not be.
A question that is left out is not answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from roeland.rules.answering import BadAnswer, Problem, RawAnswer, answer
from roeland.rules.questionnaire import Answer, Kind, Question, Questionnaire


class Misfit(StrEnum):
    """What is wrong before a value can be looked at."""

    NO_QUESTION = "no_question"
    WRONG_TYPE = "wrong_type"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A key and what is wrong with it; `question` is None when there is no such question."""

    key: str
    problem: Misfit | Problem
    question: Question | None = None


class BadAnswers(ValueError):
    """Answers that do not fit the questionnaire; `wrong` holds every problem, in the order of the keys."""

    def __init__(self, wrong: tuple[Wrong, ...]) -> None:
        super().__init__(", ".join(f"{each.key}: {each.problem}" for each in wrong))
        self.wrong = wrong


def answers(questionnaire: Questionnaire, told: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers in what was told. Raises BadAnswers with every problem in it."""
    found: dict[str, Answer] = {}
    wrong: list[Wrong] = []
    for key, value in told.items():
        question = questionnaire.by_code.get(key)
        raw = raw_answer(question, value) if question is not None else None
        if question is None or raw is None:
            wrong.append(Wrong(key, Misfit.WRONG_TYPE if question else Misfit.NO_QUESTION, question))
            continue
        try:
            found[key] = answer(question, raw)
        except BadAnswer as bad:
            wrong.extend(Wrong(key, problem, question) for problem in bad.problems)
    if wrong:
        raise BadAnswers(tuple(wrong))
    return found


def raw_answer(question: Question, value: Any) -> RawAnswer | None:
    """The value as a form would send it; None when it is of a type that this question cannot have."""
    if value is None:
        return RawAnswer(unknown=True)
    if question.kind is Kind.MANY_OF:
        return _several(value)
    if question.kind is Kind.YES_NO:
        return RawAnswer(("yes" if value else "no",)) if isinstance(value, bool) else None
    if question.kind is Kind.NUMBER:
        return RawAnswer((str(value),)) if isinstance(value, int) and not isinstance(value, bool) else None
    return RawAnswer((value,)) if isinstance(value, str) else None


def _several(value: Any) -> RawAnswer | None:
    """A list is complete; an object says that the rest is not known."""
    rest_unknown = isinstance(value, dict)
    if rest_unknown:
        if set(value) != {"values", "rest"} or value["rest"] != "unknown":
            return None
        value = value["values"]
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        return None
    return RawAnswer(tuple(value), unknown=rest_unknown, complete=not rest_unknown)
