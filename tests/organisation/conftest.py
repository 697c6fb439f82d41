"""A city with a department and a team, and who works there."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from roeland.organisation.models import Organisation, Person, Unit
from tests.building.organisation import a_person, a_unit, an_organisation


@pytest.fixture(autouse=True)
def _in_dutch() -> Iterator[None]:
    """A page that was asked in English leaves its language behind in the thread."""
    with translation.override("nl"):
        yield


@pytest.fixture
def city(db) -> Organisation:
    return an_organisation("Stad Voorbeeld")


@pytest.fixture
def department(city) -> Unit:
    return a_unit(city, "Wonen", parent=a_unit(city, "Stad"))


@pytest.fixture
def team(city, department) -> Unit:
    return a_unit(city, "Sociale huur", parent=department)


@pytest.fixture
def employee(city, team) -> Person:
    return a_person(city, "Emma Employee", unit=team)


@pytest.fixture
def administrator(city) -> Person:
    return a_person(city, "Adam Administrator", role="administrator")


@pytest.fixture
def elsewhere(db) -> Organisation:
    return an_organisation("Dorp Verder")


@pytest.fixture
def signed_in(client):
    """Return a function that signs a person in and gives the client."""

    def sign_in(person: Person):
        client.force_login(person.user)
        return client

    return sign_in
