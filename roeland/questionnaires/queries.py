"""What stands on a sheet."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import QuerySet

from roeland.content import shipped
from roeland.questionnaires.models import Answer, Remark, Row, Sheet
from roeland.rules import expanding
from roeland.rules import questionnaire as rules
from roeland.rules.expanding import outer_row
from roeland.rules.logic import Facts
from roeland.rules.reading import Reading, Visibility, read

READ = ("question", "value", "unknown", "complete", "answered_by__name", "answered_at")
"""What is read of an answer: there can be hundreds on a sheet."""


@dataclass(frozen=True)
class Filled:
    """A sheet with its questionnaire and its answers, read in one query."""

    sheet: Sheet
    questionnaire: rules.Questionnaire
    rows: dict[str, Answer]
    parts: expanding.Rows = field(default_factory=dict)

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


def filled(sheet: Sheet, only: Iterable[str] | None = None) -> Filled:
    """The sheet as it is filled in now; a section that repeats stands there once for each of its rows.

    only: with the answers to these questions alone, for who does not need to know what follows from the others.
    """
    found = Answer.objects.filter(organisation=sheet.organisation_id, sheet=sheet).select_related("answered_by")
    found = found.only(*READ)
    rows = {row.question: row for row in (found if only is None else found.filter(question__in=tuple(only)))}
    parts = rows_of(sheet)
    return Filled(sheet, _expanded(sheet.questionnaire, _frozen(parts)), rows, parts)


def expanded(sheet: Sheet) -> rules.Questionnaire:
    """The questionnaire of the sheet with the rows that people added, without any answer."""
    return _expanded(sheet.questionnaire, _frozen(rows_of(sheet)))


def rows_of(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """The keys of the rows of each section that repeats, in their order; no query when none does.

    Those inside other rows follow the order of these.
    """
    groups = questionnaire_of(sheet).groups
    if not groups:
        return {}
    rows = Row.objects.filter(organisation=sheet.organisation_id, sheet=sheet, taken_away_at=None)
    found = list(rows.values_list("section", "key"))
    parts: dict[str, tuple[str, ...]] = {}
    for group, section in groups.items():
        mine = [key for of, key in found if of == group]
        outer = section.repeat.inside if section.repeat else ""
        if outer:  # with a row goes what stands in it
            place = {key: number for number, key in enumerate(parts.get(outer, ()))}
            mine = sorted((key for key in mine if outer_row(key) in place), key=lambda key: place[outer_row(key)])
        parts[group] = tuple(mine)
    return parts


def taken_away(sheet: Sheet, section: str) -> QuerySet[Row]:
    """The rows of a section that somebody took away, and that can come back."""
    rows = Row.objects.filter(organisation=sheet.organisation_id, sheet=sheet, section=section)
    return rows.filter(taken_away_at__isnull=False).select_related("taken_away_by")


def row_label(sheet: Filled, section: str, key: str, named_by: str = "") -> str:
    """What people call a row: the answer to the question that names it; "" as long as nobody gave it."""
    repeat = questionnaire_of(sheet.sheet).groups[section].repeat
    naming = named_by or (repeat.label if repeat else "")
    answer = sheet.answers.get(expanding.in_row(naming, key)) if naming else None
    return str(answer.value) if answer and answer.value else ""


def remarks_on(sheet: Sheet) -> list[Remark]:
    """What people said of its questions and is not settled, the first first, each with its replies."""
    rows = Remark.objects.filter(organisation=sheet.organisation_id, sheet=sheet)
    return list(rows.select_related("said_by", "to", "settled_by").order_by("said_at", "pk"))


Frozen = tuple[tuple[str, tuple[str, ...]], ...]


def _frozen(parts: expanding.Rows) -> Frozen:
    return tuple((section, tuple(keys)) for section, keys in parts.items())


@lru_cache(maxsize=256)
def _expanded(reference: str, parts: Frozen) -> rules.Questionnaire:
    whole = shipped.questionnaire(reference)
    return expanding.expanded(whole, dict(parts)) if parts else whole


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
    value: Any = answer.value
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        value = sorted(value)  # of options the order says nothing
    text = json.dumps([value, answer.unknown, answer.complete])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _settled(question: rules.Question, answer: rules.Answer) -> bool:
    if answer.unknown or not answer.given:
        return False
    return answer.complete or question.kind is not rules.Kind.MANY_OF


def _answer(row: Answer) -> rules.Answer:
    value = row.value
    if isinstance(value, list):
        value = tuple(tuple(each) if isinstance(each, list) else each for each in value)
    return rules.Answer(value, row.unknown, row.complete)
