"""Tasks and messages as people read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from roeland.content.noticing import Group
from roeland.organisation.models import Person
from roeland.work import notices, queries, standing_in
from roeland.work.models import Message, Task
from roeland.work.queries import Waiting

Kind = TypeVar("Kind", Task, Waiting)
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
    others = {task.pk: task for task in standing_in.tasks(person)}
    known = [*queries.waiting(person), *(Waiting(task.pk, task.kind, task.due) for task in others.values())]
    groups = by_group(sorted(known, key=lambda task: task.due or date.max))
    parts = [(group, *_cut(found, len(found) if group == opened else AT_FIRST)) for group, found in groups]
    shown = {task.pk for _group, first, _rest in parts for task in first}
    here = others | {task.pk: task for task in queries.these(shown - others.keys())}
    there = ((group, [here[task.pk] for task in first if task.pk in here], rest) for group, first, rest in parts)
    return [_group(group, first, rest, person) for group, first, rest in there if first or rest]


def _cut(tasks: list[Waiting], at: int) -> tuple[list[Waiting], list[Waiting]]:
    return tasks[:at], tasks[at:]


def _group(group: Group, shown: list[Task], rest: list[Waiting], person: Person) -> TaskGroup:
    words = [_task(task, person) for task in shown]
    dues = [*(task.due for task in shown), *(task.due for task in rest)]
    return TaskGroup(group.value, notices.group_title(group.value), _ICONS[group], words, dues)


def by_group(tasks: Iterable[Kind]) -> list[tuple[Group, list[Kind]]]:
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
