"""The answers of an intake in words: to check before sending, and what is still open."""

from dataclasses import dataclass
from typing import Any

from roeland.assessments import classifying
from roeland.assessments.wizard import Wizard
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.screen import question_label, say
from roeland.rules.questionnaire import NO_ANSWER
from roeland.rules.reading import Visibility


@dataclass(frozen=True)
class Line:
    """A question and its answer on the page to check."""

    code: str
    question: str
    answer: str
    given: bool
    unknown: bool


def answers_by_section(here: Wizard) -> list[dict[str, Any]]:
    """What was answered, step by step, for the page to check."""
    return [
        {
            "code": section.code,
            "title": here.label(section.code),
            "url": here.url(section.code),
            "lines": [_line(here, code) for code in here.codes(section)],
        }
        for section in here.sections
        if here.codes(section)
    ]


def open_codes(filled: sheets.Filled, roles: set[str], mine: set[str]) -> list[str]:
    """The questions that keep a finding open and that a person may answer: their part is in `mine`.

    With `roles` only those that these roles would know.
    """
    asked = classifying.judge(filled).outcome.open_questions
    return [
        each.question
        for each in asked
        if filled.questionnaire.role_of[each.question] in mine and (not roles or each.role in roles)
    ]


def said_before(filled: sheets.Filled, mine: set[str]) -> list[str]:
    """The questions in the part of these expert roles that are answered, and still asked."""
    return [
        code
        for code, shown in filled.visibility.items()
        if shown is Visibility.SHOWN and filled.questionnaire.role_of[code] in mine - {""} and code in filled.answers
    ]


def label(filled: sheets.Filled, code: str) -> str:
    """The question itself."""
    return question_label(filled.sheet.questionnaire, code)


def _line(here: Wizard, code: str) -> Line:
    answer = here.filled.answers.get(code, NO_ANSWER)
    return Line(code, label(here.filled, code), say(here.filled, code, answer), answer.given, answer.unknown)
