"""Being away for a while: said by the person, taken up and ended by itself."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from roeland.journal.services import record
from roeland.organisation.access import must
from roeland.organisation.models import Person
from roeland.organisation.services.acting import changed, today

AT_ONCE = 500


class AbsenceRefused(Exception):
    """The days make no sense. `code`: ends_before_start, or over."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def note_absence(*, person: Person, starts: date, ends: date | None, actor: Person) -> Person:
    """Keep from when until when (that day included, None is not known yet) a person is away; deputies stand in.

    Raises NotPermitted or AbsenceRefused.
    """
    must(actor, "absence.note", person)
    if ends and ends < starts:
        raise AbsenceRefused("ends_before_start")
    if ends and ends < today():
        raise AbsenceRefused("over")
    person = _locked(person)
    if differing := changed(person, {"absent_from": starts, "absent_until": ends}):
        person.save()
        record("person.absence_noted", subject=person, actor=actor, fields=differing, values=differing)
    return _follow(person, today())


@transaction.atomic
def end_absence(*, person: Person, actor: Person) -> Person:
    """Forget an absence: the person is back, or does not go after all. Raises NotPermitted."""
    must(actor, "absence.note", person)
    person = _locked(person)
    if differing := changed(person, {"absent_from": None, "absent_until": None, "away": False}):
        person.save()
        record("person.absence_ended", subject=person, actor=actor, fields=differing, values=differing)
    return person


def take_up_absences(now: datetime) -> int:
    """Tell the rooms above whose absence has begun or is over; return how many. Safe to run twice."""
    day = timezone.localdate(now)
    begun = Q(away=False, absent_from__lte=day) & (Q(absent_until=None) | Q(absent_until__gte=day))
    over = Q(away=True) & (Q(absent_from=None) | Q(absent_from__gt=day) | Q(absent_until__lt=day))
    found = Person.objects.filter(begun | over, active=True).order_by("pk")[:AT_ONCE]
    return sum(_take_up(person, day) for person in found)


@transaction.atomic
def _take_up(person: Person, day: date) -> bool:
    before = _locked(person)
    away = before.away
    return _follow(before, day).away != away


def _follow(person: Person, day: date) -> Person:
    """Note what is so on this day, once; an absence that is over is forgotten."""
    gone = not person.is_here(day)
    if person.away == gone:
        return person
    person.away = gone
    if not gone and person.absent_until and person.absent_until < day:
        person.absent_from = person.absent_until = None
    person.save(update_fields=["away", "absent_from", "absent_until"])
    if gone:
        record("person.absence_began", subject=person, actor=None)
    else:
        record("person.absence_ended", subject=person, actor=None)
    return person


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).select_related("organisation", "unit").get(pk=person.pk)
