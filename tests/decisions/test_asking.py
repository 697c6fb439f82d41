"""Asking for the start gate: when it can be asked, and what keeps it shut."""

import pytest

from roeland.decisions import services
from roeland.decisions.casefile import is_whole, parts_of
from roeland.decisions.gatekeeping import standing, ways
from roeland.decisions.models import GateRequest
from roeland.decisions.refusals import AlreadyAsked, AlreadyClosed, GateClosed, NothingToStart, NotTheRequester
from roeland.organisation.access import NotPermitted
from roeland.register.models import Application, Phase
from roeland.work.models import Task
from tests.building.decisions import classified
from tests.building.organisation import a_person, a_role, an_organisation


def now(application):
    return Application.objects.get(pk=application.pk)


def refused(application, actor, **asked):
    with pytest.raises(GateClosed) as refusal:
        services.request_gate(application=application, actor=actor, **asked)
    return [requirement.code for requirement in refusal.value.requirements]


def test_without_an_intake_nothing_can_be_asked(city, chatbot):
    assert refused(chatbot, city.employee)[0] == "classified"
    assert not GateRequest.objects.exists()


def asked_of(asked, kind="advice"):
    return {one.role: one.holder for one in asked.inquiries.filter(kind=kind)}


def test_on_the_standard_route_those_whom_the_facts_concern_are_asked(city, chatbot):
    classified(chatbot, route="standard", findings={"dpia-required": "certain", "security-medium": "certain"})
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    assert (asked.role, asked.holder) == ("department_head", city.head)
    found = asked_of(asked)
    assert (found["dpo"], found["ciso"], found["lawyer"]) == (city.dpo, city.ciso, city.lawyer)
    assert [one.role for one in asked.inquiries.filter(required=True)] == ["dpo"]
    assert set(Task.objects.filter(kind="give_advice", done_at=None).values_list("person", flat=True)) == {
        city.dpo.pk,
        city.ciso.pk,
        city.lawyer.pk,
    }
    assert now(chatbot).waits_for == "advice"


def test_on_the_full_route_the_directorate_decides_and_a_vacant_role_is_a_gap(city, chatbot):
    classified(chatbot, route="full")
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    assert asked.holder == city.director
    assert asked_of(asked)["policy_adviser"] is None


def test_nobody_is_asked_to_advise_on_their_own_request(city, chatbot):
    a_role(city.ciso, "information_manager")
    classified(chatbot, route="standard", findings={"security-medium": "certain"})
    asked = services.request_gate(application=chatbot, actor=city.ciso, leads_to=Phase.EXPERIMENT)
    assert asked_of(asked)["ciso"] is None


def test_several_holders_are_all_asked(city, chatbot):
    second = a_person(city.organisation, "Ciska Wit", role="ciso")
    classified(chatbot, route="standard", findings={"security-medium": "certain"})
    services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    asked = Task.objects.filter(kind="give_advice", role="ciso").values_list("person", flat=True)
    assert set(asked) == {city.ciso.pk, second.pk}


def test_what_the_works_council_must_consent_to_is_asked_of_staff_representation(city, chatbot):
    classified(chatbot, route="standard", findings={"works-council-consent": "certain"})
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    consent = asked.inquiries.get(kind="consent")
    assert (consent.role, consent.required, consent.perhaps) == ("staff_representation", True, False)


def test_an_unknown_route_is_asked_as_the_heaviest_that_is_possible(city, chatbot):
    classified(chatbot, route="unknown", at_least="light", at_most="full")
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    assert (asked.route, asked.role) == ("full", "directorate")


def test_a_request_rests_on_a_case_file_with_a_seal(city, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    assert is_whole(asked.case_file)
    assert parts_of(asked.case_file)["fields"]["purpose"] == "Beantwoordt vragen over afval."
    assert asked.governance == "governance@1"


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


@pytest.mark.parametrize("phase", [Phase.RETIRED, Phase.REJECTED])
def test_what_ended_for_good_cannot_be_started_again(city, chatbot, phase):
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
    used = {"phase": Phase.PRODUCTION, "undecided": True, "owner": chatbot.reporter, "owner_accepted": True}
    Application.objects.filter(pk=chatbot.pk).update(**used)
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


def test_what_is_in_use_can_go_on_or_end(in_use):
    classified(in_use)
    found = [(way.gate, way.leads_to) for way in ways(standing(in_use))]
    assert found == [("go_live", Phase.PRODUCTION), ("retire", Phase.RETIRED)]


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
