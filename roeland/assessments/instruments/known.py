"""What is known already of an application, by share key: from other assessments, from the intake, from the register."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roeland.assessments.instruments import queries, showing
from roeland.assessments.models import Assessment, Classification
from roeland.assessments.queries import latest
from roeland.content import shipped
from roeland.questionnaires import queries as sheets
from roeland.register.models import Application
from roeland.register.sections import read as read_field
from roeland.rules.classification import State
from roeland.rules.questionnaire import TOLD, Answer, Kind, Question

FIELDS = {
    "purpose": "purpose",
    "affected": "affected",
    "oversight": "human_intervention",
    "weighing": "proportionality",
    "working": "methods_and_models",
    "legal_basis": "lawful_basis",
    "data_used": "source_data",
}
"""Share keys that a field of the register answers."""

FINDINGS = {
    "profiling": "profiling",
    "automated_decision": "automated-decision",
    "personal_data": "personal-data",
    "special_data": "special-categories",
    "employees_affected": "employees-affected",
}
"""Share keys of yes/no questions that a finding of the intake answers, when it is certain either way."""

SAYS = {State.CERTAIN.value: True, State.EXCLUDED.value: False}


@dataclass(frozen=True)
class Known:
    """An answer that somebody gave before: where, in words, with the way to it."""

    answer: Answer
    source: str
    label: str
    url: str

    @property
    def mark(self) -> str:
        return sheets.mark(self.answer)


def known(assessment: Assessment) -> dict[str, Known]:
    """Per share key what is known outside of this assessment; another assessment goes before intake and register."""
    application = assessment.application
    found = dict(_from_register(application))
    classification = latest(application)
    if classification is not None:
        found |= dict(_from_findings(classification))
    return found | dict(_from_assessments(assessment))


def fits(question: Question, answer: Answer) -> bool:
    """Whether an answer from elsewhere can be the answer to this question."""
    if question.kind is Kind.YES_NO:
        return isinstance(answer.value, bool)
    if question.kind is Kind.MANY_OF:
        return isinstance(answer.value, tuple) and set(answer.value) <= set(question.options)
    if question.kind is Kind.ONE_OF:
        return answer.value in question.options
    text = isinstance(answer.value, str) and question.kind in TOLD
    return text and len(str(answer.value)) <= question.max_length


def _from_register(application: Application) -> Iterator[tuple[str, Known]]:
    for share, field in FIELDS.items():
        value = read_field(application, field) if _has(application, field) else ""
        if isinstance(value, str) and value.strip():
            url = application.get_absolute_url()
            yield share, Known(Answer(value.strip()), f"register:{field}", _("the register"), url)


def _has(application: Application, field: str) -> bool:
    return hasattr(application, field) or hasattr(application, "description")


def _from_findings(classification: Classification) -> Iterator[tuple[str, Known]]:
    states = {finding.code: finding.state for finding in classification.concluded}
    for share, code in FINDINGS.items():
        if (said := SAYS.get(states.get(code, ""))) is not None:
            url = classification.get_absolute_url()
            yield share, Known(Answer(said), f"finding:{code}", _("the result of the intake"), url)


def _from_assessments(assessment: Assessment) -> Iterator[tuple[str, Known]]:
    """The newest answers of the other instruments; the one that was begun last wins."""
    newest = queries.newest(queries.of_application(assessment.application))
    others = [row for code, row in newest.items() if code != assessment.instrument]
    for row in sorted(others, key=lambda each: each.begun_at):
        shared = {question.code: question.share for question in row.form.questions() if question.share}
        given = sheets.filled(row.sheet, only=shared).answers
        for code, answer in given.items():
            if answer.value is not None and answer.value != ():
                label = f"{row.title}: {showing.words(row, code).label}"
                source = f"assessment:{row.instrument}:{code}"
                yield shared[code], Known(answer, source, label, row.get_absolute_url())


def shared_questions(assessment: Assessment) -> dict[str, Question]:
    """The questions outside of rows that something outside can answer, by their code."""
    sections = shipped.instrument(assessment.sheet.questionnaire).sections
    return {
        question.code: question for each in sections if not each.group for question in each.questions if question.share
    }
