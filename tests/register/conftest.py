"""A town with a register."""

import pytest
from django.test import Client

from roeland.organisation.models import Organisation, Person, Unit
from tests.building.organisation import a_person, a_unit, an_organisation
from tests.building.register import an_information_manager


@pytest.fixture
def town(db: None) -> Organisation:
    return an_organisation()


@pytest.fixture
def other_town(db: None) -> Organisation:
    return an_organisation("Gemeente Elders")


@pytest.fixture
def desk(town: Organisation) -> Unit:
    return a_unit(town, "Burgerzaken")


@pytest.fixture
def manager(town: Organisation) -> Person:
    return an_information_manager(town)


@pytest.fixture
def employee(town: Organisation, desk: Unit) -> Person:
    return a_person(town, "Ann Peeters", unit=desk)


@pytest.fixture
def as_manager(manager: Person) -> Client:
    client = Client()
    client.force_login(manager.user)
    return client


@pytest.fixture
def as_employee(employee: Person) -> Client:
    client = Client()
    client.force_login(employee.user)
    return client
