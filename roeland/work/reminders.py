"""Sending the reminders of today."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from roeland.organisation.models import Person
from roeland.work import mail, mailing, reminding, services, standing_in
from roeland.work.models import MailChoice, Task

AT_ONCE = 200
COLLEAGUE_WAITS = "task_of_colleague_waits"


def send_due(now: datetime) -> int:
    """Remind whoever has to be reminded today; return how many reminders there were. Safe to run twice.

    A task says itself when its next reminder is; that moves on in the transaction of the reminder.
    """
    if timezone.localtime(now).hour < reminding.rules().from_hour:
        return 0
    due = Task.objects.filter(done_at=None, remind_on__lte=timezone.localdate(now)).order_by("remind_on", "pk")
    return sum(_remind(key, now) for key in list(due.values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _remind(key: UUID, now: datetime) -> bool:
    today = timezone.localdate(now)
    rows = Task.objects.select_for_update(of=("self",)).select_related(
        "organisation", "person__user", "person__organisation"
    )
    task = rows.filter(pk=key, done_at=None, remind_on__lte=today).first()
    if task is None or task.due is None:
        return False
    days = task.organisation.working_days
    deputy_too = reminding.falls_today(task.due, task.remind_on, today, days)
    task.remind_on = reminding.first_day(task.due, today, days)
    reminded = deputy_too is not None and task.person is not None and task.subject is not None
    if reminded:
        _tell(task, today, now, deputy_too=bool(deputy_too))
    task.save(update_fields=["remind_on", "mail_at"])
    return reminded


def _tell(task: Task, today: date, now: datetime, *, deputy_too: bool) -> None:
    deputy = standing_in.deputy_of(task, today)
    person, subject = task.person, _subject(task)
    if person is not None and person.is_here(today):
        _mail(task, person, now)
        if deputy_too and deputy:
            services.tell(code=COLLEAGUE_WAITS, persons=[deputy], subject=subject, actor=None)
    elif deputy:
        _mail(task, deputy, now)
    elif person is not None and person.active:
        _mail(task, person, now)


def _mail(task: Task, person: Person, now: datetime) -> None:
    """By mail as the person wants it; a task of somebody else cannot wait for one's own daily mail."""
    choice = mailing.choices_of([person])[person.pk]
    if choice.blocking == MailChoice.When.DAILY and person.pk == task.person_id:
        task.mail_at = mailing.moment(choice.blocking, choice, now, person)
    else:
        mail.queue(person=person, code=task.kind, subject=task.subject, remind_of=task.due)


def _subject(task: Task) -> Any:
    return task.subject
