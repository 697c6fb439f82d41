"""A team that tries something out, and who is above it."""

from types import SimpleNamespace

import pytest
from django.test import Client

from roeland.organisation.models import Person
from roeland.register.models import Application, Phase
from tests.building.organisation import a_person, a_unit, an_organisation
from tests.building.portfolio import running
from tests.building.register import an_application


@pytest.fixture
def town(db):
    organisation = an_organisation("Stad Voorbeeld")
    entity = a_unit(organisation, "Stad")
    team = a_unit(organisation, "Balie", parent=entity)
    return SimpleNamespace(
        organisation=organisation,
        team=team,
        owner=a_person(organisation, "Eva Maes", unit=team),
        head=a_person(organisation, "Hind Amrani", role="department_head", unit=entity),
        informed=a_person(organisation, "Ine Bos", role="information_manager"),
        colleague=a_person(organisation, "Lotte Bauwens", unit=team),
    )


@pytest.fixture
def chatbot(town) -> Application:
    fields = {"unit": town.team, "owner": town.owner, "owner_accepted": True, "reporter": town.owner}
    return an_application(town.organisation, "Chatbot afval", phase=Phase.EXPERIMENT, **fields)


@pytest.fixture
def trial(town, chatbot):
    """An experiment that runs, accountable is the head."""
    return running(chatbot, town.owner, town.head)


@pytest.fixture
def team(town) -> list[Person]:
    """Six people who do the work."""
    return [a_person(town.organisation, f"Collega {number}", unit=town.team) for number in range(6)]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client
