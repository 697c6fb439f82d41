"""Reading what waits for a person, and what they were told."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Count, F, QuerySet, Value, prefetch_related_objects

from roeland.organisation.models import Person
from roeland.work.models import Message, Task

# A home page or a list of messages never reads more than this; nobody works through more in a day.
MOST = 200
Row = TypeVar("Row", Task, Message)


def open_tasks(person: Person) -> QuerySet[Task]:
    """What waits for this person, the most urgent first."""
    return unfinished(person.organisation_id).filter(person=person)


class Waiting(NamedTuple):
    """What puts a task in its place on a page, before the task itself is read."""

    pk: UUID
    kind: str
    due: date | None


def waiting(person: Person) -> list[Waiting]:
    """What waits for this person, in short: of many tasks a page shows a few."""
    rows = open_tasks(person).select_related(None).values_list(*Waiting._fields)
    return [Waiting(*row) for row in rows[:MOST]]


def these(keys: Iterable[UUID]) -> list[Task]:
    """These tasks with their subjects; without those whose subject is gone. Who asks knows the keys as their own."""
    chosen = list(keys)
    return with_subjects(Task.objects.filter(pk__in=chosen).select_related("asked_by")) if chosen else []


def unfinished(organisation_id: UUID) -> QuerySet[Task]:
    """Every open task of an organisation, the most urgent first."""
    rows = Task.objects.filter(organisation_id=organisation_id, done_at=None)
    return rows.select_related("asked_by").order_by(F("due").asc(nulls_last=True), "asked_at")


def own_count(person: Person) -> int:
    """How many tasks wait for this person alone."""
    return Task.objects.filter(organisation_id=person.organisation_id, person=person, done_at=None).count()


def open_by_role(person: Person) -> dict[str, int]:
    """How many tasks wait for this person in each role."""
    rows = Task.objects.filter(organisation_id=person.organisation_id, person=person, done_at=None)
    return dict(rows.values_list("role").annotate(many=Count("pk")).order_by())


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


def numbers(person: Person) -> tuple[int, int]:
    """How many tasks wait for this person, and how many messages they have not read: one query for the two."""
    here: dict[str, Any] = {"organisation_id": person.organisation_id, "person": person}
    parts = [
        rows.order_by().values("person").annotate(what=Value(what), number=Count("pk")).values_list("what", "number")
        for what, rows in (
            ("tasks", Task.objects.filter(**here, done_at=None)),
            ("messages", Message.objects.filter(**here, read_at=None)),
        )
    ]
    found = dict(parts[0].union(parts[1], all=True))
    return found.get("tasks", 0), found.get("messages", 0)


def with_subjects(rows: Iterable[Row]) -> list[Row]:
    """The rows with their subjects, one query per kind of subject; rows whose subject is gone are left out.

    A model that takes its name from another thing says which in `named_through`, so that it comes along.
    """
    found = list(rows)
    models = {_model(key) for key in {row.subject_type_id for row in found}} - {None}
    prefetch_related_objects(found, GenericPrefetch("subject", [_named(model) for model in models]))
    return [row for row in found if row.subject is not None]


def _named(model: Any) -> QuerySet[Any]:
    return model._default_manager.select_related(*getattr(model, "named_through", ()) or (None,))


def _model(key: int) -> Any:
    return ContentType.objects.get_for_id(key).model_class()
