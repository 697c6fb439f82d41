"""The intakes of a demonstration: who reports answers first, then the roles that are asked."""

from typing import Any

from roeland.assessments import asking
from roeland.assessments import services as assessments
from roeland.assessments.models import Classification, Intake
from roeland.content import shipped
from roeland.demo.reading import UNKNOWN, ApplicationRow
from roeland.organisation.models import Person
from roeland.register.models import Application
from roeland.rules.questionnaire import Answer, Kind, Question
from roeland.rules.reading import needed


class NotAnswered(Exception):
    """The YAML has no answer to a question that cannot be passed over, or one to a question that nobody asks."""


def fill_in(application: Application, row: ApplicationRow, actor: Person) -> None:
    """Answer what the intake asks of who reports; send it, and let the experts answer, unless it is unfinished."""
    intake = assessments.begin(application=application, actor=actor)
    assessments.save(intake=intake, answers=_answers(row), actor=actor)
    if not row.unfinished:
        found = assessments.submit(intake=intake, actor=actor)
        _hear_experts(intake, found, row)


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


def _answers(row: ApplicationRow) -> dict[str, Answer]:
    """One question after the other, as far as the intake asks on."""
    questionnaire, rules = shipped.questionnaire("intake"), shipped.classification()
    said = row.answers or {}
    if strange := set(said) - set(questionnaire.by_code):
        raise NotAnswered(f"{row.name}: the intake does not know {', '.join(sorted(strange))}")
    answers: dict[str, Answer] = {}
    while codes := needed(questionnaire, answers, rules.conditions()):
        question = questionnaire.question(codes[0])
        if row.unfinished and question.code not in said:
            break
        answers[question.code] = spoken(question, said.get(question.code))
    return answers


def _hear_experts(intake: Intake, found: Classification, row: ApplicationRow) -> None:
    """Let each role say at once what it knows, in the order of the intake; an answer may lead to a new question."""
    left = dict(row.experts)
    questionnaire = shipped.questionnaire(found.questionnaire)
    while codes := _turn(found, left):
        answers = {code: spoken(questionnaire.question(code), left.pop(code)) for code in codes}
        actor = _who_answers(intake, questionnaire.who_knows(codes[0]))
        _saved, fresh = assessments.settle(intake=intake, answers=answers, actor=actor)
        found = fresh or found
    if left:
        raise NotAnswered(f"{row.name}: nobody asks {', '.join(left)}")


def _turn(found: Classification, left: dict[str, Any]) -> list[str]:
    """The questions that the next role answers; empty when nobody has anything left to say."""
    asked: dict[str, list[str]] = {}
    for each in found.open_questions:
        if each["question"] in left:
            asked.setdefault(each["role"], []).append(each["question"])
    roles = [section.role for section in shipped.questionnaire(found.questionnaire).sections if section.role]
    return next((asked[role] for role in (*roles, *asked) if role in asked), [])


def _who_answers(intake: Intake, role: str) -> Person:
    """Who holds the role there, or who keeps the whole picture."""
    people = asking.knowers(intake.application, (role, asking.STANDS_IN))
    holder = people[role] or people[asking.STANDS_IN]
    if holder is None:
        raise NotAnswered(f"{intake.application.name}: nobody is {role}")
    return holder.person
