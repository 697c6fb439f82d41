"""Who answers for an application: somebody is appointed, and says yes or no. Nobody becomes an owner unasked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from roeland.journal.services import record
from roeland.organisation.access import may, must, same_organisation
from roeland.organisation.models import Person
from roeland.organisation.queries import holders_of
from roeland.register.models import Application, Appointment
from roeland.work.services import ask, done, tell

Duty, Answer, Because = Appointment.Duty, Appointment.Answer, Appointment.EndedBecause
# Who takes care of the register finds another owner when who appointed can no longer do so.
STANDS_IN = "information_manager"
AT_ONCE = 100  # questions in one minute


class NoLongerAsked(Exception):
    """The question is answered already, or it was taken back."""


class ReasonMissing(Exception):
    """Who declines says why."""


class NotHere(Exception):
    """Somebody who no longer works here cannot be appointed."""


@transaction.atomic
def appoint(*, application: Application, duty: str, person: Person | None, actor: Person | None) -> Appointment | None:
    """Ask `person` to take a duty of Appointment.Duty on; None takes it away. The one way in which an owner changes,
    but for all those of somebody who leaves: `succeed`.

    Who appoints themself has accepted. Nothing happens when the person holds it, or is asked, already. Who may edit the
    application may do this, who administers the organisation, and Roeland itself (None).
    Raises NotPermitted, OtherOrganisation, NotHere, or ValueError for an unknown duty.
    """
    duty = Duty(duty).value
    same_organisation(actor, application, person)
    row = Application.objects.select_for_update().get(pk=application.pk)
    _must_appoint(actor, row)
    before: Person | None = getattr(row, duty)
    if before == person:
        return _say_yes_oneself(row, duty, person, actor)
    if person is not None and not person.active:
        raise NotHere
    _end(row, duty, before, actor, Because.REPLACED if person else Because.TAKEN_AWAY)
    _put(row, duty, person, accepted=person is not None and person == actor)
    values = {duty: [before.name if before else "", person.name if person else ""]}
    if person is None:
        record("application.owner_removed", subject=row, actor=actor, fields=[duty], values=values)
        return None
    record("application.owner_appointed", subject=row, actor=actor, fields=[duty], values=values)
    return _ask(row, duty, person, actor)


@transaction.atomic
def answer_appointment(*, appointment: Appointment, accepted: bool, reason: str = "", actor: Person) -> Appointment:
    """Say yes or no. Who declines says why, and is owner no longer; who appointed is told, and finds another.

    Raises NotPermitted (only who was appointed answers), NoLongerAsked or ReasonMissing.
    """
    must(actor, "appointment.answer", appointment)
    row = Application.objects.select_for_update().get(pk=appointment.application_id)
    asked = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if not asked.is_open:
        raise NoLongerAsked
    if not accepted and not reason.strip():
        raise ReasonMissing
    _close(asked, Answer.ACCEPTED if accepted else Answer.DECLINED, actor, reason.strip())
    if accepted:
        _accept(row, asked, actor)
    else:
        _decline(row, asked, actor)
    return asked


def take_up_unasked(now: datetime) -> int:
    """Ask whoever was named in a file that came in, and was never asked; return how many. Safe to run twice."""
    return sum(_ask_once(key, duty) for duty in Duty for key in list(_unasked(duty)[:AT_ONCE]))


def _unasked(duty: str) -> QuerySet[Application, UUID]:
    """The keys of applications where somebody has a duty that nobody asked them to take on."""
    asked = Appointment.objects.filter(application=OuterRef("pk"), person=OuterRef(duty), duty=duty)
    rows = Application.objects.filter(**{f"{duty}__active": True}).exclude(Exists(asked.exclude(answer=Answer.ENDED)))
    if duty == Duty.OWNER:
        rows = rows.filter(owner_accepted=False)
    return rows.order_by("pk").values_list("pk", flat=True)


@transaction.atomic
def _ask_once(key: UUID, duty: str) -> bool:
    row = Application.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if row is None or not _unasked(duty).filter(pk=key).exists():
        return False
    person = getattr(row, duty)
    record("application.owner_appointed", subject=row, actor=None, fields=[duty], values={duty: ["", person.name]})
    _ask(row, duty, person, None)
    return True


def _must_appoint(actor: Person | None, row: Application) -> None:
    if actor is not None and not may(actor, "organisation.administer", actor.organisation):
        must(actor, "application.edit", row)


def _put(row: Application, duty: str, person: Person | None, *, accepted: bool) -> None:
    setattr(row, duty, person)
    if duty == Duty.OWNER:
        row.owner_accepted = accepted
    row.save(update_fields=[duty, "owner_accepted", "changed_at"])


def _ask(row: Application, duty: str, person: Person, actor: Person | None) -> Appointment:
    asked = Appointment.objects.create(
        organisation_id=row.organisation_id, application=row, duty=duty, person=person, appointed_by=actor
    )
    if person == actor:
        _close(asked, Answer.ACCEPTED, actor)
    else:
        ask(kind=f"become_{duty}", person=person, subject=asked, actor=actor)
    for declined in _of(row, duty).filter(answer=Answer.DECLINED):
        done(subject=declined, kind=f"find_{duty}", actor=actor)
    return asked


def _say_yes_oneself(row: Application, duty: str, person: Person | None, actor: Person | None) -> Appointment | None:
    """Appointing whoever is appointed already changes nothing, unless one does so oneself: that is a yes."""
    asked = _of(row, duty).filter(person=person, answer__in=("", Answer.ACCEPTED)).last()
    if asked and asked.is_open and actor is not None and actor == person:
        return answer_appointment(appointment=asked, accepted=True, actor=actor)
    return asked


def _end(row: Application, duty: str, before: Person | None, actor: Person | None, because: str) -> None:
    """Take back what was asked of whoever was appointed before, and tell them."""
    for asked in _of(row, duty).filter(answer__in=("", Answer.ACCEPTED)):
        _close(asked, Answer.ENDED, actor, because=because)
    if before is not None and before != actor and before.active:
        tell(code="owner_replaced", persons=[before], subject=row, actor=actor)


def _close(asked: Appointment, answer: str, actor: Person | None, reason: str = "", because: str = "") -> None:
    asked.answer, asked.answered_at, asked.reason, asked.ended_because = answer, timezone.now(), reason, because
    asked.save(update_fields=["answer", "answered_at", "reason", "ended_because"])
    done(subject=asked, kind=f"become_{asked.duty}", actor=actor)


def _accept(row: Application, asked: Appointment, actor: Person) -> None:
    _put(row, asked.duty, asked.person, accepted=True)
    record("application.owner_accepted", subject=row, actor=actor)
    if asked.appointed_by and asked.appointed_by != actor and asked.appointed_by.active:
        tell(code="owner_accepted", persons=[asked.appointed_by], subject=asked, actor=actor)


def _decline(row: Application, asked: Appointment, actor: Person) -> None:
    _put(row, asked.duty, None, accepted=False)
    values = {asked.duty: [asked.person.name, ""]}
    record(
        "application.owner_declined", subject=row, actor=actor, reason=asked.reason, fields=[asked.duty], values=values
    )
    if seeker := _who_finds_another(row, asked):
        tell(code="owner_declined", persons=[seeker], subject=asked, actor=actor)
        ask(kind=f"find_{asked.duty}", person=seeker, subject=asked, detail=asked.reason, actor=actor)


def _who_finds_another(row: Application, asked: Appointment) -> Person | None:
    """Who appointed; else who reported; else who takes care of the register."""
    close = [person for person in (asked.appointed_by, row.reporter) if person and person.active]
    close = [person for person in close if person != asked.person and may(person, "application.edit", row)]
    keepers = holders_of(row.organisation, (STANDS_IN,), timezone.localdate()) if not close else []
    return next(iter([*close, *(held.person for held in keepers)]), None)


def _of(row: Application, duty: str) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(organisation=row.organisation_id, application=row, duty=duty)
    return rows.select_related("application", "person", "appointed_by").order_by("pk")
