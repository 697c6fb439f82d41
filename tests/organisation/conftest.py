"""A city with a department and a team, and who works there."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation

from roeland.organisation import openid
from roeland.organisation.models import Organisation, Person, Unit
from tests.building.openid import operators_file
from tests.building.organisation import a_person, a_unit, an_organisation
from tests.organisation.provider import SAID, running


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


@pytest.fixture
def provider(db):
    cache.clear()
    with running(dict(SAID)) as started:
        yield started


@pytest.fixture
def configured(provider, city, settings, tmp_path):
    """Return a function that writes the file of the operator, with what differs."""

    def configure(**differs) -> None:
        known = {
            "client_id": provider.client_id,
            "secret": provider.secret,
            "server_url": provider.address,
            "organisation": city.slug,
            "trust_email": True,
            "roles": {
                "ai-team-leads": {"role": "team_manager", "own_unit": True},
                "ai-info": {"role": "information_manager"},
            },
            "units": {"HUUR": "Sociale huur"},
        }
        settings.OPENID_CONNECT = operators_file(tmp_path, **(known | differs))

    configure()
    yield configure
    openid._read.cache_clear()
