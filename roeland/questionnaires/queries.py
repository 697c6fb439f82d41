"""What stands on a sheet."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from roeland.content import shipped
from roeland.questionnaires.models import Answer, Sheet
from roeland.rules import questionnaire as rules
from roeland.rules.logic import Facts
from roeland.rules.reading import Reading, Visibility, read


@dataclass(frozen=True)
class Filled:
    """A sheet with its questionnaire and its answers, read in one query."""

    sheet: Sheet
    questionnaire: rules.Questionnaire
    rows: dict[str, Answer]

    @cached_property
    def answers(self) -> dict[str, rules.Answer]:
        return {code: _answer(row) for code, row in self.rows.items()}

    @property
    def given(self) -> Facts:
        """What the organisation tells, and no question asks."""
        return {"jurisdiction": self.sheet.organisation.jurisdiction}

    @cached_property
    def reading(self) -> Reading:
        return read(self.questionnaire, self.answers, self.given)

    @property
    def visibility(self) -> Mapping[str, Visibility]:
        return self.reading.visibility

    @property
    def facts(self) -> Facts:
        return self.reading.facts


def questionnaire_of(sheet: Sheet) -> rules.Questionnaire:
    """The questionnaire in the version with which the sheet was started."""
    return shipped.questionnaire(sheet.questionnaire)


def filled(sheet: Sheet) -> Filled:
    """The sheet as it is filled in now."""
    rows = Answer.objects.filter(organisation=sheet.organisation_id, sheet=sheet).select_related("answered_by")
    return Filled(sheet, questionnaire_of(sheet), {row.question: row for row in rows})


def answers(sheet: Sheet) -> dict[str, rules.Answer]:
    """The answers on the sheet, per question."""
    return filled(sheet).answers


def facts(sheet: Sheet) -> Facts:
    """What is known from the sheet; None is unknown."""
    return filled(sheet).facts


def open_codes(sheet: Filled) -> tuple[str, ...]:
    """The questions on which somebody who knows can still say something: shown, and not fully answered."""
    return tuple(
        question.code
        for question in sheet.questionnaire.questions()
        if sheet.visibility[question.code] is Visibility.SHOWN
        and not _settled(question, sheet.answers.get(question.code, rules.NO_ANSWER))
    )


def mark(answer: rules.Answer) -> str:
    """A short mark of an answer, to see whether it changed; empty when nothing was said."""
    if not answer.given:
        return ""
    value = sorted(answer.value) if isinstance(answer.value, tuple) else answer.value
    text = json.dumps([value, answer.unknown, answer.complete])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _settled(question: rules.Question, answer: rules.Answer) -> bool:
    if answer.unknown or not answer.given:
        return False
    return answer.complete or question.kind is not rules.Kind.MANY_OF


def _answer(row: Answer) -> rules.Answer:
    value = tuple(row.value) if isinstance(row.value, list) else row.value
    return rules.Answer(value, row.unknown, row.complete)
