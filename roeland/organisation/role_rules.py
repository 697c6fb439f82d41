"""Who can hold which role: what nobody may combine, who may stand in."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from roeland.content.organising import Role
from roeland.organisation import queries
from roeland.organisation.models import Person, RoleHeld, Unit


class RoleRefused(Exception):
    """The role cannot be held like this. `code` says why, `other` which role it has to do with.

    Codes: unknown_role, forbidden_combination, needs_mitigation, deputy_lacks_role, own_deputy, ends_before_start,
    already_held, person_left.
    """

    def __init__(self, code: str, other: str = "") -> None:
        super().__init__(f"{code} {other}".strip())
        self.code, self.other = code, other


def refusals_of(person: Person, roles: list[str], unit: Unit | None) -> tuple[list[str], list[tuple[str, RoleRefused]]]:
    """Say which of these roles `person` could hold together from today, and why not the others. Writes nothing.

    A role that the person holds there already is in neither. The person need not be kept yet.
    """
    could: list[str] = []
    refused = []
    for role in roles:
        try:
            check(
                RoleHeld(
                    organisation=person.organisation, person=person, role=role, unit=unit, starts=timezone.localdate()
                )
            )
            _check_together(role, could)
            could.append(role)
        except RoleRefused as refusal:
            if refusal.code != "already_held":
                refused.append((role, refusal))
    return could, refused


def _check_together(role: str, others: list[str]) -> None:
    known = queries.roles().by_code[role]
    for code, apart in (("forbidden_combination", known.apart_from), ("needs_mitigation", known.careful_with)):
        if clash := set(others).intersection(apart):
            raise RoleRefused(code, min(clash))


def check(held: RoleHeld) -> None:
    """Raise RoleRefused when a role cannot be held like this. Writes nothing."""
    known = queries.roles().by_code.get(held.role)
    if known is None:
        raise RoleRefused("unknown_role", held.role)
    if not held.person.active or held.person.only_looks:
        raise RoleRefused("person_left")
    if held.ends and held.ends < held.starts:
        raise RoleRefused("ends_before_start")
    _check_beside(held, known)
    _check_deputy(held, known)


def _check_beside(held: RoleHeld, known: Role) -> None:
    beside = _overlapping(held.person, held).exclude(pk=held.pk)
    roles = set(beside.values_list("role", flat=True))
    if forbidden := roles.intersection(known.apart_from):
        raise RoleRefused("forbidden_combination", min(forbidden))
    if (careful := roles.intersection(known.careful_with)) and not held.mitigation.strip():
        raise RoleRefused("needs_mitigation", min(careful))
    if beside.filter(role=held.role, unit=held.unit).exists():
        raise RoleRefused("already_held", held.role)


def _check_deputy(held: RoleHeld, known: Role) -> None:
    if held.deputy is None:
        return
    if held.deputy_id == held.person_id:
        raise RoleRefused("own_deputy")
    if not held.deputy.active:
        raise RoleRefused("person_left")
    if known.deputy_holds and not _overlapping(held.deputy, held).filter(role=held.role).exists():
        raise RoleRefused("deputy_lacks_role", held.role)
    if forbidden := _roles_beside(held.deputy, held).intersection(known.apart_from):
        raise RoleRefused("forbidden_combination", min(forbidden))


def _roles_beside(person: Person, held: RoleHeld) -> set[str]:
    return set(_overlapping(person, held).values_list("role", flat=True))


def _overlapping(person: Person, held: RoleHeld) -> Any:
    """What a person holds at any moment of the term of `held`."""
    rows = RoleHeld.objects.filter(person=person).filter(Q(ends=None) | Q(ends__gte=held.starts))
    return rows.filter(starts__lte=held.ends) if held.ends else rows
