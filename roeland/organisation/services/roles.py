"""Verbs about roles: give, change, end; and what nobody may combine."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from roeland.content.organising import Role
from roeland.journal.services import record
from roeland.organisation import queries
from roeland.organisation.models import Person, RoleHeld, Unit
from roeland.organisation.services.acting import administers, changed, today


class RoleRefused(Exception):
    """The role cannot be held like this. `code` says why, `other` which role it has to do with.

    Codes: unknown_role, forbidden_combination, needs_mitigation, deputy_lacks_role, own_deputy, ends_before_start,
    already_held, person_left.
    """

    def __init__(self, code: str, other: str = "") -> None:
        super().__init__(f"{code} {other}".strip())
        self.code, self.other = code, other


@transaction.atomic
def give_role(
    *,
    person: Person,
    role: str,
    actor: Person | None,
    unit: Unit | None = None,
    deputy: Person | None = None,
    starts: date | None = None,
    ends: date | None = None,
    mandate: str = "",
    mitigation: str = "",
    source: str = "",
) -> RoleHeld:
    """Let a person hold a role from `starts` (today): for the organisation, or for `unit` and all below it.

    Raises RoleRefused.
    """
    administers(actor, person.organisation, person, unit, deputy)
    Person.objects.select_for_update().get(pk=person.pk)  # two roles at once must not slip past each other
    held = RoleHeld(organisation=person.organisation, person=person, role=role, unit=unit, deputy=deputy)
    held.starts, held.ends, held.source = starts or today(), ends, source
    held.mandate, held.mitigation = mandate, mitigation
    _check(held)
    held.save(force_insert=True)
    record("person.role_given", subject=person, actor=actor, fields=["role"], values={"role": ["", role]})
    return held


@transaction.atomic
def change_role(*, role_held: RoleHeld, actor: Person | None, **changes: Any) -> RoleHeld:
    """Change unit, deputy, starts, ends, mandate or mitigation of a role held. Raises RoleRefused."""
    administers(actor, role_held.organisation, role_held, changes.get("unit"), changes.get("deputy"))
    held = _locked(role_held)
    if differing := changed(held, changes):
        _check(held)
        held.save()
        record("person.role_changed", subject=held.person, actor=actor, fields=differing, values=differing)
    return held


@transaction.atomic
def end_role(*, role_held: RoleHeld, actor: Person | None) -> RoleHeld:
    """Let somebody hold a role no longer, from today; the deputy stops too, unlike when a term runs out."""
    administers(actor, role_held.organisation, role_held)
    held = _locked(role_held)
    held.ends, held.deputy = today() - timedelta(days=1), None
    held.save()
    record("person.role_ended", subject=held.person, actor=actor, fields=["role"], values={"role": [held.role, ""]})
    return held


def _check(held: RoleHeld) -> None:
    known = queries.roles().by_code.get(held.role)
    if known is None:
        raise RoleRefused("unknown_role", held.role)
    if not held.person.active:
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


def _locked(role_held: RoleHeld) -> RoleHeld:
    rows = RoleHeld.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "person__organisation", "deputy", "unit").get(pk=role_held.pk)
