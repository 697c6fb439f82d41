"""A town with the few people that a story needs, and a browser for each of them."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from roeland.organisation.models import Person
from tests.building.organisation import a_person, a_unit, an_organisation
from tests.building.register import an_information_manager


@pytest.fixture
def town(transactional_db: None) -> SimpleNamespace:
    """An employee in a team, who decides for that team and above it, and who looks after the register."""
    organisation = an_organisation("Stad Voorbeeld")
    entity = a_unit(organisation, "Stad")
    team = a_unit(organisation, "Burgerzaken", parent=entity)
    return SimpleNamespace(
        organisation=organisation,
        team=team,
        employee=a_person(organisation, "Eva Maes", unit=team),
        manager=a_person(organisation, "Tom Claes", role="team_manager", unit=team),
        head=a_person(organisation, "Hind Amrani", role="department_head", unit=entity),
        privacy_officer=a_person(organisation, "Pia Vos", role="privacy_officer"),
        information_manager=an_information_manager(organisation),
        administrator=a_person(organisation, "Ad Beer", role="administrator"),
    )


def session_of(person: Person, address: str) -> dict:
    """What a browser keeps of somebody who is signed in."""
    client = Client()
    client.force_login(person.user)
    name = settings.SESSION_COOKIE_NAME
    return {"cookies": [{"name": name, "value": client.cookies[name].value, "url": address}]}


@pytest.fixture
def visit(open_page, live_server) -> Callable[..., Page]:
    """Open a page as this person, in a browser of their own."""

    def visit_as(person: Person, path: str = "/", **options) -> Page:
        return open_page(path, storage_state=session_of(person, live_server.url), **options)

    return visit_as
