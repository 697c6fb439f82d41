"""Fill a demonstration organisation: applications are reported, their intakes answered, their gates decided."""

from typing import Any

from roeland.assessments import services as assessments
from roeland.content import shipped
from roeland.decisions import services as decisions
from roeland.decisions.models import GateRequest
from roeland.demo.people import Place
from roeland.demo.reading import UNKNOWN, ApplicationRow, Town
from roeland.organisation.models import Person, RoleHeld
from roeland.register import services as register
from roeland.register.models import Application, FieldOfUse
from roeland.rules.questionnaire import Answer, Kind, Question
from roeland.rules.reading import needed


class NotAnswered(Exception):
    """The YAML has no answer to a question that cannot be passed over, or one to a question that does not exist."""


class NobodyDecides(Exception):
    """The YAML has a decision that nobody in the organisation can take."""


def fill(town: Town, place: Place) -> None:
    """Let the people of the organisation report, answer, ask and decide, in the order of the YAML."""
    editor = RoleHeld.objects.filter(organisation=place.organisation, role="information_manager").first()
    for field in town.applications:
        for row in field.applications:
            application = _report(place, row)
            _place_in(place.fields_of_use[field.field_of_use], application, editor.person if editor else None)
            _tell_its_story(place, row, application)


def _report(place: Place, row: ApplicationRow) -> Application:
    return register.report(
        actor=place.people[row.reporter],
        name=row.name,
        purpose=row.purpose,
        unit=place.unit(row.unit),
        supplier=row.supplier,
        product=row.product,
        owner=place.person(row.owner),
        already_in_use=row.in_use,
    )


def _place_in(field: FieldOfUse, application: Application, editor: Person | None) -> None:
    if editor is not None:
        changes = {"field_of_use": field}
        register.edit_section(application=application, section="identity", changes=changes, actor=editor)


def _tell_its_story(place: Place, row: ApplicationRow, application: Application) -> None:
    reporter = place.people[row.reporter]
    if row.answers is not None:
        _fill_in(application, row, reporter)
    application.refresh_from_db()
    if row.request:
        decisions.request_gate(application=application, actor=reporter, leads_to=row.request)
    if row.decision:
        asked = GateRequest.objects.select_related("holder__organisation").get(application=application, closed_at=None)
        if asked.holder is None:
            raise NobodyDecides(application.name)
        decisions.decide(
            gate_request=asked,
            answer=row.decision.answer,
            reasons=row.decision.reasons,
            conditions=row.decision.conditions,
            actor=asked.holder,
        )


def _fill_in(application: Application, row: ApplicationRow, actor: Person) -> None:
    """Answer what the intake asks, one question after the other, as a person at the screen would."""
    intake = assessments.begin(application=application, actor=actor)
    said = row.answers or {}
    questionnaire, rules = shipped.questionnaire("intake"), shipped.classification()
    if strange := set(said) - {question.code for question in questionnaire.questions()}:
        raise NotAnswered(f"{application.name}: the intake does not know {', '.join(sorted(strange))}")
    answers: dict[str, Answer] = {}
    while codes := needed(questionnaire, answers, rules.conditions()):
        question = questionnaire.question(codes[0])
        if row.unfinished and question.code not in said:
            break
        answers[question.code] = spoken(question, said.get(question.code))
    assessments.save(intake=intake, answers=answers, actor=actor)
    if not row.unfinished:
        assessments.submit(intake=intake, actor=actor)


def spoken(question: Question, said: Any) -> Answer:
    """Return the answer that the YAML means; what it does not say is "none of these" or "no"."""
    if said == UNKNOWN:
        return Answer(unknown=True)
    if question.kind is Kind.MANY_OF:
        rest = said.get("rest") if isinstance(said, dict) else None
        values = said["values"] if isinstance(said, dict) else said or ()
        return Answer(value=tuple(values), unknown=rest == UNKNOWN, complete=rest != UNKNOWN)
    if said is None and question.kind is not Kind.YES_NO:
        raise NotAnswered(f"{question.code} has no answer")
    return Answer(value=bool(said) if question.kind is Kind.YES_NO else said)
