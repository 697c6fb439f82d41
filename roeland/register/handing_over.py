"""The applications of who leaves: another AI owner and process owner, or for everybody to see none."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roeland.organisation.leaving.kinds import Given, Kind, Move, Thing
from roeland.organisation.models import Person
from roeland.organisation.queries import holder
from roeland.register.models import Application, Appointment, Phase
from roeland.register.services.succeeding import succeed
from roeland.work import services as work
from roeland.work.models import Task
from roeland.work.roles import keeper

Duty = Appointment.Duty
TO_CHOOSE = {Duty.OWNER.value: "name_owner", Duty.PROCESS_OWNER.value: "name_process_owner"}
"""The kinds of tasks that ask to choose somebody for an application that lost whoever had this duty."""

KEYS = {Duty.OWNER.value: "application", Duty.PROCESS_OWNER.value: "process"}  # how a plan to leave names them
ENDED = (Phase.RETIRED, Phase.REJECTED, Phase.STOPPED)
KEEPERS = ("information_manager", "ai_hub", "administrator")
LEADS_THE_WORK = "department_head"


def take_up_named(now: datetime) -> int:
    """Close the tasks to choose somebody where that was done, in whichever way; return how many."""
    return sum(_close_named(duty, kind) for duty, kind in TO_CHOOSE.items())


def _close_named(duty: str, kind: str) -> int:
    tasks = list(Task.objects.filter(kind=kind, done_at=None))
    keys = [task.subject_id for task in tasks]
    has_one = Application.objects.filter(pk__in=keys, **{f"{duty}__isnull": False}).values_list("pk", flat=True)
    named = set(has_one) if tasks else set()
    return sum(work.done(task=task, actor=None) for task in tasks if task.subject_id in named)


def _held(person: Person, duty: str) -> list[Thing]:
    rows = Application.objects.filter(organisation=person.organisation_id, **{duty: person}).exclude(phase__in=ENDED)
    return [Thing(f"{KEYS[duty]}:{row.pk}", row.name, row.get_absolute_url()) for row in rows.order_by("name", "pk")]


def _hand_over(given: Given, duty: str) -> None:
    """In as many steps as there are people who take over, however many applications that are."""
    leaver = next((move.leaver for _key, move in given), None)
    rows = Application.objects.select_related("unit").in_bulk([key for key, _move in given])
    above = _Above(leaver) if leaver else None
    groups: dict[Person | None, tuple[list[UUID], Move]] = {}
    for key, move in given:
        if key in rows:
            person = move.successor or (above.of(rows[key]) if above and duty == Duty.PROCESS_OWNER else None)
            groups.setdefault(person, ([], move))[0].append(key)
    for person, (keys, move) in groups.items():
        taken = succeed(leaver=move.leaver, keys=keys, duty=duty, person=person, actor=move.actor)
        if person is None:
            _ask_to_choose(taken, duty, move)


class _Above:
    """Who leads the work that an application is a part of: the nearest head of department, looked up per unit."""

    def __init__(self, leaver: Person) -> None:
        self.leaver = leaver
        self.known: dict[UUID | None, Person | None] = {}

    def of(self, row: Application) -> Person | None:
        if row.unit_id not in self.known:
            leaver, today = self.leaver, timezone.localdate()
            found = holder(leaver.organisation, LEADS_THE_WORK, row.unit, today, excluding=[leaver.pk])
            self.known[row.unit_id] = found.person if found else None
        return self.known[row.unit_id]


def _ask_to_choose(rows: list[Application], duty: str, move: Move) -> None:
    person = keeper(move.leaver.organisation, KEEPERS)
    here = None if person == move.leaver else person
    kind, role = TO_CHOOSE[duty], KEEPERS[0]
    work.ask_many(kind=kind, person=here, subjects=rows, actor=move.actor, role=role)


APPLICATIONS = Kind(
    _("AI owner of"),
    _("has no AI owner any more. That shows in the register, and the information manager gets a task to choose one."),
    lambda person: _held(person, Duty.OWNER.value),
    lambda given: _hand_over(given, Duty.OWNER.value),
)
PROCESSES = Kind(
    _("Process owner of"),
    _("goes to the head of department. Where there is none, the information manager gets a task to choose somebody."),
    lambda person: _held(person, Duty.PROCESS_OWNER.value),
    lambda given: _hand_over(given, Duty.PROCESS_OWNER.value),
)
