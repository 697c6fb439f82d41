import pytest
from django.test import Client

from roeland.organisation.models import Organisation, Person
from roeland.register.models import Application
from roeland.work import mailing
from tests.building.organisation import a_person, an_organisation
from tests.building.register import an_application


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation("Groep Gent")


@pytest.fixture
def leen(organisation: Organisation) -> Person:
    return a_person(organisation, "Leen Verstraete")


@pytest.fixture
def bart(organisation: Organisation) -> Person:
    return a_person(organisation, "Bart De Clercq")


@pytest.fixture
def at_once(leen: Person, bart: Person) -> None:
    """Both want every mail at once."""
    for person in (leen, bart):
        mailing.choose(actor=person, blocking="at_once", rest="at_once", hour=8)


@pytest.fixture
def chatbot(organisation: Organisation) -> Application:
    return an_application(organisation, "Gentinfo-chatbot")


@pytest.fixture
def as_leen(client: Client, leen: Person) -> Client:
    client.force_login(leen.user)
    return client
