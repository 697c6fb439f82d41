"""What the law prohibits: the directorate is asked at once, and yes does not exist."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.decisions import services
from roeland.decisions.models import GateRequest
from roeland.decisions.refusals import GateClosed, NoYesHere, OwnRequest
from roeland.organisation.models import ClosingDays, RoleHeld
from roeland.register.models import Application, Phase
from roeland.work.models import Message, Task
from tests.building.decisions import classified
from tests.building.organisation import a_person


@pytest.fixture
def forbidden(chatbot):
    """The request that follows from a forbidden route."""
    classified(chatbot, route="forbidden")
    return GateRequest.objects.get(application=chatbot)


def now(application):
    return Application.objects.get(pk=application.pk)


def test_the_directorate_is_asked_at_once_by_roeland_itself(city, forbidden):
    assert (forbidden.role, forbidden.holder, forbidden.asked_by) == ("directorate", city.director, None)
    assert Task.objects.get(kind="take_decision").person == city.director
    assert now(forbidden.application).waits_for == "decision"


def test_the_lawyer_is_asked_to_advise_and_nobody_waits_for_it(city, forbidden):
    inquiry = forbidden.inquiries.get()
    assert (inquiry.kind, inquiry.role, inquiry.holder, inquiry.due) == ("advice", "lawyer", city.lawyer, forbidden.due)
    assert Task.objects.get(kind="give_advice").person == city.lawyer
    services.give_advice(inquiry=inquiry, verdict="negative", reasons="Artikel 5.", actor=city.lawyer)
    services.decide(gate_request=forbidden, answer="no", reasons="De wet verbiedt dit.", actor=city.director)
    assert now(forbidden.application).phase == Phase.REJECTED


def test_a_late_advice_is_closed_by_the_rejection(city, forbidden):
    services.decide(gate_request=forbidden, answer="no", reasons="De wet verbiedt dit.", actor=city.director)
    assert not Task.objects.filter(kind="give_advice", done_at=None).exists()
    assert not forbidden.inquiries.filter(closed_at=None).exists()


def test_staff_is_not_asked_about_what_cannot_be(city, chatbot):
    a_person(city.organisation, "Olga Raad", role="staff_representation")
    said = {"employees-affected": "certain", "works-council-consent": "certain", "staff-negotiation": "certain"}
    classified(chatbot, route="forbidden", findings=said)
    asked = GateRequest.objects.get(application=chatbot)
    assert list(asked.inquiries.values_list("role", flat=True)) == ["lawyer"]


def test_the_answer_is_due_within_one_working_day(city, forbidden):
    assert forbidden.due == city.organisation.working_days.after(timezone.localdate(), 1)


def test_the_answer_waits_while_the_organisation_is_closed(city, chatbot):
    today = timezone.localdate()
    ClosingDays.objects.create(
        organisation=city.organisation, name="Dicht", first=today, last=today + timedelta(days=13)
    )
    classified(chatbot, route="forbidden")
    assert GateRequest.objects.get(application=chatbot).due >= today + timedelta(days=14)


def test_the_watchdogs_and_the_lawyer_are_told(city, forbidden):
    told = set(Message.objects.filter(code="forbidden_found").values_list("person", flat=True))
    assert told == {city.dpo.pk, city.ciso.pk, city.lawyer.pk}


@pytest.mark.parametrize("answer", ["yes", "yes_if"])
def test_yes_does_not_exist(city, forbidden, answer):
    with pytest.raises(NoYesHere):
        services.decide(gate_request=forbidden, answer=answer, reasons="Toch maar.", actor=city.director)
    assert now(forbidden.application).phase == Phase.IN_ASSESSMENT


def test_the_directorate_rejects(city, forbidden):
    services.decide(gate_request=forbidden, answer="no", reasons="De wet verbiedt dit.", actor=city.director)
    assert now(forbidden.application).phase == Phase.REJECTED


def test_what_is_in_use_is_stopped(city, chatbot):
    Application.objects.filter(pk=chatbot.pk).update(phase=Phase.PRODUCTION, undecided=True)
    classified(chatbot, route="forbidden")
    forbidden = GateRequest.objects.get(application=chatbot)
    services.decide(gate_request=forbidden, answer="no", reasons="De wet verbiedt dit.", actor=city.director)
    assert now(chatbot).phase == Phase.STOPPED


def test_a_director_who_reported_it_does_not_answer(city, chatbot):
    Application.objects.filter(pk=chatbot.pk).update(reporter=city.director)
    classified(chatbot, route="forbidden", actor=city.employee)
    forbidden = GateRequest.objects.get(application=chatbot)
    assert (forbidden.role, forbidden.holder) == ("competent_organ", None)
    with pytest.raises(OwnRequest):
        services.decide(gate_request=forbidden, answer="no", reasons="Nee.", actor=city.director)


def test_nobody_can_ask_for_a_yes_after_the_answer(city, forbidden):
    RoleHeld.objects.filter(person=city.director).update(mandate="")
    services.decide(gate_request=forbidden, answer="no", reasons="Nee.", actor=city.director)
    with pytest.raises(GateClosed, match="allowed-at-all"):
        services.request_gate(application=forbidden.application, actor=city.employee)


def test_an_earlier_light_request_lapses_and_the_directorate_is_asked(city, chatbot):
    classified(chatbot)
    light = services.request_gate(application=chatbot, actor=city.employee)
    classified(chatbot, route="forbidden")
    light.refresh_from_db()
    assert light.outcome == GateRequest.Outcome.LAPSED
    assert GateRequest.objects.get(application=chatbot, closed_at=None).route == "forbidden"


def test_better_facts_let_the_question_to_the_directorate_lapse(city, forbidden):
    classified(forbidden.application)
    forbidden.refresh_from_db()
    assert forbidden.outcome == GateRequest.Outcome.LAPSED
    assert not Task.objects.filter(kind="take_decision", done_at=None).exists()


def test_nothing_is_asked_about_what_was_rejected_before(chatbot):
    Application.objects.filter(pk=chatbot.pk).update(phase=Phase.REJECTED)
    classified(chatbot, route="forbidden")
    assert not GateRequest.objects.exists()


def test_asking_twice_makes_one_request(forbidden):
    assert services.ask_about_forbidden(application=forbidden.application) is None
    assert GateRequest.objects.count() == 1
