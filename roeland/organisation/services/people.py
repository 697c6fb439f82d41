"""Verbs about persons and their logins."""

from typing import Any

from django.db import transaction

from roeland.journal.services import record
from roeland.organisation import finding
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Organisation, Person, Unit, User
from roeland.organisation.services.acting import administers, changed


class LoginTaken(Exception):
    """This login is already somebody in this organisation, or this person already has another login."""


@transaction.atomic
def add_person(
    *,
    organisation: Organisation,
    name: str,
    actor: Person | None,
    email: str = "",
    function: str = "",
    unit: Unit | None = None,
    user: User | None = None,
) -> Person:
    """Add someone to an organisation, with or without a login. Raises LoginTaken."""
    administers(actor, organisation, unit)
    if user and Person.objects.filter(organisation=organisation, user=user).exists():
        raise LoginTaken
    person = Person(organisation=organisation, name=name, email=email, function=function, unit=unit, user=user)
    return _keep(person, actor)


@transaction.atomic
def note_person(*, organisation: Organisation, name: str, actor: Person | None, email: str = "") -> Person:
    """Add someone from outside, without a login, where a room needs them; who calls this has seen to the permission.

    Raises OtherOrganisation.
    """
    same_organisation(actor, organisation)
    return _keep(Person(organisation=organisation, name=name, email=email), actor)


@transaction.atomic
def change_person(*, person: Person, actor: Person | None, **changes: Any) -> Person:
    """Change name, email, function, unit, absent_from or absent_until of a person."""
    administers(actor, person.organisation, person, changes.get("unit"))
    person = _locked(person)
    if differing := changed(person, changes):
        person.save()
        finding.index(person)
        record("person.changed", subject=person, actor=actor, fields=differing, values=differing)
    return person


@transaction.atomic
def give_login(*, person: Person, user: User, actor: Person | None) -> Person:
    """Let a login be this person. Raises LoginTaken."""
    administers(actor, person.organisation, person)
    person = _locked(person)
    taken = Person.objects.filter(organisation=person.organisation_id, user=user).exclude(pk=person.pk).exists()
    if taken or person.user_id not in (None, user.pk):
        raise LoginTaken
    if differing := changed(person, {"user": user}):
        person.save()
        record("person.changed", subject=person, actor=actor, fields=differing)
    return person


@transaction.atomic
def let_go(*, person: Person, actor: Person | None) -> Person:
    """Close the door for who no longer works here; roles stay visible as vacant, deputies stand in."""
    same_organisation(actor, person)
    if actor is not None:
        must(actor, "person.depart", person)
    return close_door(person, actor)


def close_door(person: Person, actor: Person | None) -> Person:
    """Note that somebody left; who calls this has seen to the permission."""
    person = _locked(person)
    if differing := changed(person, {"active": False}):
        person.save()
        finding.index(person)
        record("person.left", subject=person, actor=actor, fields=differing)
    return person


@transaction.atomic
def record_sign_in(*, person: Person) -> None:
    """Keep that somebody signed in; of the support, that it came in to look along."""
    if person.only_looks:
        record("support.entered", subject=person, actor=person)
    else:
        record("sign_in.done", subject=person, actor=person)


@transaction.atomic
def record_linked(*, person: Person) -> None:
    """Keep that somebody can sign in with the account of an organisation from now on."""
    record("sign_in.linked", subject=person, actor=person)


def _keep(person: Person, actor: Person | None) -> Person:
    person.save(force_insert=True)
    finding.index(person)
    record("person.added", subject=person, actor=actor, values={"name": ["", person.name]})
    return person


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).select_related("organisation", "unit").get(pk=person.pk)
