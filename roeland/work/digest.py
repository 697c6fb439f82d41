"""The daily mail: what came since the last one, together, at the hour that somebody chose on working days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from roeland.organisation.models import Person
from roeland.work import lines, mail, notices, queries
from roeland.work.models import Message, Task

AT_ONCE = 500


@dataclass(frozen=True)
class Row:
    """One line of the mail."""

    title: str
    url: str
    due: date | None = None


def send_due(now: datetime) -> int:
    """Put the daily mails in the queue whose moment has come; return how many. Safe to run twice.

    What goes into a mail is taken off the list in the same transaction, so that a tick that is killed repeats nothing
    and loses nothing.
    """
    waiting: set[UUID] = set()
    for model in (Task, Message):
        rows = model.objects.filter(mail_at__lte=now, person__isnull=False).order_by()
        waiting.update(rows.values_list("person", flat=True).distinct()[:AT_ONCE])
    return sum(_send(key, now) for key in sorted(waiting))


@transaction.atomic
def _send(key: UUID, now: datetime) -> bool:
    rows = Person.objects.select_for_update(of=("self",)).select_related("user", "organisation")
    person = rows.get(pk=key)  # locked: a second tick waits here, and then finds nothing left
    tasks = Task.objects.filter(organisation_id=person.organisation_id, person=person, mail_at__lte=now)
    messages = Message.objects.filter(organisation_id=person.organisation_id, person=person, mail_at__lte=now)
    open_tasks = queries.with_subjects(tasks.filter(done_at=None).order_by("due", "asked_at")[: queries.MOST])
    unread = queries.with_subjects(messages.filter(read_at=None).order_by("at", "pk")[: queries.MOST])
    tasks.update(mail_at=None)
    messages.update(mail_at=None)
    if not (open_tasks or unread) or not (person.active and person.email):
        return False
    with translation.override(mail.language_of(person)):
        mail.put(person=person, subject=_("Your daily mail of Roeland"), body=_body(person, open_tasks, unread))
    return True


def _body(person: Person, tasks: Iterable[Task], messages: Iterable[Message]) -> str:
    about = {
        "person": person,
        "tasks": [
            (notices.group_title(group.value), [_row(task.kind, task, person) for task in found])
            for group, found in lines.by_group(tasks)
        ],
        "messages": [_row(message.code, message, person) for message in messages],
        "choose_url": mail.choose_url(),
    }
    return render_to_string("work/digest.txt", about).strip()


def _row(code: str, row: Any, person: Person) -> Row:
    row.subject.organisation = person.organisation  # so that its words are read once
    return Row(notices.title(code, row.subject), mail.url(row.subject), getattr(row, "due", None))
