"""Settle a demonstration organisation: its units, its people and the roles they hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from roeland.demo.reading import PersonRow, RoleRow, Town, UnitRow, mail_of
from roeland.organisation import services
from roeland.organisation.models import Organisation, Person, Unit, User
from roeland.register.models import FieldOfUse


@dataclass
class Place:
    """What was made of one organisation, by the keys of the YAML."""

    organisation: Organisation
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    fields_of_use: dict[str, FieldOfUse] = field(default_factory=dict)

    def unit(self, key: str) -> Unit | None:
        return self.units[key] if key else None

    def person(self, key: str) -> Person | None:
        return self.people[key] if key else None


def settle(town: Town) -> Place:
    """Make the organisation with everybody in it."""
    about = town.organisation
    place = Place(
        services.create_organisation(
            name=about.name, slug=about.slug, jurisdiction=about.jurisdiction, demonstration=True, actor=None
        )
    )
    for key, word in about.terms.items():
        services.set_term(organisation=place.organisation, key=key, language="nl", word=word, actor=None)
    for order, name in enumerate(about.fields_of_use):
        made = FieldOfUse.objects.create(organisation=place.organisation, name=name, order=order)
        place.fields_of_use[name] = made
    _build(place, about.units, None)
    for row in town.people:
        place.people[row.key] = _welcome(place, row)
    _give_roles(place, town)
    return place


def _build(place: Place, rows: Iterable[UnitRow], parent: Unit | None) -> None:
    for row in rows:
        unit = services.add_unit(
            organisation=place.organisation,
            name=row.name,
            parent=parent,
            is_entity=parent is None,
            competent_organ=row.competent_organ,
            supervisor=row.supervisor,
            actor=None,
        )
        place.units[row.key] = unit
        _build(place, row.below, unit)


def _welcome(place: Place, row: PersonRow) -> Person:
    """Add one person, with a login that has no password: only the demonstration's own page lets one in."""
    email = mail_of(row.key)
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    return services.add_person(
        organisation=place.organisation,
        name=row.name,
        email=email,
        function=row.function,
        unit=place.unit(row.unit),
        user=user,
        actor=None,
    )


def _give_roles(place: Place, town: Town) -> None:
    """Give all roles; first those without a deputy, since the deputy of a DPO must be one; last what people give."""
    rows = [(person, role) for person in town.people for role in person.roles]
    for person, role in sorted(rows, key=lambda row: (bool(row[1].given_by), bool(row[1].deputy))):
        _give(place, person, role, town.mandates)


def _give(place: Place, person: PersonRow, row: RoleRow, mandates: dict[str, str]) -> None:
    services.give_role(
        person=place.people[person.key],
        role=row.role,
        starts=None if row.given_by else person.since,
        unit=place.unit(row.unit),
        deputy=place.person(row.deputy),
        mandate=mandates[row.mandate] if row.mandate else "",
        may_stop=row.may_stop,
        actor=place.person(row.given_by),
    )


def send_away(town: Town, place: Place) -> None:
    """Let those be absent who are; after everything else, so that something waits for them."""
    for row in town.people:
        if row.away_for:
            person, today = place.people[row.key], services.today()
            until = today + timedelta(days=row.away_for - 1)
            services.note_absence(person=person, starts=today, ends=until, actor=person)
