"""From what a form sends to an answer, or to the codes of what is wrong with it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from roeland.rules.questionnaire import Answer, Kind, Question

MAX_DIGITS = 12
MAX_ROWS = 100
"""How many rows the table of one answer has at most."""


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
    NOT_A_DATE = "not_a_date"
    NOT_A_LINK = "not_a_link"
    NOT_A_PERSON = "not_a_person"
    TOO_MANY_ROWS = "too_many_rows"
    NOT_A_FILE = "not_a_file"
    NOT_TEXT = "not_text"


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What came in: the values as sent ("yes"/"no" for yes_no, the cells of a table row by row), and whether one said
    unknown or complete.
    """

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
    if question.kind is Kind.TABLE:
        return _table_problems(question, table_rows(question, raw.values))
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
    if question.kind is Kind.TABLE:
        return Answer(table_rows(question, raw.values))
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
    if question.kind in _WRITTEN:
        return _written_problems(question, value)
    options = ("yes", "no") if question.kind is Kind.YES_NO else question.options
    return () if value in options else (Problem.NOT_AN_OPTION,)


def table_rows(question: Question, cells: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The rows of a table from its cells; rows in which nothing stands are left out."""
    wide = max(1, len(question.columns))
    rows = (tuple(cell.strip() for cell in cells[at : at + wide]) for at in range(0, len(cells), wide))
    return tuple((*row, *[""] * (wide - len(row))) for row in rows if any(row))


def _table_problems(question: Question, rows: tuple[tuple[str, ...], ...]) -> tuple[Problem, ...]:
    cells = [cell for row in rows for cell in row]
    if any(len(cell) > question.max_length for cell in cells):
        return (Problem.TOO_LONG,)
    if not all(map(_is_text, cells)):
        return (Problem.NOT_TEXT,)
    return (Problem.TOO_MANY_ROWS,) if len(rows) > MAX_ROWS else ()


def _written_problems(question: Question, value: str) -> tuple[Problem, ...]:
    fits, problem = _WRITTEN[question.kind]
    if len(value) > question.max_length:
        return (Problem.TOO_LONG,)
    return () if fits(value) else (problem,)


def _is_text(value: str) -> bool:
    """No signs that a database or a document cannot hold."""
    return "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _is_date(value: str) -> bool:
    with suppress(ValueError):
        return date.fromisoformat(value).isoformat() == value
    return False


def _is_link(value: str) -> bool:
    with suppress(ValueError):
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, value))
    return False


def _is_key(value: str) -> bool:
    with suppress(ValueError):
        return str(UUID(value)) == value
    return False


_WRITTEN: dict[Kind, tuple[Callable[[str], bool], Problem]] = {
    Kind.TEXT: (_is_text, Problem.NOT_TEXT),
    Kind.LONG_TEXT: (_is_text, Problem.NOT_TEXT),
    Kind.DATE: (_is_date, Problem.NOT_A_DATE),
    Kind.LINK: (_is_link, Problem.NOT_A_LINK),
    Kind.PERSON: (_is_key, Problem.NOT_A_PERSON),
    Kind.FILE: (_is_key, Problem.NOT_A_FILE),
}


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
