"""Who holds a role here and now, and who stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from roeland.organisation.models import Organisation, Person, RoleHeld, Unit


class Standing(StrEnum):
    """Why this person: holds the role, or stands in because the holder is absent, has left, or the term is over."""

    HOLDS = "holds"
    DEPUTY_OF_ABSENT = "deputy_of_absent"
    DEPUTY_OF_LEFT = "deputy_of_left"
    DEPUTY_OF_EXPIRED = "deputy_of_expired"


@dataclass(frozen=True)
class Holder:
    """The person who holds a role here, through which row, and why this person."""

    person: Person
    role_held: RoleHeld
    reason: Standing


def holder(
    organisation: Organisation,
    role: str,
    unit: Unit | None,
    today: date,
    excluding: Iterable[UUID] = frozenset(),
) -> Holder | None:
    """Return who holds `role` for `unit`: the nearest upward, then for the whole organisation; None when nobody does.

    Of several at one place the first appointed. `excluding` holds keys of persons: they and *their* deputies are
    passed over, since nobody's own deputy answers for them.
    """
    return holders(organisation, [role], unit, today, excluding).get(role)


def holders(
    organisation: Organisation,
    roles: Iterable[str],
    unit: Unit | None,
    today: date,
    excluding: Iterable[UUID] = frozenset(),
) -> dict[str, Holder]:
    """Return who holds each of these roles for `unit`, as `holder` does, in one query; gaps are left out."""
    found = all_holders(organisation, roles, unit, today, excluding)
    return {role: several[0] for role, several in found.items()}


def all_holders(
    organisation: Organisation,
    roles: Iterable[str],
    unit: Unit | None,
    today: date,
    excluding: Iterable[UUID] = frozenset(),
) -> dict[str, tuple[Holder, ...]]:
    """Return everybody who holds each of these roles at the nearest place, the first appointed first, in one query.

    Deputies only where nobody acts in person. Gaps are left out.
    """
    left_out, roles = frozenset(excluding), tuple(roles)
    places = unit.chain() if unit else ()
    held = RoleHeld.objects.filter(organisation=organisation, role__in=roles, starts__lte=today)
    held = held.filter(Q(unit__in=places) | Q(unit=None)).select_related("person", "deputy")
    by_place: dict[tuple[str, UUID | None], list[RoleHeld]] = {}
    for row in sorted(held, key=lambda row: (row.starts, row.person.name, row.pk)):
        if row.person_id not in left_out:
            by_place.setdefault((row.role, row.unit_id), []).append(row)
    found = {role: _nearest(by_place, role, (*reversed(places), None), today, left_out) for role in roles}
    return {role: several for role, several in found.items() if several}


def holders_around(
    organisation: Organisation, roles: Iterable[str], unit: Unit | None, today: date
) -> tuple[Holder, ...]:
    """Return everybody who holds one of these roles for `unit` or above it, not at the nearest place alone.

    The nearest first; each person once. Deputies only at a place where nobody acts in person.
    """
    places = unit.chain() if unit else ()
    held = RoleHeld.objects.filter(organisation=organisation, role__in=tuple(roles), starts__lte=today)
    held = held.filter(Q(unit__in=places) | Q(unit=None)).select_related("person", "deputy")
    rows = sorted(held, key=lambda row: (row.starts, row.person.name, row.pk))
    found: dict[UUID, Holder] = {}
    for place in (*reversed(places), None):
        here = [row for row in rows if row.unit_id == place]
        for one in _in_person(here, today) or _by_deputy(here, today, frozenset()):
            found.setdefault(one.person.pk, one)
    return tuple(found.values())


def _nearest(
    by_place: dict[tuple[str, UUID | None], list[RoleHeld]],
    role: str,
    places: tuple[UUID | None, ...],
    today: date,
    left_out: frozenset[UUID],
) -> tuple[Holder, ...]:
    for place in places:
        here = by_place.get((role, place), [])
        if found := _in_person(here, today) or _by_deputy(here, today, left_out):
            return found
    return ()


def _in_person(rows: list[RoleHeld], today: date) -> tuple[Holder, ...]:
    acting = (row for row in rows if not row.is_over(today) and row.person.is_here(today))
    return tuple(Holder(row.person, row, Standing.HOLDS) for row in acting)


def _by_deputy(rows: list[RoleHeld], today: date, left_out: frozenset[UUID]) -> tuple[Holder, ...]:
    here = (row for row in rows if row.deputy and row.deputy_id not in left_out and row.deputy.is_here(today))
    return tuple(Holder(row.deputy, row, _why(row, today)) for row in here if row.deputy)


def _why(row: RoleHeld, today: date) -> Standing:
    if row.is_over(today):
        return Standing.DEPUTY_OF_EXPIRED
    return Standing.DEPUTY_OF_ABSENT if row.person.active else Standing.DEPUTY_OF_LEFT
