"""What an identity provider says about a person becomes who it is here: name, unit, roles."""

import logging
from collections.abc import Iterable
from typing import Any

from allauth.socialaccount.models import SocialLogin
from django.db import transaction

from roeland.organisation import openid, queries, services
from roeland.organisation.models import Organisation, Person, RoleHeld, Unit, User

log = logging.getLogger(__name__)


@transaction.atomic
def apply(user: User, login: SocialLogin) -> Person | None:
    """Make the person of this login what its provider says. Roles that people gave by hand stay as they are."""
    provider = openid.provider_of(login)
    if provider is None:
        return None
    organisation = Organisation.objects.filter(slug=provider.organisation).first()
    if organisation is None:
        log.warning("Provider %s serves an organisation that does not exist: %s", provider.id, provider.organisation)
        return None
    said = _said(login)
    unit = _unit(organisation, provider, said.get(provider.claims.unit))
    person = _person(user, organisation, provider, str(said.get(provider.claims.name) or user.email), unit)
    if person is not None:
        _roles(person, provider, said.get(provider.claims.roles))
    return person


def _said(login: SocialLogin) -> dict[str, Any]:
    data = login.account.extra_data
    return {**data.get("id_token", {}), **data.get("userinfo", {}), **data}


def _unit(organisation: Organisation, provider: openid.Provider, said: Any) -> Unit | None:
    for value in _values(said):
        found = list(Unit.objects.filter(organisation=organisation, name=provider.units.get(value, value))[:2])
        if len(found) == 1:
            return found[0]
        log.warning("No single unit for the claim %r of provider %s", value, provider.id)
    return None


def _person(
    user: User, organisation: Organisation, provider: openid.Provider, name: str, unit: Unit | None
) -> Person | None:
    person = Person.objects.filter(organisation=organisation, user=user).first()
    if person is None and provider.trust_email:
        known = Person.objects.filter(organisation=organisation, user=None, email__iexact=user.email, active=True)
        person = known.first()
    if person is None:
        return services.add_person(
            organisation=organisation, name=name[:120], email=user.email, unit=unit, user=user, actor=None
        )
    if not person.active:
        return None  # who left comes back by a person's hand, never by a claim
    if person.user_id is None:
        person = services.give_login(person=person, user=user, actor=None)
    if unit and person.unit_id != unit.pk:
        person = services.change_person(person=person, unit=unit, actor=None)
    return person


def _roles(person: Person, provider: openid.Provider, said: Any) -> None:
    source = f"oidc:{provider.id}"
    wanted = {provider.roles[value] for value in _values(said) if value in provider.roles}
    places = {(grant.role, person.unit if grant.own_unit else None) for grant in wanted}
    held = {(row.role, row.unit): row for row in _given(person, source)}
    for place, row in held.items():
        if place not in places:
            services.end_role(role_held=row, actor=None)
    for role, unit in sorted(places - set(held), key=str):
        try:
            services.give_role(person=person, role=role, unit=unit, source=source, actor=None)
        except services.RoleRefused as refusal:
            log.warning("Provider %s gives role %s, refused: %s", provider.id, role, refusal.code)


def _given(person: Person, source: str) -> Iterable[RoleHeld]:
    rows = queries.roles_of(person, services.today())
    return [row for row in rows if row.person_id == person.pk and row.source == source]


def _values(said: Any) -> list[str]:
    values = said if isinstance(said, list) else [said]
    return [value for value in values if isinstance(value, str) and value]
