"""Reading what waits for a person, and what they were told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import F, QuerySet, prefetch_related_objects

from roeland.content.noticing import Group
from roeland.organisation.models import Person
from roeland.work import notices
from roeland.work.models import Message, Task

# A home page or a list of messages never reads more than this; nobody works through more in a day.
MOST = 200
Row = TypeVar("Row", Task, Message)


@dataclass(frozen=True)
class TaskGroup:
    """The open tasks of one kind of work."""

    code: str
    title: str
    icon: str
    tasks: Sequence[Task]


_ICONS = {
    Group.DECIDE: "gavel",
    Group.ADVISE: "message-square",
    Group.COMPLETE: "pencil-line",
    Group.REVIEW: "refresh-cw",
}


def open_tasks(person: Person) -> QuerySet[Task]:
    """What waits for this person, the most urgent first."""
    mine = Task.objects.filter(organisation_id=person.organisation_id, person=person, done_at=None)
    return mine.select_related("asked_by").order_by(F("due").asc(nulls_last=True), "asked_at")


def open_count(person: Person) -> int:
    """How many tasks wait for this person."""
    return Task.objects.filter(organisation_id=person.organisation_id, person=person, done_at=None).count()


def due_counts(tasks: Iterable[Task], today: date, soon: date) -> tuple[int, int]:
    """How many of the tasks are late, and how many are due from today until `soon`."""
    dates = [task.due for task in tasks if task.due]
    return sum(due < today for due in dates), sum(today <= due <= soon for due in dates)


def grouped(person: Person) -> list[TaskGroup]:
    """The open tasks under their headings; a heading without tasks is left out."""
    tasks = with_subjects(open_tasks(person)[:MOST])
    groups = [(group, [task for task in tasks if notices.task_kind(task.kind).group == group]) for group in Group]
    return [
        TaskGroup(group.value, notices.group_title(group.value), _ICONS[group], found)
        for group, found in groups
        if found
    ]


def messages(person: Person) -> QuerySet[Message]:
    """What this person was told, the newest first."""
    return (
        Message.objects.filter(organisation_id=person.organisation_id, person=person)
        .select_related("actor")
        .order_by("-at", "-id")
    )


def unread_count(person: Person) -> int:
    """How many messages this person has not read."""
    return Message.objects.filter(organisation_id=person.organisation_id, person=person, read_at=None).count()


def with_subjects(rows: Iterable[Row]) -> list[Row]:
    """The rows with their subjects, one query per kind of subject; rows whose subject is gone are left out.

    A model that takes its name from another thing says which in `named_through`, so that it comes along.
    """
    found = list(rows)
    models = {_model(key) for key in {row.subject_type_id for row in found}} - {None}
    querysets = [
        model._default_manager.select_related(*through)
        if (through := getattr(model, "named_through", ()))
        else model._default_manager.all()
        for model in models
    ]
    prefetch_related_objects(found, GenericPrefetch("subject", querysets))
    return [row for row in found if row.subject is not None]


def _model(key: int) -> Any:
    return ContentType.objects.get_for_id(key).model_class()
