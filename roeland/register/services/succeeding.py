"""Appointing for hundreds of applications at once: what was appointed ends, and whoever comes after is asked."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record_many
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.register.models import Application, Appointment
from roeland.register.services.appointing import NotHere
from roeland.work.models import Task
from roeland.work.services import ask_many, tell_many

Duty, Answer, Because = Appointment.Duty, Appointment.Answer, Appointment.EndedBecause
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
    rows = list(found.filter(organisation=leaver.organisation_id).select_related(duty).order_by("pk"))
    _appoint(rows, duty, person, actor, Because.LEFT)
    return rows


@transaction.atomic
def appoint_many(*, rows: Sequence[Application], duty: str, person: Person | None, actor: Person) -> None:
    """Do what `appoint` does for applications that are locked, and of which `actor` may edit each.

    Whoever had the duty is told. Raises OtherOrganisation, NotHere, or ValueError for an unknown duty.
    """
    duty = Duty(duty).value
    same_organisation(actor, person, *rows)
    if person is not None and not person.active:
        raise NotHere
    before = {row.pk: getattr(row, duty) for row in rows}
    _appoint(rows, duty, person, actor, Because.REPLACED if person else Because.TAKEN_AWAY)
    for one in {held.pk: held for held in before.values() if held}.values():
        if one.active and one != actor:
            theirs = [row for row in rows if before[row.pk] == one]
            tell_many(code="owner_replaced", person=one, subjects=theirs, actor=actor)


def _appoint(rows: Sequence[Application], duty: str, person: Person | None, actor: Person | None, because: str) -> None:
    after = person.name if person else ""
    values = {row.pk: {duty: [held.name if (held := getattr(row, duty)) else "", after]} for row in rows}
    _end(rows, duty, actor, because)
    _put(rows, duty, person, accepted=person is not None and person == actor)
    kept: dict[str, Any] = {"subjects": rows, "actor": actor, "fields": [duty], "values_of": values}
    if person is None:
        record_many("application.owner_removed", **kept)
    else:
        record_many("application.owner_appointed", **kept)
        _ask(rows, duty, person, actor)


def _end(rows: Sequence[Application], duty: str, actor: Person | None, because: str) -> None:
    organisation, now = {row.organisation_id for row in rows}, timezone.now()
    held = Appointment.objects.filter(organisation__in=organisation, application__in=rows, duty=duty)
    keys = list(held.filter(answer__in=("", Answer.ACCEPTED)).values_list("pk", flat=True))
    Appointment.objects.filter(pk__in=keys).update(answer=Answer.ENDED, ended_because=because, answered_at=now)
    asked = Task.objects.filter(organisation__in=organisation, subject_id__in=keys, kind=f"become_{duty}", done_at=None)
    asked.update(done_at=now, done_by=actor)


def _put(rows: Sequence[Application], duty: str, person: Person | None, *, accepted: bool) -> None:
    answer = {"owner_accepted": accepted} if duty == Duty.OWNER else {}
    here = Application.objects.filter(pk__in=[row.pk for row in rows])
    here.update(**{duty: person}, **answer, changed_at=timezone.now())


def _ask(rows: Sequence[Application], duty: str, person: Person, actor: Person | None) -> None:
    """Who takes it over themself has accepted."""
    now, oneself = timezone.now(), person == actor
    answer = {"answer": Answer.ACCEPTED, "answered_at": now} if oneself else {}
    common = {"organisation_id": person.organisation_id, "duty": duty, "person": person, "appointed_by": actor}
    asked = Appointment.objects.bulk_create(
        (Appointment(application=row, **common, **answer) for row in rows), batch_size=BATCH
    )
    if not oneself:
        ask_many(kind=f"become_{duty}", person=person, subjects=asked, actor=actor)
    _close_searches(rows, duty, actor)


def _close_searches(rows: Sequence[Application], duty: str, actor: Person | None) -> None:
    """Nobody has to find somebody any more for what was declined before."""
    declined = Appointment.objects.filter(application__in=rows, duty=duty, answer=Answer.DECLINED)
    keys = list(declined.values_list("pk", flat=True))
    open_ones = Task.objects.filter(subject_id__in=keys, kind=f"find_{duty}", done_at=None)
    open_ones.update(done_at=timezone.now(), done_by=actor)
