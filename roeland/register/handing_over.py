"""The applications of who leaves: another AI owner, or for everybody to see none."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from roeland.journal.services import record
from roeland.organisation.leaving.kinds import Kind, Move, Thing
from roeland.organisation.models import Person
from roeland.register.models import Application, Phase
from roeland.work import services as work
from roeland.work.models import Task
from roeland.work.roles import keeper

NAME_OWNER = "name_owner"
"""The kind of task that asks to choose an AI owner for an application that lost its own."""

BECAME_OWNER = "became_owner"
ENDED = (Phase.RETIRED, Phase.REJECTED, Phase.STOPPED)
KEEPERS = ("information_manager", "ai_hub", "administrator")


def take_up_named(now: datetime) -> int:
    """Close the task to choose an owner where somebody chose one, in whichever way; return how many."""
    tasks = list(Task.objects.filter(kind=NAME_OWNER, done_at=None))
    keys = [task.subject_id for task in tasks]
    owned = set(Application.objects.filter(pk__in=keys, owner__isnull=False).values_list("pk", flat=True))
    return sum(work.done(task=task, actor=None) for task in tasks if task.subject_id in owned)


def _held(person: Person) -> list[Thing]:
    rows = Application.objects.filter(organisation=person.organisation_id, owner=person).exclude(phase__in=ENDED)
    return [Thing(f"application:{row.pk}", row.name, row.get_absolute_url()) for row in rows.order_by("name", "pk")]


def _hand_over(key: UUID, move: Move) -> None:
    row = Application.objects.select_for_update().filter(pk=key, owner=move.leaver).first()
    if row is None:
        return
    row.owner, row.owner_accepted = move.successor, False  # whoever takes over is asked within a minute
    row.save(update_fields=["owner", "owner_accepted", "changed_at"])
    values = {"owner": [move.leaver.name, move.successor.name if move.successor else ""]}
    record("application.edited", subject=row, actor=move.actor, fields=["owner"], values=values)
    if move.successor is not None:
        if move.successor != move.actor:
            work.tell(code=BECAME_OWNER, persons=[move.successor], subject=row, actor=move.actor)
        return
    person = keeper(move.leaver.organisation, KEEPERS)
    here = None if person == move.leaver else person
    work.ask(kind=NAME_OWNER, person=here, subject=row, actor=move.actor, role=KEEPERS[0])


APPLICATIONS = Kind(
    _("AI owner of"),
    _("has no AI owner any more. That shows in the register, and the information manager gets a task to choose one."),
    _held,
    _hand_over,
)
