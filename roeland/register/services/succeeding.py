"""Owners who leave: what they were appointed to ends, and whoever takes it over is asked, for hundreds at once."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record_many
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.register.models import Application, Appointment
from roeland.work.models import Task
from roeland.work.services import ask_many

Duty, Answer = Appointment.Duty, Appointment.Answer
BATCH = 500


@transaction.atomic
def succeed(
    *, leaver: Person, keys: Collection[UUID], duty: str, person: Person | None, actor: Person | None
) -> list[Application]:
    """Do what `appoint` does for the applications of somebody who leaves; return those that were theirs.

    `person` takes them all over and is asked; None: nobody has this duty any more. Raises NotPermitted,
    OtherOrganisation, or ValueError for an unknown duty.
    """
    duty = Duty(duty).value
    same_organisation(actor, leaver, person)
    if actor is not None:
        must(actor, "person.depart", leaver)
    found = Application.objects.select_for_update().filter(pk__in=list(keys), **{duty: leaver})
    rows = list(found.filter(organisation=leaver.organisation_id).order_by("pk"))
    _end(rows, duty, actor)
    _put(rows, duty, person, accepted=person is not None and person == actor)
    values = {duty: [leaver.name, person.name if person else ""]}
    kept: dict[str, Any] = {
        "subjects": rows,
        "actor": actor,
        "fields": [duty],
        "values_of": {row.pk: values for row in rows},
    }
    if person is None:
        record_many("application.owner_removed", **kept)
    else:
        record_many("application.owner_appointed", **kept)
        _ask(rows, duty, person, actor)
    return rows


def _end(rows: list[Application], duty: str, actor: Person | None) -> None:
    organisation, now = {row.organisation_id for row in rows}, timezone.now()
    held = Appointment.objects.filter(organisation__in=organisation, application__in=rows, duty=duty)
    keys = list(held.filter(answer__in=("", Answer.ACCEPTED)).values_list("pk", flat=True))
    because = Appointment.EndedBecause.LEFT
    Appointment.objects.filter(pk__in=keys).update(answer=Answer.ENDED, ended_because=because, answered_at=now)
    asked = Task.objects.filter(organisation__in=organisation, subject_id__in=keys, kind=f"become_{duty}", done_at=None)
    asked.update(done_at=now, done_by=actor)


def _put(rows: list[Application], duty: str, person: Person | None, *, accepted: bool) -> None:
    answer = {"owner_accepted": accepted} if duty == Duty.OWNER else {}
    here = Application.objects.filter(pk__in=[row.pk for row in rows])
    here.update(**{duty: person}, **answer, changed_at=timezone.now())


def _ask(rows: list[Application], duty: str, person: Person, actor: Person | None) -> None:
    """Who takes it over themself has accepted."""
    now, oneself = timezone.now(), person == actor
    answer = {"answer": Answer.ACCEPTED, "answered_at": now} if oneself else {}
    common = {"organisation_id": person.organisation_id, "duty": duty, "person": person, "appointed_by": actor}
    asked = Appointment.objects.bulk_create(
        (Appointment(application=row, **common, **answer) for row in rows), batch_size=BATCH
    )
    if not oneself:
        ask_many(kind=f"become_{duty}", person=person, subjects=asked, actor=actor)
