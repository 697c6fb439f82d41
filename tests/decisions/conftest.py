"""A city with a team, the people above it, and an application that an employee reported."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from roeland.content import shipped
from roeland.decisions.models import Recheck
from roeland.decisions.newer_rules import comparing
from roeland.register import services as register
from tests.building.assessments import DASHBOARD, SPELLING, a_classification
from tests.building.background import run_waiting
from tests.building.content import HEAVIER, LIGHTER, a_newer, copied, reads
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
def chatbot(city):
    """An application of the team, reported by its employee; nobody has classified it."""
    return register.report(
        actor=city.employee, name="Chatbot afval", purpose="Beantwoordt vragen over afval.", unit=city.team
    )


@pytest.fixture
def documents(tmp_path):
    """A copy of all that is shipped, to which a newer version can be added; Roeland reads it instead."""
    before = shipped.DOCUMENTS
    folder = copied(tmp_path / "documents")
    reads(folder)
    yield folder
    reads(before)


@pytest.fixture
def come(documents):
    """Return a function by which newer rules come: the clock strikes, and the worker does what waits."""

    def newer(changes=HEAVIER | LIGHTER, *, works=True):
        a_newer(documents, "classification", changes)
        reads(documents)
        comparing.take_up(timezone.now())
        if works:
            run_waiting()
        return Recheck.objects.order_by("pk").last()

    return newer


@pytest.fixture
def speller(city):
    """An AI system on the light route: it goes to the standard route by the heavier rules."""
    return a_classification(SPELLING, actor=city.employee, unit=city.team, name="Spelling").application


@pytest.fixture
def dashboard(city):
    """No AI: a finding of it is excluded by the lighter rules."""
    return a_classification(DASHBOARD, actor=city.employee, unit=city.team, name="Dashboard").application
