"""A team works with an application that stands in the register already: a use, not a second application."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.journal.services import record
from roeland.organisation.access import NotPermitted, held_by, may, must, same_organisation
from roeland.organisation.models import Person, Unit
from roeland.register.models import Answered, Application, Use
from roeland.register.resembling import FINISHED
from roeland.work import services as work

CHANGING = ("unit", "purpose", "contact", "people")


class NoLongerUsed(Exception):
    """The application is retired, rejected or stopped: nobody can begin to use it."""


class UseEnded(Exception):
    """This use has ended already."""


class NotYourUnit(NotPermitted):
    """Somebody speaks for a unit that is not theirs."""

    def __init__(self, person: Person) -> None:
        super().__init__("application.report", person)

    @property
    def reason(self) -> str:
        """What this person may not do, in a sentence."""
        return _("You can only say this for your own unit. Nothing was kept.")


def units_of(person: Person) -> QuerySet[Unit]:
    """The units for which this person may say what they use: the own one, where a role is held, and all below.

    Who keeps the register speaks for every unit, and so does somebody without a unit.
    """
    rows = Unit.objects.filter(organisation=person.organisation_id).order_by("name", "pk")
    if person.unit is None or may(person, "use.judge"):
        return rows
    held = [row.unit for row in held_by(person) if row.unit is not None]
    below = {unit.path for unit in (person.unit, *held)}
    keys = [unit.pk for unit in rows if any(unit.path.startswith(path) for path in below)]
    return rows.filter(pk__in=keys)


@transaction.atomic
def add_use(
    *,
    application: Application,
    unit: Unit,
    purpose: str,
    contact: Person | None,
    people: int | None,
    actor: Person,
    fits: str = Answered.UNKNOWN,
) -> Use:
    """Keep that a unit works with an application; the same one twice is one. The AI owner is told.

    `fits`: whether it stays within what the application may be used for, as the room above knows it. Raises
    NotPermitted, NotYourUnit, OtherOrganisation or NoLongerUsed.
    """
    must(actor, "application.report", application)
    same_organisation(actor, unit, contact)
    _must_be_own(unit, actor)
    application = Application.objects.select_for_update(of=("self",)).select_related("owner").get(pk=application.pk)
    if application.phase in FINISHED:
        raise NoLongerUsed(application.phase)
    here = Use.objects.going_on().filter(application=application, unit=unit, purpose=purpose.strip())
    if same := here.select_related("application", "unit").first():
        return same
    use = Use.objects.create(
        organisation=application.organisation,
        application=application,
        unit=unit,
        purpose=purpose.strip(),
        contact=contact,
        people=people,
        added_by=actor,
        fits=Answered(fits).value,
    )
    record("application.use_added", subject=application, actor=actor, values={"use": [None, _in_words(use)]})
    _tell("use_added", use, [application.owner], actor)
    return use


@transaction.atomic
def change_use(*, use: Use, unit: Unit, purpose: str, contact: Person | None, people: int | None, actor: Person) -> Use:
    """Change what is written of a use. Raises NotPermitted, NotYourUnit, OtherOrganisation or UseEnded."""
    row = _open(use, "use.change", actor)
    same_organisation(actor, unit, contact)
    if unit.pk != row.unit_id:
        _must_be_own(unit, actor)
    wanted: dict[str, Any] = {"unit": unit, "purpose": purpose.strip(), "contact": contact, "people": people}
    if all(getattr(row, field) == wanted[field] for field in CHANGING):
        return row
    before = _in_words(row)
    for field, value in wanted.items():
        setattr(row, field, value)
    row.save(update_fields=CHANGING)
    values = {"use": [before, _in_words(row)]}
    record("application.use_changed", subject=row.application, actor=actor, values=values)
    return row


@transaction.atomic
def end_use(*, use: Use, reason: str, actor: Person) -> Use:
    """Keep that a unit no longer works with an application. Who added it, its contact and the AI owner are told.

    Raises NotPermitted or UseEnded.
    """
    row = _open(use, "use.change", actor)
    row.ended_on = timezone.localdate()
    row.save(update_fields=["ended_on"])
    work.done(actor=actor, subject=row)
    values = {"use": [_in_words(row), None]}
    record("application.use_ended", subject=row.application, actor=actor, reason=reason.strip(), values=values)
    _tell("use_ended", row, [row.application.owner, row.added_by, row.contact], actor)
    return row


@transaction.atomic
def find_fitting(*, use: Use, actor: Person) -> Use:
    """Say that a use fits what the application is meant for; who asked is told. Raises NotPermitted or UseEnded."""
    row = _open(use, "use.judge", actor)
    row.fits = Answered.YES
    row.save(update_fields=["fits"])
    work.done(actor=actor, subject=row)
    record("application.use_changed", subject=row.application, actor=actor, values={"fits": [None, _in_words(row)]})
    _tell("use_fits", row, [row.added_by, row.contact], actor)
    return row


def _open(use: Use, permission: str, actor: Person) -> Use:
    along = ("application__owner", "unit", "contact", "added_by")
    row = Use.objects.select_for_update(of=("self",)).select_related(*along).get(pk=use.pk)
    must(actor, permission, row)
    if row.ended_on:
        raise UseEnded
    return row


def _must_be_own(unit: Unit, actor: Person) -> None:
    if not units_of(actor).filter(pk=unit.pk).exists():
        raise NotYourUnit(actor)


def _tell(code: str, use: Use, persons: list[Person | None], actor: Person) -> None:
    others = [person for person in persons if person is not None and person.active and person != actor]
    if others:
        work.tell(code=code, persons=others, subject=use, actor=actor)


def _in_words(use: Use) -> str:
    return f"{use.unit.name if use.unit else '–'}: {use.purpose}"
