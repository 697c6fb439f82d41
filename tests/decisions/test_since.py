"""Answers that change after a decision never undo it silently: it is marked with the day on which it lapses."""

import pytest
from django.test import Client

from roeland.decisions import services
from roeland.decisions.queries import decided_on, since
from roeland.register.models import Application, Phase
from roeland.work.models import Message
from tests.building.decisions import classified


@pytest.fixture
def decided(city, chatbot):
    """The chatbot is in use, by a yes of the team manager on the light route."""
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.PRODUCTION)
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    return Application.objects.get(pk=chatbot.pk)


def told(person) -> list[str]:
    return list(Message.objects.filter(person=person, code="decision_lapses").values_list("code", flat=True))


def dossier(person, application) -> str:
    client = Client()
    client.force_login(person.user)
    return client.get(application.get_absolute_url()).content.decode()


def test_a_heavier_outcome_is_marked_and_told_and_undoes_nothing_at_once(city, decided):
    classified(decided, route="standard", findings={"personal-data": "certain"})

    assert Application.objects.get(pk=decided.pk).phase == Phase.PRODUCTION
    changed = since(decided_on(decided))
    assert changed.heavier
    assert [(line.before, line.after) for line in changed.lines if line.what in ("Aanpak", "Route")] == [
        ("Licht", "Gewoon")
    ]
    assert told(city.manager)
    assert told(city.employee)


def test_the_dossier_says_what_changed_since_the_decision(city, decided):
    classified(decided, route="standard", findings={"personal-data": "certain"})

    text = dossier(city.employee, decided)

    assert "De uitkomst is veranderd sinds deze beslissing." in text
    assert "De beslissing vervalt op" in text


def test_the_same_outcome_again_is_no_news(city, decided):
    classified(decided)

    assert not told(city.manager)
    assert "is veranderd sinds deze beslissing" not in dossier(city.employee, decided)


def test_the_owner_is_told_instead_of_who_asked(city, decided):
    decided.owner = city.informed
    decided.save()

    classified(decided, route="full")

    assert told(city.informed)
    assert not told(city.employee)


def test_what_nobody_decided_on_has_nothing_to_compare_with(city, chatbot):
    classified(chatbot)
    classified(chatbot, route="full")

    assert decided_on(chatbot) is None
    assert not Message.objects.filter(code="decision_lapses").exists()


def test_a_lighter_outcome_is_marked_too(city, decided):
    classified(decided, route="standard", findings={"personal-data": "certain"})
    classified(decided, route="light")

    assert not since(decided_on(decided)).differs
