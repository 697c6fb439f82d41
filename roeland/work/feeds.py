"""The secret address on which a calendar program reads what is due for somebody."""

import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from roeland.journal.services import record
from roeland.organisation.models import Person
from roeland.work import calendar, mail, notices, queries
from roeland.work.models import CalendarFeed


@transaction.atomic
def open_feed(*, actor: Person) -> str:
    """Make a secret address for this person, and end an earlier one; return its secret, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    values = {"organisation": actor.organisation, "digest": digest_of(token), "made_at": timezone.now()}
    CalendarFeed.objects.update_or_create(person=actor, defaults=values)
    record("calendar.opened", subject=actor, actor=actor)
    return token


@transaction.atomic
def close_feed(*, person: Person, actor: Person | None) -> bool:
    """End the secret address of a person; say whether there was one."""
    gone = CalendarFeed.objects.filter(person=person).delete()[0] > 0
    if gone:
        record("calendar.closed", subject=person, actor=actor)
    return gone


def person_of(token: str) -> Person | None:
    """Whose calendar this is; None for a secret that is unknown, ended, or of who left."""
    rows = CalendarFeed.objects.filter(digest=digest_of(token), person__active=True)
    found = rows.select_related("person__organisation", "person__user").first()
    return found.person if found else None


def digest_of(token: str) -> str:
    """What is kept of a secret. It is long and random, so that a plain digest cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def written_for(person: Person) -> str:
    """The calendar of a person: open tasks with a due date, and what other rooms know of; title, link, nothing else."""
    rows = queries.open_tasks(person).filter(due__isnull=False)[: queries.MOST]
    with translation.override(mail.language_of(person)):
        events = [
            calendar.Event(
                key=f"{task.pk}@roeland",
                day=task.due,
                title=notices.title(task.kind, task.subject),
                url=mail.url(task.subject),
                made_at=task.asked_at,
            )
            for task in queries.with_subjects(rows)
            if task.due
        ]
        for source in settings.CALENDAR_SOURCES:
            events += import_string(source)(person)
        return calendar.written(_("Roeland: what is due"), events)


def address_of(token: str) -> str:
    """The whole address for a calendar program."""
    return settings.PUBLIC_URL + reverse("work:feed", args=[token])
