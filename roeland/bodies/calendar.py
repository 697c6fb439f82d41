"""The sessions of somebody's bodies, for the calendar of what is due."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from roeland.bodies.models import Member, Session
from roeland.organisation.models import Person
from roeland.work.calendar import Event

LOOKS_BACK = timedelta(days=60)
MOST = 100


def sessions(person: Person) -> list[Event]:
    """The sessions of the bodies in which this person sits on that day, from two months ago on."""
    since = timezone.localdate() - LOOKS_BACK
    seats = list(Member.objects.filter(organisation=person.organisation_id, person=person))
    rows = Session.objects.filter(body__in={seat.body_id for seat in seats}, day__gte=since).select_related("body")
    rows = rows.exclude(state=Session.State.CANCELLED)
    mine = [row for row in rows.order_by("day", "pk")[:MOST] if any(_at(seat, row) for seat in seats)]
    return [_event(row) for row in mine]


def _at(seat: Member, session: Session) -> bool:
    return seat.body_id == session.body_id and seat.sits(session.day)


def _event(session: Session) -> Event:
    where = f"{settings.PUBLIC_URL}{session.get_absolute_url()}"
    title = f"{session.body.name} {session.starts_at:%H:%M}" if session.starts_at else session.body.name
    return Event(f"{session.pk}@roeland", session.day, title, where, session.planned_at)
