"""A team with an application that personal data makes heavy, and everybody who has to do with its obligations."""

from types import SimpleNamespace

import pytest
from django.test import Client

from roeland.organisation.models import Person
from roeland.register.models import Application
from tests.building.assessments import BENEFITS, SPELLING, a_classification
from tests.building.organisation import a_person, a_unit, an_organisation


@pytest.fixture
def town(db):
    organisation = an_organisation("Stad Voorbeeld")
    entity = a_unit(organisation, "Stad")
    team, other = a_unit(organisation, "Balie", parent=entity), a_unit(organisation, "Groen", parent=entity)
    people = {
        role: a_person(organisation, role.replace("_", " ").title(), role=role)
        for role in ("privacy_officer", "lawyer", "information_manager", "directorate", "dpo", "hr_adviser")
    }
    return SimpleNamespace(
        organisation=organisation,
        team=team,
        reporter=a_person(organisation, "Lotte Bauwens", unit=team),
        manager=a_person(organisation, "Liesbet Cnudde", role="team_manager", unit=team),
        head=a_person(organisation, "Hind Amrani", role="department_head", unit=entity),
        elsewhere=a_person(organisation, "Gust Groen", role="team_manager", unit=other),
        **people,
    )


@pytest.fixture
def benefits(town) -> Application:
    """High risk, with a DPIA that the law asks."""
    made = a_classification(BENEFITS, actor=town.reporter, unit=town.team, name="Toeslagenhulp")
    return made.application


@pytest.fixture
def spelling(town) -> Application:
    return a_classification(SPELLING, actor=town.reporter, unit=town.team, name="Spelling").application


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client
