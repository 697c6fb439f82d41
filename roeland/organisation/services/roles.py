"""Verbs about roles: give, change, end."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person, RoleHeld, Unit
from roeland.organisation.role_rules import check
from roeland.organisation.services.acting import administers, changed, today


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
    decides_alone: bool = False,
    may_stop: bool = False,
    mitigation: str = "",
    source: str = "",
) -> RoleHeld:
    """Let a person hold a role from `starts` (today): for the organisation, or for `unit` and all below it.

    Raises RoleRefused.
    """
    administers(actor, person.organisation, person, unit, deputy)
    held = RoleHeld(organisation=person.organisation, person=person, role=role, unit=unit, deputy=deputy)
    held.starts, held.ends, held.source = starts or today(), ends, source
    held.mandate, held.mitigation = mandate, mitigation
    held.decides_alone, held.may_stop = decides_alone, may_stop
    return _give(held, given_by=actor, actor=actor)


@transaction.atomic
def hand_over_role(*, role_held: RoleHeld, successor: Person, actor: Person) -> RoleHeld:
    """Let somebody else hold a role from today, with its place, deputy, term and mandate; the earlier holder stops.

    Raises NotPermitted, OtherOrganisation or RoleRefused.
    """
    same_organisation(actor, role_held, successor)
    must(actor, "person.depart", role_held.person)
    return move_role(role_held, successor, given_by=actor, actor=actor)


@transaction.atomic
def change_role(*, role_held: RoleHeld, actor: Person | None, **changes: Any) -> RoleHeld:
    """Change the place, deputy, term, mandate (and what it allows) or mitigation of a role held. Raises RoleRefused."""
    administers(actor, role_held.organisation, role_held, changes.get("unit"), changes.get("deputy"))
    held = locked_role(role_held)
    if differing := changed(held, changes):
        check(held)
        held.save()
        record("person.role_changed", subject=held.person, actor=actor, fields=differing, values=differing)
    return held


@transaction.atomic
def end_role(*, role_held: RoleHeld, actor: Person | None) -> RoleHeld:
    """Let somebody hold a role no longer, from today; the deputy stops too, unlike when a term runs out."""
    administers(actor, role_held.organisation, role_held)
    return end_held(locked_role(role_held), actor)


def passed_on(held: RoleHeld, successor: Person) -> RoleHeld:
    """The role as `successor` would hold it from today; not stored."""
    stays = held.deputy is not None and held.deputy.active and held.deputy_id != successor.pk
    deputy = held.deputy if stays else None
    made = RoleHeld(organisation=held.organisation, person=successor, role=held.role, unit=held.unit, deputy=deputy)
    made.starts, made.mandate = max(held.starts, today()), held.mandate
    made.decides_alone, made.may_stop = held.decides_alone, held.may_stop
    made.ends = None if held.is_over(made.starts) else held.ends
    return made


def locked_role(role_held: RoleHeld) -> RoleHeld:
    """The role with its row locked."""
    rows = RoleHeld.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "person__organisation", "deputy", "unit").get(pk=role_held.pk)


def _give(held: RoleHeld, *, given_by: Person | None, actor: Person | None) -> RoleHeld:
    """Keep it; who did not give it to themselves is asked to accept it."""
    Person.objects.select_for_update().get(pk=held.person_id)  # two roles at once must not slip past each other
    check(held)
    held.given_by, held.given_on = given_by, today()
    if given_by is not None and given_by.pk != held.person_id:
        held.answer = RoleHeld.Answer.WAITING
    held.save(force_insert=True)
    record("person.role_given", subject=held.person, actor=actor, fields=["role"], values={"role": ["", held.role]})
    return held


def move_role(role_held: RoleHeld, successor: Person, *, given_by: Person | None, actor: Person | None) -> RoleHeld:
    """Let somebody else hold a role; who calls this has seen to the permission."""
    held = locked_role(role_held)
    made = _give(passed_on(held, successor), given_by=given_by, actor=actor)
    end_held(held, actor)
    return made


def end_held(held: RoleHeld, actor: Person | None) -> RoleHeld:
    """End a role; who calls this has seen to the permission."""
    held.ends, held.deputy = today() - timedelta(days=1), None
    held.save()
    record("person.role_ended", subject=held.person, actor=actor, fields=["role"], values={"role": [held.role, ""]})
    return held


def pass_deputyship(held: RoleHeld, deputy: Person | None, actor: Person | None) -> RoleHeld:
    """Give a role another deputy, or none; who calls this has seen to the permission and to what is possible."""
    differing = changed(held, {"deputy": deputy})
    held.save(update_fields=["deputy"])
    record("person.role_changed", subject=held.person, actor=actor, fields=differing, values=differing)
    return held
