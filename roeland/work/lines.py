"""Tasks and messages as people read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from roeland.content.noticing import Group
from roeland.organisation.models import Person
from roeland.work import notices, queries, standing_in
from roeland.work.models import Message, Task


@dataclass(frozen=True)
class TaskLine:
    """One task: in which part a person is asked (EV, A, I or U), what to do, why, and by when.

    instead_of: the colleague who is away and for whom this person stands in.
    """

    mark: str
    title: str
    reason: str
    asked_by: str
    url: str
    verb: str
    due: date | None
    instead_of: str = ""


@dataclass(frozen=True)
class TaskGroup:
    """The open tasks of one kind of work, the most urgent first."""

    code: str
    title: str
    icon: str
    tasks: Sequence[TaskLine]


@dataclass(frozen=True)
class MessageLine:
    """One message: what somebody was told, why, by whom, and whether they opened it."""

    pk: UUID
    title: str
    reason: str
    actor: str
    at: datetime
    is_new: bool


_ICONS = {
    Group.DECIDE: "gavel",
    Group.ADVISE: "message-square",
    Group.COMPLETE: "pencil-line",
    Group.REVIEW: "refresh-cw",
}


def grouped(person: Person) -> list[TaskGroup]:
    """The open tasks under their headings, with those of colleagues for whom the person stands in.

    A heading without tasks is left out.
    """
    own = queries.with_subjects(queries.open_tasks(person)[: queries.MOST])
    tasks = sorted([*own, *standing_in.tasks(person)], key=lambda task: task.due or date.max)
    return [
        TaskGroup(group.value, notices.group_title(group.value), _ICONS[group], [_task(t, person) for t in found])
        for group, found in by_group(tasks)
    ]


def by_group(tasks: Iterable[Task]) -> list[tuple[Group, list[Task]]]:
    """The tasks by the kind of work, in the order of the headings; empty ones are left out."""
    rows = list(tasks)
    groups = ((group, [task for task in rows if notices.task_kind(task.kind).group == group]) for group in Group)
    return [(group, found) for group, found in groups if found]


def told(messages: Iterable[Message]) -> list[MessageLine]:
    """Messages in words."""
    return [
        MessageLine(
            pk=message.pk,
            title=notices.title(message.code, message.subject),
            reason=notices.why(message.code),
            actor=message.actor.name if message.actor else "",
            at=message.at,
            is_new=message.read_at is None,
        )
        for message in queries.with_subjects(messages)
    ]


def _task(task: Task, person: Person) -> TaskLine:
    subject: Any = task.subject  # it is there: the query leaves out tasks whose subject is gone
    subject.organisation = person.organisation  # so that its words are read once
    return TaskLine(
        mark=notices.task_kind(task.kind).mark,
        title=notices.title(task.kind, subject),
        reason=task.detail or notices.why(task.kind),
        asked_by=task.asked_by.name if task.asked_by and task.asked_by_id != task.person_id else "",
        url=subject.get_absolute_url(),
        verb=notices.verb(task.kind),
        due=task.due,
        instead_of=task.person.name if task.person_id != person.pk and task.person else "",
    )
