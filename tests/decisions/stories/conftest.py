"""A city in two countries, with somebody in every role, and a way to let each of them act."""

from dataclasses import dataclass
from types import SimpleNamespace
from uuid import UUID

import pytest

from roeland.organisation.models import Person
from roeland.rules.questionnaire import Answer
from tests.building.organisation import a_person, a_role, a_unit, an_organisation
from tests.building.questionnaires import these
from tests.decisions.stories.acting import As, Somebody


@dataclass(frozen=True)
class Country:
    """What differs: whose say the law gives to staff, who decides for the city, and a day off that the other works."""

    jurisdiction: str
    staff_say: dict[str, Answer]
    staff_kind: str
    staff_letter: str
    organ: str


COUNTRIES = [
    Country("NL", {"works_council": these("staff_data")}, "consent", "Brief OR 2026-14", "college"),
    Country("BE-VLG", {"staff_be": these("negotiation")}, "negotiation", "Protocol HOC 2026-14", "permanent_bureau"),
]
ROLES = {
    "information_manager": "Ine Bos",
    "dpo": "Farid Ben",
    "ciso": "Cas Wit",
    "lawyer": "Julie Recht",
    "privacy_officer": "Pia Vos",
    "policy_adviser": "Bea Maat",
    "hr_adviser": "Hanne Raad",
    "procurement_officer": "Koen Koop",
    "architect": "Arno Bouw",
    "staff_representation": "Olga Raad",
    "application_manager": "Abel Beheer",
}


@pytest.fixture(params=COUNTRIES, ids=lambda country: country.jurisdiction)
def country(request: pytest.FixtureRequest) -> Country:
    return request.param


@pytest.fixture
def as_() -> As:
    """Somebody at the pages; the same browser each time that this person acts."""
    known: dict[UUID, Somebody] = {}

    def acting(person: Person) -> Somebody:
        if person.pk not in known:
            known[person.pk] = Somebody(person)
        return known[person.pk]

    return acting


@pytest.fixture
def town(db: None, country: Country) -> SimpleNamespace:
    """A city: a team in a department, who answers for them, and one person in every other role."""
    organisation = an_organisation("Stad Voorbeeld", jurisdiction=country.jurisdiction)
    entity = a_unit(organisation, "Stad")
    department = a_unit(organisation, "Dienst Burgers", parent=entity)
    team = a_unit(organisation, "Balie", parent=department)
    return SimpleNamespace(
        organisation=organisation,
        country=country,
        entity=entity,
        team=team,
        employee=a_person(organisation, "Eva Maes", unit=team),
        manager=a_person(organisation, "Tom Claes", role="team_manager", unit=team),
        head=a_person(organisation, "Hind Amrani", role="department_head", unit=department),
        director=a_person(organisation, "Dina Wouters", role="directorate"),
        **{role: a_person(organisation, name, role=role) for role, name in ROLES.items()},
    )


@pytest.fixture
def small_town(db: None, country: Country) -> SimpleNamespace:
    """Five people who share all roles."""
    organisation = an_organisation("Klein Dorp", jurisdiction=country.jurisdiction)
    entity = a_unit(organisation, "Gemeente")
    team = a_unit(organisation, "Balie", parent=entity)
    people = {
        "secretary": ("Saar Top", ("directorate",), entity),
        "head": ("Dirk Deel", ("department_head", "ciso"), entity),
        "manager": ("Mia Baas", ("team_manager", "i_adviser"), team),
        "all_round": ("Ali Rond", ("information_manager", "ai_hub", "application_manager", "data_analyst"), entity),
        "watcher": ("Wim Waak", ("dpo",), entity),
    }
    found = {key: a_person(organisation, name, unit=unit) for key, (name, _roles, unit) in people.items()}
    for key, (_name, roles, unit) in people.items():
        for role in roles:
            a_role(found[key], role, unit=unit if role == "team_manager" else None)
    return SimpleNamespace(organisation=organisation, country=country, entity=entity, team=team, **found)
