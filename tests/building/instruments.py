"""Assessments in every state, filled in by who may."""

from collections.abc import Iterable
from typing import Any

from roeland.assessments.instruments import queries, services
from roeland.assessments.models import Assessment
from roeland.organisation.models import Person
from roeland.register.models import Application
from roeland.rules.expanding import bare
from roeland.rules.questionnaire import Answer, Kind, Question

SMALL = {"likelihood_left": "small", "impact_left": "small"}


def begun(application: Application, actor: Person, instrument: str = "dpia") -> Assessment:
    return services.begin(application=application, instrument=instrument, actor=actor)


def a_row(assessment: Assessment, section: str, actor: Person) -> str:
    """The key of a new row."""
    return services.add_row(assessment=assessment, section=section, actor=actor).key


def said(assessment: Assessment, actor: Person, **answers: bool | int | str) -> None:
    """Answer these questions; `key` of a row goes after the code, with a dash: `{"ground-1a": "consent"}`."""
    services.save(assessment=assessment, answers={code: Answer(value) for code, value in answers.items()}, actor=actor)


def filled(
    application: Application,
    actor: Person,
    *,
    without: Iterable[str] = (),
    words: str = "Zo.",
    instrument: str = "dpia",
    **answers: bool | str,
) -> Assessment:
    """An instrument with an answer to everything; `answers` by the code of the question, in every row the same."""
    assessment = begun(application, actor, instrument)
    for section, found in assessment.form.groups.items():
        if found.repeat.at_least and section not in without and not queries.read(assessment).filled.parts[section]:
            a_row(assessment, section, actor)
    for _again in range(2):  # an answer can lead to another question
        services.save(assessment=assessment, answers=answered(assessment, actor, words, **answers), actor=actor)
    return assessment


def answered(assessment: Assessment, actor: Person, words: str = "Zo.", **answers: bool | str) -> dict[str, Answer]:
    """An answer to every question on which nothing was said yet."""
    found = queries.read(assessment)
    asked = [code for section in found.sections for code in found.silent(section.code)]
    by_code = found.filled.questionnaire.by_code
    return {code: _answer(by_code[code], actor, SMALL | answers, words) for code in asked}


def closed(application: Application, actor: Person, **answers: Any) -> Assessment:
    """A DPIA that waits for advice; `answers` as in `filled`."""
    return services.close(assessment=filled(application, actor, **answers), actor=actor)


def signed(application: Application, actor: Person, dpo: Person, head: Person, **answers: Any) -> Assessment:
    """A DPIA with the advice of the DPO and the signature of who is accountable."""
    row = closed(application, actor, **answers)
    services.advise(assessment=row, role="dpo", verdict="agreed", text="Goed zo.", actor=dpo)
    return services.sign(assessment=row, actor=head, seen=row.sha256, reasons="Nagelezen.")


def _answer(question: Question, actor: Person, answers: dict[str, bool | str], words: str) -> Answer:
    code = bare(question.code)
    if code in answers:
        return Answer(answers[code])
    values = {
        Kind.YES_NO: False,
        Kind.ONE_OF: question.options[0] if question.options else "",
        Kind.MANY_OF: question.options[:1],
        Kind.NUMBER: 100,
        Kind.DATE: "2026-12-02",
        Kind.LINK: "https://voorbeeld.test/dpia",
        Kind.PERSON: str(actor.pk),
        Kind.TABLE: (("Contract", "Archief"),),
    }
    return Answer(values.get(question.kind, words), complete=question.kind is Kind.MANY_OF)
