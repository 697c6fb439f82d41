"""Comparing all applications of an organisation with newer rules: a batch at a time, each kept before the next.

Safe to run twice and to cut off: the key of the last application that was compared is kept with what was found.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django_tasks import task

from roeland.assessments import newer_rules
from roeland.assessments.newer_rules import Content, Judge
from roeland.decisions.models import Recheck
from roeland.decisions.newer_rules import moving, resting, telling
from roeland.decisions.newer_rules.duties import tallied
from roeland.journal.services import record
from roeland.organisation.models import Organisation
from roeland.work import services as work

BATCH = 500
BATCHES = 20  # in one piece of work, after which the worker does what else waits
AT_ONCE = 50  # organisations a minute
SILENCE = timedelta(minutes=10)  # after which nobody works on it any more
State = Recheck.State


def take_up(now: datetime) -> int:
    """Begin to compare where newer rules came, and go on where nobody does; return how many. Safe to run twice."""
    content = newer_rules.newest()
    if content.is_first:
        return 0
    known = Recheck.objects.filter(organisation=OuterRef("pk"), **content._asdict())
    waiting = Organisation.objects.filter(~Exists(known)).order_by("pk")[:AT_ONCE]
    return sum(begin(organisation=each, content=content) for each in list(waiting)) + _go_on(now)


def begin(*, organisation: Organisation, content: Content) -> bool:
    """Let the worker compare all applications of an organisation; False when that was begun already."""
    total, now = newer_rules.how_many(organisation), timezone.now()
    known = {"organisation": organisation, **content._asdict()}
    state = State.COMPARING if total else State.NOTHING
    try:
        with transaction.atomic():
            made = Recheck.objects.create(**known, state=state, total=total, begun_at=now, stepped_at=now)
            _overtake(made)
            if total:
                record("recheck.begun", subject=made, actor=None)
                compare.enqueue(str(made.pk))
    except IntegrityError:
        return False
    return True


@task()
def compare(key: str) -> str:
    """Compare the next applications, and leave the rest to the next piece of work; return the state."""
    judge = Judge(Recheck.objects.select_related("organisation").get(pk=key).organisation)
    for _ in range(BATCHES):
        recheck = Recheck.objects.select_related("organisation").get(pk=key)
        if recheck.state != State.COMPARING or not step(recheck, judge):
            return Recheck.objects.get(pk=key).state
    compare.enqueue(key)
    return State.COMPARING


def step(recheck: Recheck, judge: Judge) -> bool:
    """Compare one batch; False when there was none left, and the outcome is known. `judge` remembers what it saw.

    It is worked out while nobody waits, and kept in a short transaction, unless somebody else did it meanwhile.
    """
    several = newer_rules.next_ones(recheck.organisation, recheck.after, BATCH)
    if not several:
        _finish(recheck)
        return False
    rows = resting.rows(recheck, judge.otherwise(several))
    here = Recheck.objects.filter(pk=recheck.pk, state=State.COMPARING, after=recheck.after)
    with transaction.atomic():
        if here.update(
            after=several[-1].application,
            compared=F("compared") + len(several),
            changed=F("changed") + len(rows),
            duties=tallied(recheck.duties, rows),
            stepped_at=timezone.now(),
        ):
            recheck.rows.bulk_create(rows)
    return True


def figures(row: Recheck) -> dict[str, int]:
    """What the journal tells: how many applications were compared and change, and how many obligations."""
    return {"compared": row.compared, "changed": row.changed, "obligations": len(row.duties)}


@transaction.atomic
def _finish(recheck: Recheck) -> None:
    row = Recheck.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=recheck.pk)
    if row.state != State.COMPARING:
        return
    row.state = State.READY if row.changed else State.NOTHING
    row.compared_at = row.stepped_at = timezone.now()
    row.save(update_fields=["state", "compared_at", "stepped_at"])
    record("recheck.compared", subject=row, actor=None, values=figures(row))
    if row.changed:
        telling.ask_to_look(row)


def _overtake(made: Recheck) -> None:
    """What was compared with earlier rules and not moved, nobody moves any more."""
    older = Recheck.objects.filter(organisation=made.organisation_id).exclude(pk=made.pk)
    for each in older.filter(state__in=(State.COMPARING, State.READY)).select_for_update(of=("self",)):
        each.state, each.finished_at = State.OVERTAKEN, timezone.now()
        each.save(update_fields=["state", "finished_at"])
        work.done(subject=each, actor=None)


def _go_on(now: datetime) -> int:
    """Put work back in the queue of which nothing was heard for a while: it may have stumbled over something."""
    silent = Recheck.objects.filter(state__in=(State.COMPARING, State.MOVING), stepped_at__lt=now - SILENCE)
    return sum(_again(each, now) for each in list(silent.order_by("stepped_at")[:AT_ONCE]))


@transaction.atomic
def _again(recheck: Recheck, now: datetime) -> bool:
    if not Recheck.objects.filter(pk=recheck.pk, stepped_at=recheck.stepped_at).update(stepped_at=now):
        return False
    (compare if recheck.state == State.COMPARING else moving.move_rows).enqueue(str(recheck.pk))
    return True
