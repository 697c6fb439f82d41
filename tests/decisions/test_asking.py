"""Asking for the start gate: when it can be asked, and what keeps it shut."""

import pytest

from roeland.decisions import services
from roeland.decisions.gatekeeping import phases_to_ask, standing
from roeland.decisions.models import GateRequest
from roeland.decisions.refusals import AlreadyAsked, AlreadyClosed, GateClosed, NothingToStart, NotTheRequester
from roeland.organisation.access import NotPermitted
from roeland.register.models import Application, Phase
from roeland.work.models import Task
from tests.building.decisions import classified
from tests.building.organisation import a_person, an_organisation


def now(application):
    return Application.objects.get(pk=application.pk)


def refused(application, actor, **asked):
    with pytest.raises(GateClosed) as refusal:
        services.request_gate(application=application, actor=actor, **asked)
    return [requirement.code for requirement in refusal.value.requirements]


def test_without_an_intake_nothing_can_be_asked(city, chatbot):
    assert refused(chatbot, city.employee)[0] == "classified"
    assert not GateRequest.objects.exists()


@pytest.mark.parametrize(
    ("route", "reasons"), [("standard", ["advice-given"]), ("full", ["advice-given", "organ-decided"])]
)
def test_the_standard_and_full_routes_stay_shut(city, chatbot, route, reasons):
    classified(chatbot, route=route)
    assert refused(chatbot, city.employee) == reasons
    assert now(chatbot).waits_for == "advice"


def test_an_unknown_route_stays_shut_for_every_route_that_it_may_be(city, chatbot):
    classified(chatbot, route="unknown", at_least="light", at_most="full")
    assert refused(chatbot, city.employee) == ["route-known", "advice-given", "organ-decided"]
    assert now(chatbot).waits_for == "answers"


def test_an_unknown_route_that_may_be_forbidden_says_so(city, chatbot):
    classified(chatbot, route="unknown", at_least="light", at_most="forbidden")
    assert "allowed-at-all" in refused(chatbot, city.employee)


def test_a_light_route_waits_until_somebody_asks(city, chatbot):
    classified(chatbot)
    assert now(chatbot).waits_for == "request"


def test_a_request_is_made_once(city, chatbot):
    classified(chatbot)
    first = services.request_gate(application=chatbot, actor=city.employee)
    with pytest.raises(AlreadyAsked) as refusal:
        services.request_gate(application=chatbot, actor=city.informed)
    assert refusal.value.gate_request == first


def test_a_request_has_a_due_date_and_remembers_what_it_rests_on(city, chatbot):
    found = classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    assert asked.classification == found
    assert asked.due > asked.asked_at.date()
    assert asked.due.weekday() < 5


def test_who_has_nothing_to_do_with_it_cannot_ask(city, chatbot):
    classified(chatbot)
    colleague = a_person(city.organisation, "Collega", unit=city.team)
    with pytest.raises(NotPermitted):
        services.request_gate(application=chatbot, actor=colleague)


def test_somebody_of_another_organisation_cannot_ask(chatbot):
    classified(chatbot)
    stranger = a_person(an_organisation("Andere stad"), "Vreemde", role="information_manager")
    with pytest.raises(NotPermitted):
        services.request_gate(application=chatbot, actor=stranger)


@pytest.mark.parametrize("phase", [Phase.EXPERIMENT, Phase.PRODUCTION, Phase.RETIRED, Phase.REJECTED, Phase.STOPPED])
def test_what_started_or_ended_cannot_be_started_again(city, chatbot, phase):
    classified(chatbot)
    Application.objects.filter(pk=chatbot.pk).update(phase=phase)
    with pytest.raises(NothingToStart):
        services.request_gate(application=chatbot, actor=city.employee)


@pytest.mark.parametrize("leads_to", [Phase.RETIRED, Phase.REPORTED, "nonsense"])
def test_a_start_leads_to_a_trial_or_to_use_and_nowhere_else(city, chatbot, leads_to):
    classified(chatbot)
    with pytest.raises(NothingToStart):
        services.request_gate(application=chatbot, actor=city.employee, leads_to=leads_to)


def test_who_asked_can_withdraw(city, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    services.withdraw(gate_request=asked, actor=city.employee)
    asked.refresh_from_db()
    assert asked.outcome == GateRequest.Outcome.WITHDRAWN
    assert not Task.objects.filter(kind="take_decision", done_at=None).exists()
    assert now(chatbot).waits_for == "request"


def test_nobody_else_can_withdraw(city, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    with pytest.raises(NotTheRequester):
        services.withdraw(gate_request=asked, actor=city.manager)


def test_a_withdrawn_request_is_not_decided_any_more(city, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    services.withdraw(gate_request=asked, actor=city.employee)
    with pytest.raises(AlreadyClosed):
        services.decide(gate_request=asked, answer="yes", actor=city.manager)
    with pytest.raises(AlreadyClosed):
        services.withdraw(gate_request=asked, actor=city.employee)


@pytest.fixture
def in_use(chatbot):
    """An application that was already in use when it was registered."""
    Application.objects.filter(pk=chatbot.pk).update(phase=Phase.PRODUCTION, undecided=True)
    chatbot.refresh_from_db()
    return chatbot


def test_what_was_already_in_use_stays_undecided_until_its_gate_is_passed(city, in_use):
    classified(in_use)
    asked = services.request_gate(application=in_use, actor=city.employee)
    assert now(in_use).undecided
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    assert (now(in_use).phase, now(in_use).undecided) == (Phase.PRODUCTION, False)


def test_a_no_to_what_is_in_use_stops_it(city, in_use):
    classified(in_use)
    asked = services.request_gate(application=in_use, actor=city.employee)
    services.decide(gate_request=asked, answer="no", reasons="Te onveilig.", actor=city.manager)
    assert (now(in_use).phase, now(in_use).undecided) == (Phase.STOPPED, False)


def test_what_is_in_use_can_only_go_on(in_use):
    assert phases_to_ask(in_use) == (Phase.PRODUCTION,)


def test_a_proposal_leaves_what_is_in_use_undecided(city, in_use):
    city.manager.roles_held.update(mandate="")
    classified(in_use)
    asked = services.request_gate(application=in_use, actor=city.employee)
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    assert now(in_use).undecided
    assert now(in_use).waits_for == "organ"


def test_the_facts_of_the_matrix_come_from_answers_and_findings(chatbot):
    classified(
        chatbot,
        route="standard",
        facts={"origin.built": True, "data_kinds.count": [1, 2], "origin.bought": None},
        findings={"personal-data": "certain", "dpia-required": "possible", "art-50-1": "possible"},
    )
    facts = standing(chatbot).facts(board_exists=False)
    assert facts["origin.built"] is True
    assert facts["origin.bought"] is None
    assert facts["data_kinds.count"].high == 2
    assert (facts["finding.personal-data"], facts["finding.dpia-required"]) == (True, None)
    assert facts["finding.special-categories"] is False
    assert facts["legal_question_open"] is True
