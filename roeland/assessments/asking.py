"""Who would know what an intake left open, and the tasks that ask them."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from roeland.assessments import queries
from roeland.assessments.models import ANSWER_OPEN_QUESTION, Classification, Intake
from roeland.organisation.models import Person
from roeland.organisation.queries import Holder, holder
from roeland.questionnaires.screen import question_label
from roeland.register.models import Application
from roeland.work import services as work
from roeland.work.models import Task

STANDS_IN = "information_manager"
"""Keeps the whole picture, and gets the questions of a role that nobody holds."""


def knowers(application: Application, roles: Iterable[str]) -> dict[str, Holder | None]:
    """Who holds each of these roles for this application; None where nobody does."""
    today = timezone.localdate()
    wanted = dict.fromkeys(role for role in roles if role)
    return {role: holder(application.organisation, role, application.unit, today) for role in wanted}


def roles_asked(intake: Intake, person: Person) -> set[str]:
    """The roles whose open questions wait for this person; empty when the person was not asked."""
    classification = queries.latest(intake.application)
    if classification is None or not _open_tasks(intake).filter(person=person).exists():
        return set()
    return set(_by_person(intake.application, classification).get(person, {}))


def ask_who_would_know(intake: Intake, classification: Classification, actor: Person) -> None:
    """Give a task to who would know each open question, and close the tasks of who is no longer asked."""
    wanted = _by_person(intake.application, classification)
    for task in _open_tasks(intake).select_related("person"):
        if task.person not in wanted:
            work.done(task=task, actor=actor)
    for person, by_role in wanted.items():
        questions = [question for asked in by_role.values() for question in asked]
        work.ask(
            kind=ANSWER_OPEN_QUESTION,
            person=person,
            subject=intake,
            actor=actor,
            role=next(iter(by_role)),
            detail="\n".join(question_label(classification.questionnaire, code) for code in questions),
        )


def withdraw_earlier(intake: Intake, actor: Person) -> None:
    """Close what was asked about earlier intakes of the application: this one replaces them."""
    earlier = Intake.objects.filter(application=intake.application_id).exclude(pk=intake.pk)
    tasks = Task.objects.filter(organisation=intake.organisation_id, kind=ANSWER_OPEN_QUESTION, done_at=None)
    for task in tasks.filter(subject_id__in=list(earlier.values_list("pk", flat=True))):
        work.done(task=task, actor=actor)


def _open_tasks(intake: Intake) -> QuerySet[Task]:
    return Task.objects.filter(
        organisation=intake.organisation_id, subject_id=intake.pk, kind=ANSWER_OPEN_QUESTION, done_at=None
    )


def _by_person(application: Application, classification: Classification) -> dict[Person, dict[str, list[str]]]:
    """The open questions per person who would know, and per role in which; nobody at all gets none."""
    by_role: dict[str, list[str]] = {}
    for asked in classification.open_questions:
        by_role.setdefault(asked["role"], []).append(asked["question"])
    people = knowers(application, [*by_role, STANDS_IN] if by_role else [])
    found: dict[Person, dict[str, list[str]]] = {}
    for role, questions in by_role.items():
        if who := people.get(role) or people[STANDS_IN]:
            found.setdefault(who.person, {})[role] = questions
    return found
