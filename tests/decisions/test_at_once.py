"""Two people at the same gate at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from roeland.decisions import services
from roeland.decisions.models import Decision, GateRequest
from roeland.decisions.refusals import AlreadyAsked, AlreadyClosed, Refused
from roeland.register.models import Application, Phase
from tests.building.decisions import classified

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Let every act run in its own thread; return what each came to."""
    outcomes, barrier = {}, Barrier(len(acts))

    def run(number, act):
        barrier.wait()
        try:
            outcomes[number] = act()
        except Refused as refusal:
            outcomes[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(outcomes.values())


def test_two_answers_at_once_give_one_decision(city, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    outcomes = at_once(
        lambda: services.decide(gate_request=asked, answer="yes", actor=city.manager),
        lambda: services.decide(gate_request=asked, answer="no", reasons="Nee.", actor=city.manager),
    )
    decision = Decision.objects.get(gate_request=asked)
    assert sorted(type(outcome) for outcome in outcomes if isinstance(outcome, Refused)) == [AlreadyClosed]
    expected = Phase.PRODUCTION if decision.answer == "yes" else Phase.REJECTED
    assert Application.objects.get(pk=chatbot.pk).phase == expected


def test_two_requests_at_once_give_one_request(city, chatbot):
    classified(chatbot)
    outcomes = at_once(
        lambda: services.request_gate(application=chatbot, actor=city.employee),
        lambda: services.request_gate(application=chatbot, actor=city.informed),
    )
    assert GateRequest.objects.count() == 1
    assert [type(outcome) for outcome in outcomes if isinstance(outcome, Refused)] == [AlreadyAsked]


def test_new_facts_and_a_decision_at_once_end_in_one_order(city, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    at_once(
        lambda: services.decide(gate_request=asked, answer="yes", actor=city.manager),
        lambda: classified(Application.objects.get(pk=chatbot.pk)),
    )
    asked.refresh_from_db()
    decided = Application.objects.get(pk=chatbot.pk).phase == Phase.PRODUCTION
    assert asked.outcome == ("decided" if decided else "lapsed")
