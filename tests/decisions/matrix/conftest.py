"""The people who make and adopt a matrix, and a browser."""

import pytest

from tests.building.organisation import a_person


@pytest.fixture
def enter(client):
    """Sign in as a person and return the browser."""

    def entered(person):
        client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["organisation"] = str(person.organisation_id)
        session.save()
        return client

    return entered


@pytest.fixture
def second_director(city):
    return a_person(city.organisation, "Dirk Tweede", role="directorate")
