"""Impact assessments of the demonstration: filled in, talked about, advised on, signed."""

from typing import Any

from roeland.assessments.instruments import services
from roeland.assessments.models import Assessment
from roeland.demo import road_rows as rows
from roeland.demo.people import Place
from roeland.organisation.models import Person
from roeland.organisation.services import today
from roeland.register.models import Application
from roeland.rules.expanding import in_row
from roeland.rules.questionnaire import Answer, Kind
from roeland.rules.retention import months_later

UNKNOWN = "?"


def assess(place: Place, application: Application, step: rows.Assess) -> None:
    """Do with an assessment what the YAML says, in its order."""
    actor = place.people[step.by]
    made = services.begin(application=application, instrument=step.instrument, actor=actor)
    _fill(place, made, step, actor)
    for section, key in step.ask.items():
        services.ask(assessment=made, section=section, person=place.people[key], actor=actor)
    for section in step.ready:
        services.ready(assessment=made, section=section, actor=actor)
    for said in step.remarks:
        _remark(place, made, said)
    if step.signed_by:
        _sign(place, made, step, actor)


def _fill(place: Place, made: Assessment, step: rows.Assess, actor: Person) -> None:
    kinds = {question.code: question.kind for section in made.form.sections for question in section.questions}
    given = dict(step.answers)
    keys: dict[str, list[str]] = {}
    for section, several in step.rows.items():
        keys[section] = [services.add_row(assessment=made, section=section, actor=actor).key for _row in several]
        for key, row in zip(keys[section], several, strict=True):
            given |= {in_row(code, key): value for code, value in row.items()}
    named = {label: key for section in keys for key, label in _labels(made, section, keys[section], given)}
    answers = {code: _answer(place, kinds[code.partition("-")[0]], value, named) for code, value in given.items()}
    services.save(assessment=made, answers=answers, actor=actor)


def _labels(made: Assessment, section: str, keys: list[str], given: dict[str, Any]) -> list[tuple[str, Any]]:
    repeat = made.form.groups[section].repeat
    return [(key, given.get(in_row(repeat.label, key))) for key in keys] if repeat else []


def _answer(place: Place, kind: Kind, value: Any, named: dict[Any, str]) -> Answer:
    """An answer as the YAML writes it: a row by its label, a person by their key, a table as lists."""
    if value == UNKNOWN:
        return Answer(unknown=True)
    if kind is Kind.MANY_OF:
        return Answer(tuple(named.get(each, each) for each in value), complete=True)
    if kind is Kind.PERSON:
        return Answer(str(place.people[value].pk))
    if kind is Kind.TABLE:
        return Answer(tuple(tuple(row) for row in value))
    return Answer(value)


def _remark(place: Place, made: Assessment, said: rows.RemarkRow) -> None:
    services.remark(
        assessment=made,
        question=said.question,
        text=said.text,
        proposal=said.proposal,
        to=place.people[said.to] if said.to else None,
        actor=place.people[said.by],
    )


def _sign(place: Place, made: Assessment, step: rows.Assess, actor: Person) -> None:
    row = services.close(assessment=made, actor=actor)
    for opinion in step.advice:
        told = {"role": opinion.role, "verdict": opinion.verdict, "text": opinion.text}
        services.advise(assessment=row, actor=place.people[opinion.by], **told)
    services.sign(
        assessment=row,
        actor=place.people[step.signed_by],
        seen=row.sha256,
        answers=step.answered,
        reasons=step.reasons,
        review_on=months_later(today(), made.form.review_months),
    )
