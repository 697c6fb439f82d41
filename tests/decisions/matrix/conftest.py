"""The people who make and adopt a matrix."""

import pytest

from tests.building.organisation import a_person


@pytest.fixture
def second_director(city):
    return a_person(city.organisation, "Dirk Tweede", role="directorate")
