"""A sheet of the intake, and two colleagues who fill it in."""

import pytest

from roeland.questionnaires import services
from tests.building.organisation import a_person, an_organisation


@pytest.fixture
def city(db):
    return an_organisation()


@pytest.fixture
def ann(city):
    return a_person(city, "Ann Peeters")


@pytest.fixture
def bob(city):
    return a_person(city, "Bob Claes")


@pytest.fixture
def sheet(ann):
    return services.start(questionnaire="intake", actor=ann)
