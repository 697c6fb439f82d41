"""News about people: an open request follows whose decision it is."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from roeland.decisions import services
from roeland.organisation import services as people
from roeland.work.models import Task
from tests.building.decisions import classified
from tests.building.organisation import a_person, a_role, a_unit
from tests.building.register import a_reported_application


def asked_of(application):
    return list(Task.objects.filter(kind="take_decision", done_at=None).values_list("person__name", flat=True))


def test_when_the_manager_leaves_the_role_the_next_level_gets_the_task(city, chatbot):
    classified(chatbot)
    services.request_gate(application=chatbot, actor=city.employee)
    people.end_role(role_held=city.manager.roles_held.get(), actor=None)
    assert asked_of(chatbot) == ["Hind Amrani"]


def test_when_a_manager_is_appointed_the_request_comes_down_to_them(city, chatbot):
    city.manager.roles_held.all().delete()
    classified(chatbot)
    services.request_gate(application=chatbot, actor=city.employee)
    assert asked_of(chatbot) == ["Hind Amrani"]
    successor = a_person(city.organisation, "Sanne Nieuw", unit=city.team)
    people.give_role(
        person=successor, role="team_manager", unit=city.team, starts=date(2026, 1, 1), mandate="Besluit", actor=None
    )
    assert asked_of(chatbot) == ["Sanne Nieuw"]


def asked_for(actor, unit, name):
    application = a_reported_application(actor, name, unit=unit)
    classified(application)
    return services.request_gate(application=application, actor=actor)


def test_a_role_elsewhere_touches_no_request_however_many_wait(city):
    """What one change costs does not grow with the requests of other teams."""
    elsewhere = a_unit(city.organisation, "Sport")

    def cost(name):
        newcomer = a_person(city.organisation, name)
        with CaptureQueriesContext(connection) as asked:
            people.give_role(person=newcomer, role="team_manager", unit=elsewhere, mandate="Besluit", actor=None)
        return len(asked)

    asked_for(city.employee, city.team, "Eerste")
    cost("Warm")  # what is kept for everybody is read once
    before = cost("Nora")
    for number in range(5):
        asked_for(city.employee, city.team, f"Volgende {number}")
    assert cost("Nour") == before


def test_a_role_that_decides_nothing_concerns_no_request(city, chatbot):
    classified(chatbot)
    services.request_gate(application=chatbot, actor=city.employee)
    assert services.concerned(person=a_person(city.organisation, "Ada", role="architect")) == []
    assert [found.application for found in services.concerned(person=city.head)] == [chatbot]
    assert [found.application for found in services.concerned(person=city.manager)] == [chatbot]


def test_when_a_role_moves_to_another_unit_its_deputy_no_longer_decides_in_the_old_one(city, chatbot):
    deputy, held = a_person(city.organisation, "Dirk"), city.manager.roles_held.get()
    people.change_role(role_held=held, deputy=deputy, actor=None)
    classified(chatbot)
    services.request_gate(application=chatbot, actor=city.employee)
    people.note_absence(person=city.manager, starts=timezone.localdate(), ends=None, actor=city.manager)
    assert asked_of(chatbot) == ["Dirk"]
    people.change_role(role_held=held, unit=a_unit(city.organisation, "Sport"), actor=None)
    assert asked_of(chatbot) == ["Hind Amrani"]


def test_a_leaver_with_many_roles_passes_each_request_on_once(city, chatbot):
    classified(chatbot)
    services.request_gate(application=chatbot, actor=city.employee)
    for number in range(4):
        a_role(city.manager, "team_manager", unit=a_unit(city.organisation, f"Team {number}"))
    people.let_go(person=city.manager, actor=None)
    assert asked_of(chatbot) == ["Hind Amrani"]
    assert Task.objects.filter(kind="take_decision").count() == 2


def test_another_name_or_address_asks_nothing_of_the_requests(city, chatbot):
    classified(chatbot)
    services.request_gate(application=chatbot, actor=city.employee)
    with CaptureQueriesContext(connection) as asked:
        people.change_person(person=city.manager, name="Tom Claessens", actor=None)
    assert not [query for query in asked if "decisions_gaterequest" in query["sql"]]
    tomorrow = timezone.localdate() + timedelta(days=1)
    with CaptureQueriesContext(connection) as asked:
        people.change_person(person=city.manager, absent_from=tomorrow, actor=None)
    assert [query for query in asked if "decisions_gaterequest" in query["sql"]]
