"""When somebody gets which mail: what they chose, and the moment of their daily mail."""

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from roeland.organisation.models import Person
from roeland.rules.working_days import Calendar
from roeland.work import notices
from roeland.work.models import MailChoice, Message, Task

When = MailChoice.When
HOURS = range(6, 21)


def choices_of(persons: Iterable[Person]) -> dict[UUID, MailChoice]:
    """What each of these persons chose, or what holds for who never did; one query."""
    people = {person.pk: person for person in persons}
    found = {choice.person_id: choice for choice in MailChoice.objects.filter(person__in=list(people))}
    return {key: found.get(key) or MailChoice(organisation_id=p.organisation_id, person=p) for key, p in people.items()}


def when(code: str, choice: MailChoice) -> str:
    """When a message is mailed: one for which somebody waits as a task is, any other as the rest."""
    return choice.blocking if code in notices.urgent() else choice.rest


def moment(when: str, choice: MailChoice, now: datetime, person: Person) -> datetime | None:
    """In which daily mail of a person something belongs that is mailed `when`; None when it belongs in none."""
    return next_daily(choice.hour, now, person.organisation.working_days) if when == When.DAILY else None


def next_daily(hour: int, now: datetime, working_days: Calendar) -> datetime:
    """The next moment after `now` at which a working day has this hour, in local time."""
    today = timezone.localdate(now)
    at = timezone.make_aware(datetime.combine(today, time(hour)))
    if at > now and working_days.works_on(today):
        return at
    return timezone.make_aware(datetime.combine(working_days.after(today, 1), time(hour)))


@transaction.atomic
def choose(*, actor: Person, blocking: str, rest: str, hour: int) -> MailChoice:
    """Keep when this person wants which mail; what waits for a daily mail follows the new choice.

    `blocking` (somebody waits) is at_once or daily, `rest` may also be never; any other raises ValueError.
    Not in the journal: it says nothing about the work, and it is nobody else's business.
    """
    if When(blocking) is When.NEVER or hour not in HOURS:
        raise ValueError(blocking, hour)
    values = {"organisation": actor.organisation, "blocking": blocking, "rest": When(rest).value, "hour": hour}
    choice = MailChoice.objects.update_or_create(person=actor, defaults=values)[0]
    messages, now = Message.objects.filter(person=actor, mail_at__isnull=False), timezone.now()
    waiting = Task.objects.filter(person=actor, mail_at__isnull=False)
    # What was waiting and is now wanted at once goes with the next tick.
    for_blocking, for_rest = (
        now if each == When.AT_ONCE else moment(each, choice, now, actor) for each in (blocking, rest)
    )
    waiting.update(mail_at=for_blocking)
    messages.filter(code__in=notices.urgent()).update(mail_at=for_blocking)
    messages.exclude(code__in=notices.urgent()).update(mail_at=for_rest)
    return choice
