from datetime import date, timedelta

import pytest

from roeland.decisions.services import request_gate
from roeland.work import lines, queries, services
from tests.building.decisions import classified
from tests.building.organisation import a_person, a_unit
from tests.building.register import an_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def requests(organisation):
    unit = a_unit(organisation)
    reporter = a_person(organisation, "Emre Yildiz", unit=unit)
    a_person(organisation, "Griet Willems", role="team_manager", unit=unit)
    found = []
    for name in ("Chatbot", "Vertaalhulp", "Wegdekscan"):
        application = an_application(organisation, name, unit=unit, reporter=reporter)
        classified(application, actor=reporter)
        found.append(request_gate(application=application, actor=reporter))
    return found


def test_things_named_after_another_are_named_with_three_queries(leen, requests, django_assert_num_queries):
    leen.roles_at_the_door = []
    for request in requests:
        services.ask(kind="take_decision", person=leen, subject=request, actor=None)
    with django_assert_num_queries(3):  # in short, in full, and their subjects
        titles = {task.title for task in lines.grouped(leen)[0].tasks}
    assert len(titles) == 3
    assert any("Wegdekscan" in title for title in titles)


def test_subjects_of_several_kinds_come_together(leen, chatbot, requests):
    services.ask(kind="take_decision", person=leen, subject=requests[0], actor=None)
    services.ask(kind="take_decision", person=leen, subject=chatbot, actor=None)
    assert {type(task.subject).__name__ for task in queries.with_subjects(queries.open_tasks(leen))} == {
        "GateRequest",
        "Application",
    }


def test_without_tasks_nothing_is_fetched(leen, django_assert_num_queries):
    leen.roles_at_the_door = []
    with django_assert_num_queries(1):
        assert lines.grouped(leen) == []


def test_of_many_tasks_the_most_urgent_are_shown_and_all_on_request(leen, organisation, as_leen):
    applications = [an_application(organisation, f"Toepassing {number:02}") for number in range(14)]
    for number, application in enumerate(applications):
        due = date(2026, 12, 14) - timedelta(days=number)
        services.ask(kind="take_decision", person=leen, subject=application, actor=None, due=due)
    group = lines.grouped(leen)[0]
    assert (len(group.tasks), group.number, group.left_out) == (10, 14, 4)
    assert "Toepassing 13" in group.tasks[0].title
    assert len(lines.grouped(leen, opened="decide")[0].tasks) == 14

    page = as_leen.get("/").content.decode()
    assert "Je hebt 14 taken." in page
    assert "Toon er nog 4" in page
    assert "Toepassing 00" not in page
    assert "Toepassing 00" in as_leen.get("/?all=decide").content.decode()
    assert as_leen.get("/?all=whatever").status_code == 200
