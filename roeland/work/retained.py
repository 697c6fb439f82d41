"""What this room keeps: tasks that are done, messages, mails; and what goes along with anything that is destroyed."""

from datetime import datetime

from django.db.models import F, QuerySet
from django.utils.translation import gettext

from roeland.organisation.models import Organisation, Person
from roeland.organisation.retention.kinds import Kind
from roeland.organisation.retention.removing import Goes
from roeland.ui.pieces.badges import in_words
from roeland.work.models import CalendarFeed, MailChoice, Message, OutgoingMail, Task

ALONG = (
    Goes(Task, "subject_id"),
    Goes(Message, "subject_id"),
    Goes(Message, "person", of=Person),
    Goes(OutgoingMail, "person", of=Person),
    Goes(MailChoice, "person", of=Person),
    Goes(CalendarFeed, "person", of=Person),
)


def _tasks(organisation: Organisation) -> QuerySet[Task]:
    return Task.objects.filter(organisation=organisation, done_at__isnull=False).annotate(started=F("done_at"))


def _messages(organisation: Organisation) -> QuerySet[Message]:
    return Message.objects.filter(organisation=organisation).annotate(started=F("at"))


def _mails(organisation: Organisation) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(organisation=organisation, sent_at__isnull=False).annotate(started=F("sent_at"))


def _of_day(words: str, moment: datetime) -> str:
    return f"{words}, {in_words(moment)}"


TASKS = Kind("task", Task, _tasks, lambda row: _of_day(gettext("task"), row.asked_at), held_through=("subject_id",))
MESSAGES = Kind(
    "message", Message, _messages, lambda row: _of_day(gettext("message"), row.at), held_through=("subject_id",)
)
MAILS = Kind("mail", OutgoingMail, _mails, lambda row: _of_day(gettext("mail"), row.queued_at))
