"""Who would know what an intake left open, and the tasks that ask them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from roeland.assessments.models import ANSWER_OPEN_QUESTION, Classification, Intake
from roeland.organisation.access import held_by
from roeland.organisation.models import Person
from roeland.organisation.queries import Holder, holder
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.models import Answer
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
    """The roles in which open questions wait for this person; empty when the person was not asked."""
    return set(_open_tasks(intake).filter(person=person).values_list("role", flat=True))


def answers_for(intake: Intake, person: Person) -> set[str]:
    """The roles whose part of the questions this person may answer: those held for the unit, and those asked of them.

    "" is the part of who reports, which everybody may answer who may fill in the intake.
    """
    unit = intake.application.unit
    held = {row.role for row in held_by(person) if row.unit_id is None or row.covers(unit)}
    return {"", *held, *roles_asked(intake, person)}


def ask_who_would_know(
    intake: Intake, classification: Classification, actor: Person | None, *, one_of_many: bool = False
) -> None:
    """Give who would know one task per role, with all its open questions; close the tasks that are no longer asked.

    `one_of_many`: many intakes are looked at in one go, so that people get one mail with all of it.
    """
    wanted = _by_role(intake, classification)
    for task in _open_tasks(intake).select_related("person"):
        if (task.role, task.person) not in wanted:
            work.done(task=task, actor=actor)
    for (role, person), questions in wanted.items():
        work.ask(
            kind=ANSWER_OPEN_QUESTION,
            person=person,
            subject=intake,
            actor=actor,
            role=role,
            detail="\n".join(question_label(classification.questionnaire, code) for code in questions),
            apart=True,
            one_of_many=one_of_many,
        )


def withdraw_earlier(intake: Intake, actor: Person | None) -> None:
    """Close what was asked about earlier intakes of the application: this one replaces them."""
    earlier = Intake.objects.filter(application=intake.application_id).exclude(pk=intake.pk)
    tasks = Task.objects.filter(organisation=intake.organisation_id, kind=ANSWER_OPEN_QUESTION, done_at=None)
    for task in tasks.filter(subject_id__in=list(earlier.values_list("pk", flat=True))):
        work.done(task=task, actor=actor)


def _open_tasks(intake: Intake) -> QuerySet[Task]:
    return Task.objects.filter(
        organisation=intake.organisation_id, subject_id=intake.pk, kind=ANSWER_OPEN_QUESTION, done_at=None
    )


def _by_role(intake: Intake, classification: Classification) -> dict[tuple[str, Person], list[str]]:
    """The open questions per role, with the person who holds it here; nobody at all gets none.

    Who holds the role and does not know either passes the question to who keeps the whole picture, once.
    """
    questions, rows = classification.open_questions, sheets.filled(intake.sheet).rows
    people = knowers(intake.application, [*(each["role"] for each in questions), STANDS_IN] if questions else [])
    found: dict[tuple[str, Person], list[str]] = {}
    for asked in questions:
        said = _did_not_know(intake, rows.get(asked["question"]))
        who = _next(people[asked["role"]], people[STANDS_IN], said)
        if who is not None:
            found.setdefault((asked["role"], who), []).append(asked["question"])
    return found


def _did_not_know(intake: Intake, row: Answer | None) -> UUID | None:
    """The key of who was asked later and said "I don't know"; None when nobody did."""
    sent = intake.sheet.submitted_at
    late = row is not None and sent is not None and row.answered_at > sent
    return row.answered_by_id if row is not None and late and row.unknown else None


def _next(holder_of_role: Holder | None, stands_in: Holder | None, did_not_know: UUID | None) -> Person | None:
    order = [holder.person for holder in (holder_of_role, stands_in) if holder]
    keys = [person.pk for person in order]
    start = keys.index(did_not_know) + 1 if did_not_know in keys else 0
    return next((person for person in order[start:] if person.pk != did_not_know), None)
