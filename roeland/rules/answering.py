"""From what a form sends to an answer, or to the codes of what is wrong with it."""

from dataclasses import dataclass
from enum import StrEnum

from roeland.rules.questionnaire import Answer, Kind, Question

MAX_DIGITS = 12


class Problem(StrEnum):
    """What is wrong with a raw answer; the text of each code stands with the form."""

    REQUIRED = "required"
    CONTRADICTION = "contradiction"
    NOT_AN_OPTION = "not_an_option"
    ONE_ONLY = "one_only"
    SAY_IF_COMPLETE = "say_if_complete"
    NOT_A_NUMBER = "not_a_number"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What came in: the values as sent ("yes"/"no" for yes_no), and whether one said unknown or complete."""

    values: tuple[str, ...] = ()
    unknown: bool = False
    complete: bool = False


class BadAnswer(ValueError):
    """A raw answer that does not fit its question; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def problems(question: Question, raw: RawAnswer) -> tuple[Problem, ...]:
    """What is wrong with the raw answer, in codes; empty means that `answer` will take it."""
    values = tuple(value.strip() for value in raw.values if value.strip())
    if question.kind is Kind.MANY_OF:
        return _many_problems(question, values, raw)
    if raw.unknown:
        return (Problem.CONTRADICTION,) if values else ()
    if not values:
        return (Problem.REQUIRED,)
    if len(values) > 1:
        return (Problem.ONE_ONLY,)
    return _value_problems(question, values[0])


def answer(question: Question, raw: RawAnswer) -> Answer:
    """The answer that the raw answer stands for. Raises BadAnswer with every problem in it."""
    if wrong := problems(question, raw):
        raise BadAnswer(wrong)
    values = tuple(value.strip() for value in raw.values if value.strip())
    if question.kind is Kind.MANY_OF:
        return Answer(tuple(o for o in question.options if o in values), raw.unknown, raw.complete)
    if raw.unknown:
        return Answer(unknown=True)
    return Answer(_value(question, values[0]))


def _many_problems(question: Question, values: tuple[str, ...], raw: RawAnswer) -> tuple[Problem, ...]:
    found = [Problem.NOT_AN_OPTION] if not set(values) <= set(question.options) else []
    if raw.unknown and raw.complete:
        found.append(Problem.CONTRADICTION)
    if not (raw.unknown or raw.complete):
        found.append(Problem.SAY_IF_COMPLETE if values else Problem.REQUIRED)
    return tuple(found)


def _value_problems(question: Question, value: str) -> tuple[Problem, ...]:
    if question.kind is Kind.NUMBER:
        return _number_problems(question, value)
    if question.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return (Problem.TOO_LONG,) if len(value) > question.max_length else ()
    options = ("yes", "no") if question.kind is Kind.YES_NO else question.options
    return () if value in options else (Problem.NOT_AN_OPTION,)


def _number_problems(question: Question, value: str) -> tuple[Problem, ...]:
    digits = value.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MAX_DIGITS):
        return (Problem.NOT_A_NUMBER,)
    if int(value) < question.minimum:
        return (Problem.TOO_LOW,)
    if question.maximum is not None and int(value) > question.maximum:
        return (Problem.TOO_HIGH,)
    return ()


def _value(question: Question, value: str) -> bool | int | str:
    if question.kind is Kind.YES_NO:
        return value == "yes"
    return int(value) if question.kind is Kind.NUMBER else value
