"""Advice that is late: the register says in time that the application waits for the decision."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.decisions import services, ticking
from roeland.decisions.waiting import hand_down
from roeland.register.models import Application, Phase
from tests.building.decisions import advised, classified

TODAY = timezone.localdate


@pytest.fixture
def asked(city, chatbot):
    classified(chatbot, route="standard")
    made = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    made.inquiries.all().delete()
    return made


def waits_for(asked):
    return Application.objects.get(pk=asked.application_id).waits_for


def later(days):
    return timezone.now() + timedelta(days=days)


def handed(asked):
    hand_down(asked.application)
    return waits_for(asked)


def test_when_the_last_advice_is_late_the_register_says_decision(city, asked):
    advised(asked, "lawyer", city.lawyer, due_in=1)
    assert handed(asked) == "advice"
    ticking.take_up(later(1))
    assert waits_for(asked) == "advice"  # the last day is not over
    inquiry = asked.inquiries.get()
    inquiry.due = TODAY() - timedelta(days=1)
    inquiry.save(update_fields=["due"])
    assert ticking.take_up(timezone.now()) == 1
    assert waits_for(asked) == "decision"
    assert ticking.take_up(timezone.now()) == 0


@pytest.mark.parametrize(
    "other",
    [
        {"due_in": 3},
        {"due_in": -1, "required": True},
        {"due_in": -1, "paused_on": TODAY()},
        {"due_in": -1, "kind": "consent", "required": True},
    ],
)
def test_while_something_else_is_awaited_it_waits_for_advice(city, asked, other):
    advised(asked, "lawyer", city.lawyer, due_in=-1)
    advised(asked, "ciso", city.ciso, **other)
    assert handed(asked) == "advice"
    assert ticking.take_up(timezone.now()) == 0
    assert waits_for(asked) == "advice"


def test_who_gives_facts_keeps_nothing_waiting(city, asked):
    advised(asked, "lawyer", city.lawyer, due_in=1)
    advised(asked, "ciso", city.ciso, kind="facts", due_in=3)
    assert handed(asked) == "advice"
    asked.inquiries.filter(role="lawyer").update(due=TODAY() - timedelta(days=1))
    ticking.take_up(timezone.now())
    assert waits_for(asked) == "decision"


def test_who_decides_reads_the_facts_that_were_given_and_what_is_still_asked(city, asked, client):
    given = advised(asked, "ciso", city.ciso, kind="facts")
    services.give_facts(inquiry=given, text="Draait in ons eigen datacentrum.", actor=city.ciso)
    advised(asked, "lawyer", city.lawyer, kind="facts")
    client.force_login(city.head.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["organisation"] = str(city.organisation.pk)
    session.save()
    shown = client.get(reverse("decisions:gate_request", args=[asked.pk])).content.decode()
    assert "Draait in ons eigen datacentrum." in shown
    assert shown.count('class="rl-advice"') == 2
