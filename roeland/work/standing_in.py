"""Tasks of colleagues who are away, for who stands in for them."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from roeland.organisation.access import held_by
from roeland.organisation.models import Person, RoleHeld
from roeland.work import queries
from roeland.work.models import Task

Places = dict[tuple[UUID, str], list[RoleHeld]]


def places(person: Person, today: date) -> Places:
    """Where this person stands in now, by who is away and the role; empty for nearly everybody."""
    found: Places = defaultdict(list)
    for row in held_by(person):
        if row.deputy_id == person.pk and (row.is_over(today) or not row.person.is_here(today)):
            found[row.person_id, row.role].append(row)
    return found


def tasks(person: Person) -> list[Task]:
    """The open tasks in a role of who is away, with their subjects: those at a place where this person stands in."""
    stands_in = places(person, timezone.localdate())
    if not stands_in:
        return []
    wanted = Q()
    for key, role in stands_in:
        wanted |= Q(person=key, role=role)
    away = {key for key, _role in stands_in}  # said apart, so that only their tasks are looked through
    rows = queries.unfinished(person.organisation_id).filter(wanted, person__in=away)
    rows = rows.select_related("person")[: queries.MOST]
    found = queries.with_subjects(rows)
    return [task for task in found if any(row.covers(_unit(task)) for row in _of(task, stands_in))]


def open_count(person: Person) -> int:
    """How many tasks wait for this person: their own, and those for whom they stand in."""
    return queries.own_count(person) + len(tasks(person))


def numbers(person: Person) -> dict[str, int]:
    """What every page shows of what waits: tasks, also of those for whom one stands in, and messages not read."""
    own, unread = queries.numbers(person)
    return {"tasks": own + len(tasks(person)), "messages": unread}


def deputy_of(task: Task, today: date) -> Person | None:
    """Who stands in for the person of a task, in the role in which they were asked; None when nobody does here."""
    if task.person_id is None or not task.role:
        return None
    rows = RoleHeld.objects.filter(person=task.person_id, role=task.role, deputy__isnull=False, starts__lte=today)
    found = (row for row in rows.select_related("deputy__user", "unit").order_by("starts", "pk"))
    here = (row.deputy for row in found if row.covers(_unit(task)) and row.deputy and row.deputy.is_here(today))
    return next(here, None)


def _of(task: Task, stands_in: Places) -> list[RoleHeld]:
    return stands_in[task.person_id, task.role] if task.person_id else []


def _unit(task: Task) -> Any:
    return getattr(task.subject, "unit", None)
