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

# Under a heading, before somebody asks for all.
AT_FIRST = 10


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
    """The open tasks of one kind of work, the most urgent first.

    dues: by when each must be done, also those that are not in `tasks` because there are many.
    """

    code: str
    title: str
    icon: str
    tasks: Sequence[TaskLine]
    dues: Sequence[date | None]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.dues)

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return self.number - len(self.tasks)


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


def grouped(person: Person, opened: str = "") -> list[TaskGroup]:
    """The open tasks under their headings, with those of colleagues for whom the person stands in.

    Under each heading the most urgent ones, under the one that is `opened` all. A heading without tasks is left out.
    """
    own = queries.open_tasks(person)[: queries.MOST]
    tasks = sorted([*own, *standing_in.tasks(person)], key=lambda task: task.due or date.max)
    groups = by_group(tasks)
    parts = [(group, *_cut(found, len(found) if group == opened else AT_FIRST)) for group, found in groups]
    here = {task.pk for task in queries.with_subjects(task for _group, first, _others in parts for task in first)}
    made = (
        _group(group, [task for task in first if task.pk in here], others, person) for group, first, others in parts
    )
    return [group for group in made if group.number]


def _cut(tasks: list[Task], at: int) -> tuple[list[Task], list[Task]]:
    return tasks[:at], tasks[at:]


def _group(group: Group, shown: list[Task], others: list[Task], person: Person) -> TaskGroup:
    words = [_task(task, person) for task in shown]
    dues = [task.due for task in (*shown, *others)]
    return TaskGroup(group.value, notices.group_title(group.value), _ICONS[group], words, dues)


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
