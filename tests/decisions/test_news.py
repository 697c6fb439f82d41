"""News about people: an open request follows whose decision it is."""

from datetime import date

from roeland.decisions import services
from roeland.organisation import services as people
from roeland.work.models import Task
from tests.building.decisions import classified
from tests.building.organisation import a_person


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
