"""The open tasks of who leaves."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.organisation.leaving.kinds import Kind, Move, Thing, one_by_one
from roeland.organisation.models import Person, RoleHeld
from roeland.organisation.queries import holder, role_name
from roeland.work import notices, queries, roles, services, standing_in
from roeland.work.models import Task

KEEPERS = ("information_manager", "ai_hub", "administrator")


def _held(person: Person) -> list[Thing]:
    rows = queries.with_subjects(queries.open_tasks(person).exclude(kind=roles.ACCEPT))
    return [_thing(task, person) for task in rows if not _arranged_elsewhere(task, person)]


def _arranged_elsewhere(task: Task, person: Person) -> bool:
    """Its own room says who is asked next, and no role tells where it goes: nobody is chosen for it here."""
    return notices.task_kind(task.kind).appointed and not _in_own_role(task, person)


def _thing(task: Task, person: Person) -> Thing:
    subject: Any = task.subject  # it is there: tasks whose subject is gone are left out
    return Thing(f"task:{task.pk}", notices.title(task.kind, subject), subject.get_absolute_url(), _where(task, person))


def _where(task: Task, person: Person) -> str:
    """A task in a role of the person goes along with it: without the role one could not even open what it is about."""
    if not _in_own_role(task, person):
        return ""
    return _("Goes along with the role %(role)s.") % {"role": role_name(task.role, None, person.organisation)}


def _in_own_role(task: Task, person: Person) -> bool:
    """Whether the person was asked in a role that they hold, or held until now; others were asked in its place."""
    until_now = timezone.localdate() - timedelta(days=1)
    rows = RoleHeld.objects.filter(Q(ends=None) | Q(ends__gte=until_now), person=person, role=task.role)
    unit = getattr(task.subject, "unit", None)
    return bool(task.role) and any(row.covers(unit) for row in rows.select_related("unit"))


def _hand_over(key: UUID, move: Move) -> None:
    """Who holds the role now gets the task; without anybody it waits for whoever gets the role."""
    task = Task.objects.filter(pk=key, person=move.leaver, done_at=None).first()
    if task is None or notices.task_kind(task.kind).appointed:
        return  # done meanwhile, or its own room appoints somebody as soon as it hears that the person left
    own = _in_own_role(task, move.leaver)
    person = _who_now(task, move) if own else move.successor or roles.keeper(move.leaver.organisation, KEEPERS)
    services.pass_on(task=task, person=None if person == move.leaver else person, actor=move.actor)


def _who_now(task: Task, move: Move) -> Person | None:
    today, leaver = timezone.localdate(), move.leaver
    if deputy := standing_in.deputy_of(task, today):
        return deputy
    unit = getattr(task.subject, "unit", None)
    found = holder(leaver.organisation, task.role, unit, today, excluding=[leaver.pk])
    return found.person if found else None


TASKS = Kind(
    gettext_lazy("Open tasks"),
    gettext_lazy("goes to the information manager."),
    _held,
    one_by_one(_hand_over),
)
