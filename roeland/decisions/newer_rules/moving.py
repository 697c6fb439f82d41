"""Moving applications to newer rules, because somebody said so: one at a time, so that nobody waits.

Each is a transaction of its own with all that follows from it. Safe to run twice and to cut off: a row is marked in the
transaction in which it is moved.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from roeland.assessments import newer_rules
from roeland.assessments import services as assessments
from roeland.decisions import services
from roeland.decisions.models import Recheck, Rechecked
from roeland.decisions.newer_rules import telling
from roeland.journal.services import record
from roeland.organisation.access import must
from roeland.organisation.models import Person
from roeland.work import services as work

AT_ONCE = 500  # in one piece of work, after which the worker does what else waits
State, RowState = Recheck.State, Rechecked.State


class NotReady(Exception):
    """There is nothing to move: it is being compared, was moved already, or newer rules came."""


@transaction.atomic
def move(*, recheck: Recheck, actor: Person, reason: str = "") -> Recheck:
    """Let the worker move every application that comes out otherwise. Raises NotPermitted or NotReady."""
    must(actor, "recheck.move", recheck)
    row = Recheck.objects.select_for_update(of=("self",)).get(pk=recheck.pk)
    if row.state != State.READY or newer_rules.newest() != row.content:
        raise NotReady(row.state)
    row.state, row.moved_by, row.reason, row.stepped_at = State.MOVING, actor, reason, timezone.now()
    row.save(update_fields=["state", "moved_by", "reason", "stepped_at"])
    figures = {"changed": row.changed, "obligations": len(row.duties)}
    record("recheck.move_asked", subject=row, actor=actor, reason=reason, values=figures)
    work.done(subject=row, actor=actor)
    move_rows.enqueue(str(row.pk))
    return row


@task()
def move_rows(key: str) -> str:
    """Move the next applications, and leave the rest to the next piece of work; return the state."""
    recheck = Recheck.objects.select_related("moved_by__organisation").get(pk=key)
    if recheck.state != State.MOVING or recheck.moved_by is None:
        return recheck.state
    waiting = Rechecked.objects.filter(
        organisation=recheck.organisation_id, recheck=recheck, state=RowState.WAITING
    ).order_by("pk")
    several = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    if not several:
        return _finish(recheck).state
    for row in several:
        move_row(row, recheck.moved_by)
    move_rows.enqueue(key)
    return recheck.state


@transaction.atomic
def move_row(key: UUID, actor: Person) -> None:
    """Move one application, with what follows for what was asked and decided about it. Safe to run twice."""
    rows = Rechecked.objects.select_for_update(of=("self",)).select_related("classification")
    row = rows.filter(pk=key, state=RowState.WAITING).first()
    if row is None:
        return
    row.state = RowState.OVERTAKEN
    made = assessments.take_up_rules(classification=row.classification, actor=actor)
    if made is not None:
        row.state = RowState.MOVED
        lapsed = services.lapse_outdated(application=made.application, tell=False)
        row.lapse = services.note_changes(application=made.application, tell=False)
        services.ask_about_forbidden(application=made.application)
        row.gate_request = next(iter(lapsed), None)
    row.save(update_fields=["state", "lapse", "gate_request"])
    Recheck.objects.filter(pk=row.recheck_id).update(handled=F("handled") + 1, stepped_at=timezone.now())


@transaction.atomic
def _finish(recheck: Recheck) -> Recheck:
    row = Recheck.objects.select_for_update(of=("self",)).select_related("organisation", "moved_by").get(pk=recheck.pk)
    if row.state == State.MOVING:
        row.state, row.finished_at = State.MOVED, timezone.now()
        row.save(update_fields=["state", "finished_at"])
        moved = row.rows.filter(state=RowState.MOVED)
        counts = {"moved": moved.count(), "lapses": moved.exclude(lapse=None).count()}
        record("recheck.moved", subject=row, actor=row.moved_by, reason=row.reason, values=counts)
        telling.tell_moved(row)
    return row
