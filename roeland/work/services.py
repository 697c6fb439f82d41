"""Verbs of work: ask somebody to do something, note that it is done, tell people, read a message."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from roeland.organisation.access import NotPermitted, same_organisation
from roeland.organisation.models import Person
from roeland.work import mail, mailing, notices, reminding
from roeland.work.models import MailChoice, Message, Subject, Task

When = MailChoice.When


@transaction.atomic
def ask(
    *,
    kind: str,
    person: Person | None,
    subject: Subject,
    actor: Person | None,
    role: str = "",
    detail: str = "",
    due: date | None = None,
    apart: bool = False,
    one_of_many: bool = False,
) -> Task:
    """Give `person` a task about `subject`, once: an open task of this kind gets the new detail and date.

    `apart`: once per role, for somebody who is asked in more than one. `kind` is a code of the document `notices`;
    without a person the task waits for whoever gets the `role`. The person gets a mail, unless they ask themselves;
    when it is `one_of_many`, one mail within a minute with all that they are asked.
    Raises UnknownNotice or OtherOrganisation.
    """
    notices.task_kind(kind)
    same_organisation(actor, person, subject)
    open_tasks = _open_about(subject).filter(kind=kind, person=person, **({"role": role} if apart else {}))
    task = person and open_tasks.select_for_update().first()
    if task:
        return _renew(task, role, detail, due)
    remind_on = _first_reminder(due, person or subject)
    task = _task(kind, person, subject, actor, role=role, detail=detail, due=due, remind_on=remind_on)
    if person and person != actor:
        if one_of_many:
            task.mail_at = _mail_of_many(person, task.asked_at)
        else:
            _mail(task, person, subject)
    task.save(force_insert=True)
    return task


@transaction.atomic
def ask_many(
    *, kind: str, person: Person | None, subjects: Iterable[Subject], actor: Person | None, role: str = ""
) -> int:
    """Give `person` a task without a date about each of these subjects, with few queries; return how many are new.

    Who wants mail at once gets one with all of them, within a minute. Raises UnknownNotice or OtherOrganisation.
    """
    notices.task_kind(kind)
    about = {subject.pk: subject for subject in subjects}
    same_organisation(actor, person, *about.values())
    same = Task.objects.filter(kind=kind, person=person, role=role, subject_id__in=list(about), done_at=None)
    asked, now = set(same.values_list("subject_id", flat=True)), timezone.now()
    at = _mail_of_many(person, now) if person and person != actor else None
    new = [one for key, one in about.items() if key not in asked]
    tasks = [_task(kind, person, one, actor, role=role, asked_at=now, mail_at=at) for one in new]
    return len(Task.objects.bulk_create(tasks, batch_size=500))


@dataclass(frozen=True)
class Ask:
    """A task to give: to whom, about what, in which role, by when."""

    kind: str
    person: Person
    subject: Subject
    role: str = ""
    due: date | None = None


@transaction.atomic
def ask_together(*, asks: Iterable[Ask], actor: Person | None) -> int:
    """Give all these tasks with few queries, each with its mail as the person chose; return how many.

    For things about which nobody was asked anything before: open tasks are not looked for. Raises UnknownNotice or
    OtherOrganisation.
    """
    wanted = list(asks)
    same_organisation(actor, *(one.person for one in wanted), *(one.subject for one in wanted))
    now, choices = timezone.now(), mailing.choices_of(one.person for one in wanted)
    made = []
    for one in wanted:
        notices.task_kind(one.kind)
        remind_on = _first_reminder(one.due, one.subject)
        values = {"role": one.role, "due": one.due, "remind_on": remind_on, "asked_at": now}
        task = _task(one.kind, one.person, one.subject, actor, **values)
        if one.person != actor:
            _mail(task, one.person, one.subject, choices[one.person.pk])
        made.append(task)
    return len(Task.objects.bulk_create(made))


@transaction.atomic
def pass_on(*, task: Task, person: Person | None, actor: Person | None) -> Task:
    """Give an open task to somebody else; without a person it waits for whoever gets its role.

    Who already has the same task keeps one. Raises OtherOrganisation.
    """
    same_organisation(actor, task, person)
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.done_at is not None or task.person_id == (person.pk if person else None):
        return task
    same = Task.objects.filter(kind=task.kind, role=task.role, subject_id=task.subject_id, done_at=None)
    if person and same.filter(person=person).exists():
        task.done_at, task.done_by = timezone.now(), actor
    else:
        task.person, task.mail_at = person, None
        if person and person != actor:
            _mail(task, person, task.subject)
    task.save()
    return task


@transaction.atomic
def done(
    *,
    actor: Person | None,
    task: Task | None = None,
    subject: Subject | None = None,
    kind: str = "",
    person: Person | None = None,
    role: str = "",
) -> int:
    """Note that a task is done, or every open task about `subject` (of this `kind`, this person, this role).

    Return how many were. Raises OtherOrganisation.
    """
    same_organisation(actor, task, subject)
    tasks = Task.objects.filter(pk=task.pk, done_at=None) if task else _open_about(subject)
    wanted = {"kind": kind, "person": person, "role": role}
    tasks = tasks.filter(**{name: value for name, value in wanted.items() if value})
    return tasks.update(done_at=timezone.now(), done_by=actor)


@transaction.atomic
def tell(*, code: str, persons: Iterable[Person], subject: Subject, actor: Person | None) -> list[Message]:
    """Tell each person once, by a message, and by mail as each of them chose.

    Raises UnknownNotice or OtherOrganisation.
    """
    notices.must_be_message(code)
    told = list({person.pk: person for person in persons}.values())
    same_organisation(actor, subject, *told)
    now, choices = timezone.now(), mailing.choices_of(told)
    when = {person.pk: mailing.when(code, choices[person.pk]) for person in told}
    _share_organisation([person for person in told if when[person.pk] == When.DAILY])
    messages = Message.objects.bulk_create(
        Message(
            organisation_id=subject.organisation_id,
            person=person,
            code=code,
            subject=subject,
            actor=actor,
            at=now,
            mail_at=mailing.moment(when[person.pk], choices[person.pk], now, person),
        )
        for person in told
    )
    for person in told:
        if when[person.pk] == When.AT_ONCE:
            mail.queue(person=person, code=code, subject=subject)
    return messages


@transaction.atomic
def tell_many(*, code: str, person: Person, subjects: Iterable[Subject], actor: Person | None) -> int:
    """Tell a person the same about each of these subjects, with few queries; return how many messages there are.

    Who wants mail at once gets one with all of them, within a minute. Raises UnknownNotice or OtherOrganisation.
    """
    notices.must_be_message(code)
    about = list({subject.pk: subject for subject in subjects}.values())
    same_organisation(actor, person, *about)
    now, choice = timezone.now(), mailing.choices_of([person])[person.pk]
    when = mailing.when(code, choice)
    at = now if when == When.AT_ONCE else mailing.moment(when, choice, now, person)
    same = {"organisation_id": person.organisation_id, "person": person, "code": code, "actor": actor, "at": now}
    told = [Message(**same, subject=one, mail_at=at) for one in about]
    return len(Message.objects.bulk_create(told, batch_size=500))


@transaction.atomic
def read(*, message: Message, actor: Person) -> None:
    """Note that the person has read a message; the first time counts. Raises NotPermitted for another's message."""
    if message.person_id != actor.pk:
        raise NotPermitted("work.own", actor)
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def read_all(*, actor: Person) -> int:
    """Note that the person has read all messages; return how many were new."""
    unread = Message.objects.filter(organisation_id=actor.organisation_id, person=actor, read_at=None)
    return unread.update(read_at=timezone.now())


def _first_reminder(due: date | None, thing: Any) -> date | None:
    """The day of the first reminder; `thing` is of the organisation whose working days count."""
    return reminding.first_day(due, timezone.localdate(), thing.organisation.working_days) if due else None


def _task(kind: str, person: Person | None, subject: Any, actor: Person | None, **values: Any) -> Task:
    values = {"asked_at": timezone.now()} | values
    organisation = subject.organisation_id
    return Task(organisation_id=organisation, kind=kind, person=person, subject=subject, asked_by=actor, **values)


def _share_organisation(persons: list[Person]) -> None:
    """Let persons of one organisation hold the same one, so that its working days are read once."""
    for person in persons:
        person.organisation = persons[0].organisation


def _renew(task: Task, role: str, detail: str, due: date | None) -> Task:
    if task.due != due:
        task.remind_on = _first_reminder(due, task)
    task.role, task.detail, task.due = role, detail, due
    task.save()
    return task


def _mail(task: Task, person: Person, subject: Any, known: MailChoice | None = None) -> None:
    """Mail a task at once, or put it in the daily mail, as the person chose."""
    choice = known or mailing.choices_of([person])[person.pk]
    task.mail_at = mailing.moment(choice.blocking, choice, timezone.now(), person)
    if choice.blocking == When.AT_ONCE:
        mail.queue(person=person, code=task.kind, subject=subject, detail=task.detail)


def _mail_of_many(person: Person, now: datetime) -> datetime | None:
    """When many tasks are mailed together: those wanted at once with the next tick, the rest in the daily mail."""
    choice = mailing.choices_of([person])[person.pk]
    return now if choice.blocking == When.AT_ONCE else mailing.moment(choice.blocking, choice, now, person)


def _open_about(subject: Any) -> models.QuerySet[Task]:
    return Task.objects.filter(
        organisation_id=subject.organisation_id,
        subject_id=subject.pk,
        subject_type=ContentType.objects.get_for_model(subject),
        done_at=None,
    )
