"""A town with two entities, and everybody who reads reports."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import translation

from roeland.organisation.models import Person
from tests.building.organisation import a_person, a_unit, an_organisation


@pytest.fixture(autouse=True)
def _in_dutch():
    with translation.override("nl"):
        yield


@pytest.fixture
def town(db):
    organisation = an_organisation("Stad Voorbeeld")
    city, care = a_unit(organisation, "Stad"), a_unit(organisation, "OCMW")
    return SimpleNamespace(
        organisation=organisation,
        city=city,
        care=care,
        desk=a_unit(organisation, "Balie", parent=city),
        manager=a_person(organisation, "Ilse Roels", role="information_manager"),
        director=a_person(organisation, "Dina Wouters", role="directorate"),
        clerk=a_person(organisation, "Griet Pas", role="council_clerk"),
        employee=a_person(organisation, "Eva Maes", unit=city),
    )


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def as_manager(town):
    return client_of(town.manager)


@pytest.fixture
def as_director(town):
    return client_of(town.director)


@pytest.fixture
def as_clerk(town):
    return client_of(town.clerk)
