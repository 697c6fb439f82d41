"""A team with an application that needs a DPIA, and everybody whom the matrix gives a part in it."""

from types import SimpleNamespace

import pytest

from roeland.register.models import Application
from tests.building.assessments import BENEFITS, SPELLING, a_classification
from tests.building.organisation import a_person, a_unit, an_organisation


@pytest.fixture
def town(db):
    organisation = an_organisation("Stad Voorbeeld")
    entity = a_unit(organisation, "Stad")
    team, other = a_unit(organisation, "Balie", parent=entity), a_unit(organisation, "Groen", parent=entity)
    roles = ("privacy_officer", "dpo", "ciso", "lawyer", "information_manager", "data_analyst", "architect")
    return SimpleNamespace(
        organisation=organisation,
        team=team,
        reporter=a_person(organisation, "Lotte Bauwens", unit=team),
        colleague=a_person(organisation, "Bo Claes", unit=team),
        head=a_person(organisation, "Hind Amrani", role="department_head", unit=entity),
        elsewhere=a_person(organisation, "Gust Groen", role="team_manager", unit=other),
        **{role: a_person(organisation, role.replace("_", " ").title(), role=role) for role in roles},
    )


@pytest.fixture
def benefits(town) -> Application:
    """High risk, with a DPIA that the law asks."""
    return a_classification(BENEFITS, actor=town.reporter, unit=town.team, name="Toeslagenhulp").application


@pytest.fixture
def spelling(town) -> Application:
    return a_classification(SPELLING, actor=town.reporter, unit=town.team, name="Spelling").application
