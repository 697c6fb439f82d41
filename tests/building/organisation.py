"""Organisations, units and persons with roles, for tests."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from roeland.organisation.models import Organisation, Person, RoleHeld, SupportConsent, Unit, User
from roeland.organisation.services import allow_support

PASSWORD = "correct horse battery staple"
_numbers = count(1)


def an_organisation(name: str = "Stad Voorbeeld", **fields: Any) -> Organisation:
    """A tenant. Every call makes another one."""
    return Organisation.objects.create(
        **{"name": name, "slug": f"tenant-{next(_numbers)}", "jurisdiction": "NL"} | fields
    )


def a_unit(organisation: Organisation, name: str = "Burgerzaken", *, parent: Unit | None = None, **fields: Any) -> Unit:
    """A unit; without a parent it is a legal entity at the top."""
    unit = Unit(organisation=organisation, parent=parent, name=name, is_entity=parent is None, **fields)
    unit.path = f"{parent.path if parent else ''}{unit.pk.hex}/"
    unit.save()
    unit.entity = parent.entity if parent else unit
    unit.save()
    return unit


def a_login(email: str = "") -> User:
    """Someone who can sign in with PASSWORD."""
    return User.objects.create_user(email or f"person{next(_numbers)}@voorbeeld.test", PASSWORD)


def a_person(
    organisation: Organisation, name: str = "Ann Peeters", *, role: str = "", unit: Unit | None = None, **fields: Any
) -> Person:
    """A person with a login; with `role`, holds it for `unit` (without a unit: for the whole organisation)."""
    user = fields.pop("user", None) or a_login()
    person = Person.objects.create(
        organisation=organisation, user=user, name=name, unit=unit, **{"email": user.email} | fields
    )
    if role:
        a_role(person, role, unit=unit)
    return person


def a_role(person: Person, role: str, *, unit: Unit | None = None, **fields: Any) -> RoleHeld:
    """Let the person hold `role` since the start of 2026, resting on a mandate."""
    since = {"starts": date(2026, 1, 1), "mandate": "Delegatiebesluit 2026-1"}
    return RoleHeld.objects.create(
        organisation=person.organisation, person=person, role=role, unit=unit, **since | fields
    )


def a_support_login(email: str = "") -> User:
    """Somebody of the support of who runs the server."""
    user = a_login(email)
    user.is_support = True
    user.save()
    return user


def a_consent(administrator: Person, user: User | None = None, **fields: Any) -> SupportConsent:
    """Let somebody of the support look along for a day."""
    user, until = user or a_support_login(), timezone.now() + timedelta(days=1)
    asked = {"email": user.email, "purpose": "Een import stopt halverwege.", "until": until} | fields
    return allow_support(organisation=administrator.organisation, actor=administrator, **asked)
