"""A steering group with three members, and who looks after it."""

from types import SimpleNamespace

import pytest
from django.test import Client

from roeland.bodies.models import Body, Member
from roeland.organisation.models import Organisation, Person, Unit
from tests.building.bodies import a_body, a_member, a_session, an_item, held
from tests.building.organisation import a_person, a_unit, an_organisation


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def town(db) -> Organisation:
    return an_organisation("Stad Voorbeeld")


@pytest.fixture
def entity(town) -> Unit:
    return a_unit(town, "Stad")


@pytest.fixture
def nele(town) -> Person:
    """Who manages bodies."""
    return a_person(town, "Nele Callens", role="information_manager")


@pytest.fixture
def lotte(town) -> Person:
    """An employee without a role."""
    return a_person(town, "Lotte Bauwens")


@pytest.fixture
def group(nele) -> Body:
    return a_body(nele)


@pytest.fixture
def seats(group, nele) -> SimpleNamespace:
    """A chair and two members."""
    return SimpleNamespace(
        chair=a_member(group, nele, "Vic Chair", part=Member.Part.CHAIR),
        wies=a_member(group, nele, "Wies Member"),
        uma=a_member(group, nele, "Uma Member", tied=False, expertise="ethiek"),
    )


@pytest.fixture
def session(group, seats, nele):
    """A session of today that is held; everybody is there."""
    return held(a_session(group, nele), nele)


@pytest.fixture
def item(session, nele):
    return an_item(session, nele)


@pytest.fixture
def as_nele(nele) -> Client:
    return client_of(nele)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client
