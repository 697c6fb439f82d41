"""A city where people hold the roles that an intake may ask, and one application that Ann reported."""

import pytest

from roeland.assessments import services
from tests.building.organisation import a_person, a_unit, an_organisation


@pytest.fixture
def city(db):
    return an_organisation()


@pytest.fixture
def team(city):
    return a_unit(city, "Burgerzaken")


@pytest.fixture
def ann(city, team):
    """An employee without any role."""
    return a_person(city, "Ann Peeters", unit=team)


@pytest.fixture
def privacy_officer(city):
    return a_person(city, "Pia Maes", role="privacy_officer")


@pytest.fixture
def lawyer(city):
    return a_person(city, "Lars Wouters", role="lawyer")


@pytest.fixture
def information_manager(city):
    return a_person(city, "Ines De Smet", role="information_manager")


@pytest.fixture
def intake(ann, team):
    """An intake that Ann has just begun."""
    return services.report(actor=ann, name="Vergunningen-assistent", purpose="Vat aanvragen samen.", unit=team)


@pytest.fixture
def stranger(db):
    """Somebody with every right, in another organisation."""
    return a_person(an_organisation("Elders"), "Eva Vreemd", role="information_manager")


@pytest.fixture
def browsing(client):
    """Return a client that is signed in as this person."""

    def signed_in(person):
        client.force_login(person.user)
        return client

    return signed_in
