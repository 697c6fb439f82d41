"""A city with a team, the people above it, and an application that an employee reported."""

from types import SimpleNamespace

import pytest

from roeland.register import services as register
from tests.building.organisation import a_person, a_unit, an_organisation


@pytest.fixture
def city(db):
    """One organisation: an entity, a department, a team, and who holds which role where."""
    organisation = an_organisation("Stad Voorbeeld")
    entity = a_unit(organisation, "Stad")
    department = a_unit(organisation, "Dienst Burgers", parent=entity)
    team = a_unit(organisation, "Balie", parent=department)
    return SimpleNamespace(
        organisation=organisation,
        entity=entity,
        department=department,
        team=team,
        employee=a_person(organisation, "Eva Maes", unit=team),
        manager=a_person(organisation, "Tom Claes", role="team_manager", unit=team),
        head=a_person(organisation, "Hind Amrani", role="department_head", unit=department),
        director=a_person(organisation, "Dina Wouters", role="directorate"),
        informed=a_person(organisation, "Ine Bos", role="information_manager"),
        dpo=a_person(organisation, "Farid Ben", role="dpo"),
        ciso=a_person(organisation, "Cas Wit", role="ciso"),
        lawyer=a_person(organisation, "Julie Recht", role="lawyer"),
    )


@pytest.fixture
def chatbot(city):
    """An application of the team, reported by its employee; nobody has classified it."""
    return register.report(
        actor=city.employee, name="Chatbot afval", purpose="Beantwoordt vragen over afval.", unit=city.team
    )
