"""The verbs of leaving: plan it, take that back, carry it out in one transaction on the day itself."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.leaving.kinds import Move, kinds
from roeland.organisation.models import Departure, Person, RoleHeld
from roeland.organisation.services import today
from roeland.organisation.services.people import close_door

AT_ONCE = 20
ADMINISTRATOR = "administrator"


class LastAdministrator(Exception):
    """Nobody would administer the organisation any more."""


class AlreadyLeft(Exception):
    """The person no longer works here."""


@transaction.atomic
def note_departure(
    *,
    person: Person,
    leaves_on: date,
    successor: Person | None,
    others: Mapping[str, Person | None],
    actor: Person,
) -> Departure:
    """Keep who leaves when, and who takes over what; today or earlier is done at once. Replaces an earlier plan.

    `successor` takes all that is not in `others`, which gives the key of a thing with who takes it, or nobody.
    Raises NotPermitted, OtherOrganisation, AlreadyLeft or LastAdministrator.
    """
    must(actor, "person.depart", person)
    same_organisation(actor, person, successor, *others.values())
    person = Person.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=person.pk)
    if not person.active:
        raise AlreadyLeft
    _close(person)
    departure = Departure.objects.create(
        organisation=person.organisation,
        person=person,
        leaves_on=leaves_on,
        successor=successor,
        others={key: str(other.pk) if other else "" for key, other in others.items()},
        noted_by=actor,
        noted_at=timezone.now(),
    )
    _must_leave_an_administrator(departure)
    record("person.departure_noted", subject=person, actor=actor, values={"leaves_on": ["", leaves_on.isoformat()]})
    if leaves_on <= today():
        carry_out(departure=departure, actor=actor)
    return departure


@transaction.atomic
def withdraw_departure(*, person: Person, actor: Person) -> int:
    """The person stays after all; return how many plans there were (0 or 1). Raises NotPermitted."""
    must(actor, "person.depart", person)
    withdrawn = _close(person)
    if withdrawn:
        record("person.departure_withdrawn", subject=person, actor=actor)
    return withdrawn


@transaction.atomic
def carry_out(*, departure: Departure, actor: Person | None) -> Departure:
    """Hand over everything that the person holds now, also what came after the plan, and close the door."""
    rows = Departure.objects.select_for_update(of=("self",))
    departure = rows.select_related("person__organisation", "successor__organisation", "noted_by").get(pk=departure.pk)
    if departure.closed_at is not None:
        return departure
    chosen, leaver = _chosen(departure), departure.person
    for kind in kinds():
        taken = ((thing, chosen.get(thing.key, departure.successor)) for thing in kind.held(leaver))
        kind.hand_over([(thing.row, _move(departure, to, actor)) for thing, to in taken])
    close_door(leaver, actor)
    departure.closed_at = timezone.now()
    departure.save(update_fields=["closed_at"])
    return departure


def _move(departure: Departure, successor: Person | None, actor: Person | None) -> Move:
    leaver = departure.person
    here = successor is not None and successor.active and successor.pk != leaver.pk
    return Move(leaver, successor if here else None, actor, departure.noted_by)


def take_up_departures(now: datetime) -> int:
    """Carry out what is due today, each in a transaction of its own; return how many. Safe to run twice."""
    due = Departure.objects.filter(closed_at=None, leaves_on__lte=timezone.localdate(now)).order_by("leaves_on", "pk")
    return sum(carry_out(departure=found, actor=None).closed_at is not None for found in due[:AT_ONCE])


def _close(person: Person) -> int:
    return Departure.objects.filter(person=person, closed_at=None).update(closed_at=timezone.now())


def _chosen(departure: Departure) -> dict[str, Person | None]:
    """Who takes what is not for the successor of the rest; who left meanwhile, or leaves now, takes nothing."""
    keys = [UUID(key) for key in departure.others.values() if key]
    rows = Person.objects.filter(organisation=departure.organisation_id, pk__in=keys, active=True)
    people = {str(person.pk): person for person in rows.exclude(pk=departure.person_id).select_related("organisation")}
    return {thing: people.get(key) for thing, key in departure.others.items()}


def _must_leave_an_administrator(departure: Departure) -> None:
    day, chosen = today(), _chosen(departure)
    rows = RoleHeld.objects.filter(organisation=departure.organisation_id, role=ADMINISTRATOR)
    rows = rows.filter(Q(ends=None) | Q(ends__gte=day), starts__lte=day, person__active=True)
    own = [row for row in rows if row.person_id == departure.person_id]
    taken = any(chosen.get(f"role:{row.pk}", departure.successor) is not None for row in own)
    if own and not taken and all(row.person_id == departure.person_id for row in rows):
        raise LastAdministrator
