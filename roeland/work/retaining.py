"""What people are asked and told of destruction: a second person looks along, administrators hear what is due."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from roeland.organisation.models import Destruction, DueNotice, Organisation, Person
from roeland.organisation.queries import holders_of
from roeland.organisation.retention import due, running
from roeland.organisation.retention.destroying import confirmers
from roeland.work import services
from roeland.work.background import start_once

CONFIRM = "confirm_destruction"
WAITS_FOR = "information_manager"
KEEPERS = ("administrator",)
TELL_AGAIN_AFTER_DAYS = 90
AT_ONCE = 20  # organisations in one minute


@task()
def carry_out_destructions() -> int:
    """Carry out what was confirmed; return how many destructions were finished."""
    return running.run_waiting()


def ask_second_person(destruction: Destruction, actor: Person | None) -> None:
    """Ask everybody who may confirm it; when nobody may, it waits for whoever gets the role."""
    people: list[tuple[Person | None, str]] = []
    people += confirmers(destruction.organisation, destruction.proposed_by_id)
    for person, role in people or [(None, WAITS_FOR)]:
        services.ask(
            kind=CONFIRM, person=person, role=role, subject=destruction, actor=actor, detail=destruction.ground
        )


def answered(destruction: Destruction, actor: Person | None) -> None:
    """Nobody needs to look along any more."""
    services.done(actor=actor, subject=destruction, kind=CONFIRM)


def tell_both(code: str, destruction: Destruction, actor: Person | None) -> None:
    """Tell who proposed it and who answered it, except who did this just now."""
    both = [person for person in (destruction.proposed_by, destruction.answered_by) if person and person.active]
    services.tell(code=code, persons=[one for one in both if one != actor], subject=destruction, actor=actor)


def take_up(now: datetime) -> int:
    """Let go on what was confirmed, and tell once what is due; return how many people were told. Safe to run twice."""
    if Destruction.objects.filter(state=Destruction.State.CONFIRMED).exists():
        start_once(carry_out_destructions)
    today = timezone.localdate(now)
    seen = DueNotice.objects.filter(looked_on=today).values("organisation")
    waiting = Organisation.objects.exclude(pk__in=seen).order_by("pk")
    return sum(_look(organisation, now) for organisation in waiting[:AT_ONCE])


@transaction.atomic
def _look(organisation: Organisation, now: datetime) -> int:
    """Look once a day. Tell when something is due that nobody was told of lately."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    today = timezone.localdate(now)
    notice, _ = DueNotice.objects.get_or_create(organisation=organisation, defaults={"looked_on": today})
    told_lately = notice.told_at is not None and (now - notice.told_at).days < TELL_AGAIN_AFTER_DAYS
    told = 0 if told_lately or not _anything_due(organisation, now) else _tell_keepers(notice)
    notice.looked_on = today
    notice.told_at = now if told else notice.told_at
    notice.save()
    return told


def _anything_due(organisation: Organisation, now: datetime) -> bool:
    """Something is past a term that the organisation adopted itself: a proposal alone asks nothing of anybody."""
    lines = due.lines(organisation, timezone.localdate(now))
    return any(line.due for line in lines if line.term.adopted)


def _tell_keepers(notice: DueNotice) -> int:
    rows = holders_of(notice.organisation, KEEPERS, timezone.localdate())
    people = {row.person_id: row.person for row in rows if row.person.active}
    return len(services.tell(code="retention_due", persons=people.values(), subject=notice, actor=None))
