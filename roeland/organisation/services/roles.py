"""Verbs about roles: give, change, end."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from roeland.journal.services import record
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
    check(held)
    held.save(force_insert=True)
    record("person.role_given", subject=person, actor=actor, fields=["role"], values={"role": ["", role]})
    return held


@transaction.atomic
def change_role(*, role_held: RoleHeld, actor: Person | None, **changes: Any) -> RoleHeld:
    """Change unit, deputy, starts, ends, mandate or mitigation of a role held. Raises RoleRefused."""
    administers(actor, role_held.organisation, role_held, changes.get("unit"), changes.get("deputy"))
    held = _locked(role_held)
    if differing := changed(held, changes):
        check(held)
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


def _locked(role_held: RoleHeld) -> RoleHeld:
    rows = RoleHeld.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "person__organisation", "deputy", "unit").get(pk=role_held.pk)
