"""A use outside every frame becomes an intake, filled in with what the quick check already knows."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from roeland.assessments import reporting, services
from roeland.assessments.models import Intake
from roeland.assessments.quick import checking
from roeland.assessments.quick.checking import NONE, Asked
from roeland.assessments.reporting import Apart
from roeland.organisation.models import Person
from roeland.questionnaires import queries as sheets
from roeland.register import services as register
from roeland.rules.questionnaire import Answer, Kind, Question, Questionnaire

BESIDE = _("Falls outside what the tool is approved for.")


@transaction.atomic
def report_use(*, asked: Asked, apart: Apart, actor: Person, **described: Any) -> Intake:
    """Report the use (fields as in `services.report`), and begin its intake with the answers that are known.

    A use that falls outside an approved tool stands beside that tool. Raises LooksLike as `reporting.report`.
    """
    tool = asked.application
    beside = {tool.pk} if tool else frozenset()
    intake = reporting.report(actor=actor, apart=apart, beside=beside, **described)
    if tool:
        register.put_beside(application=intake.application, other=tool, reason=str(BESIDE), actor=actor)
    if known := known_answers(asked, sheets.questionnaire_of(intake.sheet)):
        services.save(intake=intake, answers=known, actor=actor)
    return intake


def known_answers(asked: Asked, questionnaire: Questionnaire) -> dict[str, Answer]:
    """What the quick check tells this questionnaire; many-of answers stay open for more."""
    found: dict[str, list[bool | str]] = {}
    for code, value in _told(asked):
        found.setdefault(code, []).append(value)
    questions = {question.code: question for question in questionnaire.questions()}
    answers = {code: _answer(questions[code], values) for code, values in found.items() if code in questions}
    return {code: answer for code, answer in answers.items() if answer.given}


def _told(asked: Asked) -> Iterator[tuple[str, bool | str]]:
    check = checking.check()
    if set(asked.inputs) == {NONE}:
        yield from check.nothing.items()
    for each in check.inputs:
        if each.code in asked.inputs:
            yield from each.answers.items()
    for purpose in check.purposes:
        if purpose.code == asked.purpose and not (asked.inputs == (NONE,) and purpose.about_people):
            yield from purpose.answers.items()


def _answer(question: Question, values: list[bool | str]) -> Answer:
    if question.kind is Kind.MANY_OF:
        return Answer(tuple(dict.fromkeys(value for value in values if value in question.options)))
    fits = (True, False) if question.kind is Kind.YES_NO else question.options
    return Answer(values[0]) if values[0] in fits else Answer()
