"""The start gate on the light route: who decides, what a decision does, and what is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.decisions import services
from roeland.decisions.models import Decision, GateRequest
from roeland.decisions.refusals import (
    AlreadyClosed,
    ConditionsMissing,
    GateClosed,
    Lapsed,
    NotTheHolder,
    OwnRequest,
    ReasonMissing,
)
from roeland.decisions.weighing import Wanted
from roeland.journal.models import Entry
from roeland.organisation.access import OtherOrganisation
from roeland.organisation.models import RoleHeld
from roeland.register.models import Application, Phase
from roeland.work.models import Message, Task
from tests.building.decisions import classified
from tests.building.organisation import a_person, a_role, an_organisation
from tests.building.portfolio import a_plan


@pytest.fixture
def asked(city, chatbot):
    """A light request by the employee, to use the chatbot straight away."""
    classified(chatbot)
    return services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.PRODUCTION)


def now(application):
    return Application.objects.get(pk=application.pk)


def open_tasks(person):
    return list(Task.objects.filter(person=person, kind="take_decision", done_at=None))


def told(person):
    return list(Message.objects.filter(person=person).order_by("pk").values_list("code", flat=True))


def story(application):
    return list(Entry.objects.filter(subject=application.pk).order_by("pk").values_list("verb", flat=True))


def test_the_team_manager_is_asked_to_decide(city, asked):
    assert (asked.role, asked.holder) == ("team_manager", city.manager)
    assert [task.subject for task in open_tasks(city.manager)] == [asked]
    assert now(asked.application).waits_for == "decision"


def test_the_information_manager_is_told_that_a_decision_was_asked(city, asked):
    assert told(city.informed) == ["gate_requested"]


def test_a_yes_puts_the_application_in_use(city, asked):
    decision = services.decide(gate_request=asked, answer="yes", actor=city.manager)
    assert now(asked.application).phase == Phase.PRODUCTION
    assert (decision.role, decision.mandate, decision.is_proposal) == ("team_manager", "Delegatiebesluit 2026-1", False)
    assert now(asked.application).waits_for == ""


def test_a_yes_to_a_trial_starts_an_experiment(city, chatbot):
    classified(chatbot)
    a_plan(chatbot, city.employee)
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    assert now(chatbot).phase == Phase.EXPERIMENT


def test_a_yes_with_conditions_keeps_the_conditions(city, asked):
    wanted = Wanted("Test elk jaar.", city.employee, timezone.localdate())
    decision = services.decide(gate_request=asked, answer="yes_if", conditions=[wanted], actor=city.manager)
    assert [one.text for one in decision.conditions_set.all()] == ["Test elk jaar."]
    assert now(asked.application).phase == Phase.PRODUCTION


def test_a_no_rejects_the_application_and_keeps_why(city, asked):
    services.decide(gate_request=asked, answer="no", reasons="Wij hebben al een chatbot.", actor=city.manager)
    assert now(asked.application).phase == Phase.REJECTED
    assert Decision.objects.get(gate_request=asked).reasons == "Wij hebben al een chatbot."


def test_a_no_without_a_reason_is_refused(city, asked):
    with pytest.raises(ReasonMissing):
        services.decide(gate_request=asked, answer="no", reasons="  ", actor=city.manager)
    assert not Decision.objects.exists()


def test_a_yes_with_conditions_that_has_none_is_refused(city, asked):
    with pytest.raises(ConditionsMissing):
        services.decide(gate_request=asked, answer="yes_if", actor=city.manager)


def test_an_answer_that_does_not_exist_is_refused(city, asked):
    with pytest.raises(ValueError, match="maybe"):
        services.decide(gate_request=asked, answer="maybe", actor=city.manager)


def test_after_the_decision_the_task_is_done_and_everybody_concerned_is_told(city, asked):
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    assert open_tasks(city.manager) == []
    assert told(city.employee) == ["decision_taken"]
    assert told(city.informed) == ["gate_requested", "decision_taken"]
    assert told(city.manager) == []


def test_the_journal_tells_the_story(city, asked):
    services.decide(gate_request=asked, answer="no", reasons="Te duur.", actor=city.manager)
    assert [verb for verb in story(asked.application) if verb.startswith(("gate", "decision"))] == [
        "gate.requested",
        "decision.taken",
    ]
    assert story(asked.application)[-1] == "application.phase_changed"
    taken = Entry.objects.get(verb="decision.taken")
    assert (taken.actor, taken.reason) == (city.manager.pk, "Te duur.")
    assert taken.detail.values["answer"] == "no"


def test_a_decision_is_taken_once(city, asked):
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    with pytest.raises(AlreadyClosed):
        services.decide(gate_request=asked, answer="no", reasons="Toch niet.", actor=city.manager)
    assert now(asked.application).phase == Phase.PRODUCTION


@pytest.mark.parametrize("who", ["head", "director", "informed", "dpo"])
def test_anybody_else_is_refused_and_nothing_changes(city, asked, who):
    with pytest.raises(NotTheHolder) as refusal:
        services.decide(gate_request=asked, answer="yes", actor=getattr(city, who))
    assert refusal.value.appointed.person == city.manager
    assert now(asked.application).phase == Phase.IN_ASSESSMENT


def test_the_requester_is_refused_on_the_own_request(city, asked):
    with pytest.raises(OwnRequest):
        services.decide(gate_request=asked, answer="yes", actor=city.employee)


def test_the_managers_own_request_goes_to_the_head_of_department(city, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.manager)
    assert (asked.role, asked.holder) == ("department_head", city.head)
    with pytest.raises(OwnRequest):
        services.decide(gate_request=asked, answer="yes", actor=city.manager)
    services.decide(gate_request=asked, answer="yes", actor=city.head)
    assert now(chatbot).phase == Phase.PRODUCTION


def test_what_a_manager_reported_is_not_theirs_to_decide_even_when_another_asks(city, chatbot):
    Application.objects.filter(pk=chatbot.pk).update(reporter=city.manager)
    chatbot.refresh_from_db()
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.informed)
    assert asked.holder == city.head


def test_ones_own_deputy_does_not_decide(city, chatbot):
    deputy = a_person(city.organisation, "Dirk Deputy", unit=city.team)
    RoleHeld.objects.filter(person=city.manager).update(deputy=deputy)
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.manager)
    today = timezone.localdate()
    type(city.manager).objects.filter(pk=city.manager.pk).update(absent_from=today)
    assert asked.holder == city.head
    with pytest.raises(NotTheHolder):
        services.decide(gate_request=asked, answer="yes", actor=deputy)
    assert now(chatbot).phase == Phase.IN_ASSESSMENT


def test_a_deputy_decides_for_an_absent_manager_on_anothers_request(city, chatbot):
    deputy = a_person(city.organisation, "Dirk Deputy", unit=city.team)
    RoleHeld.objects.filter(person=city.manager).update(deputy=deputy)
    type(city.manager).objects.filter(pk=city.manager.pk).update(absent_from=timezone.localdate())
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    decision = services.decide(gate_request=asked, answer="yes", actor=deputy)
    assert (asked.holder, decision.in_place_of) == (deputy, city.manager)
    assert decision.mandate == "Delegatiebesluit 2026-1"


def test_a_deputy_who_asks_does_not_decide_for_the_absent_manager(city, chatbot):
    deputy = a_person(city.organisation, "Dirk Deputy", role="information_manager", unit=city.team)
    RoleHeld.objects.filter(person=city.manager).update(deputy=deputy)
    type(city.manager).objects.filter(pk=city.manager.pk).update(absent_from=timezone.localdate())
    classified(chatbot)
    assert services.request_gate(application=chatbot, actor=deputy).holder == city.head


def test_a_team_without_a_manager_is_no_dead_end(city, chatbot):
    RoleHeld.objects.filter(role="team_manager").delete()
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    assert (asked.role, asked.holder) == ("department_head", city.head)


def test_above_the_directorate_stands_the_competent_organ(city, chatbot):
    RoleHeld.objects.filter(role__in=["team_manager", "department_head", "directorate"]).delete()
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    assert (asked.role, asked.holder) == ("competent_organ", None)
    assert now(chatbot).waits_for == "organ"
    assert not Task.objects.filter(kind="take_decision").exists()
    with pytest.raises(NotTheHolder):
        services.decide(gate_request=asked, answer="yes", actor=city.director)


def test_without_a_mandate_a_yes_is_a_proposal_and_the_gate_stays_shut(city, chatbot):
    RoleHeld.objects.filter(person=city.manager).update(mandate="")
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    decision = services.decide(gate_request=asked, answer="yes", actor=city.manager)
    assert decision.is_proposal
    assert (now(chatbot).phase, now(chatbot).waits_for) == (Phase.IN_ASSESSMENT, "organ")
    assert told(city.employee) == ["decision_proposed"]


def test_without_a_mandate_a_no_rejects_nothing(city, chatbot):
    RoleHeld.objects.filter(person=city.manager).update(mandate="")
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    services.decide(gate_request=asked, answer="no", reasons="Nee.", actor=city.manager)
    assert now(chatbot).phase == Phase.IN_ASSESSMENT


def test_a_proposal_can_be_asked_again_once_there_is_a_mandate(city, chatbot):
    held = RoleHeld.objects.filter(person=city.manager)
    held.update(mandate="")
    classified(chatbot)
    first = services.request_gate(application=chatbot, actor=city.employee)
    services.decide(gate_request=first, answer="yes", actor=city.manager)
    held.update(mandate="Delegatiebesluit 2026-9")
    second = services.request_gate(application=chatbot, actor=city.employee)
    services.decide(gate_request=second, answer="yes", actor=city.manager)
    assert now(chatbot).phase == Phase.PRODUCTION


def test_the_same_outcome_again_leaves_a_request_as_it_is(city, asked):
    classified(asked.application)
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    assert now(asked.application).phase == Phase.PRODUCTION


def test_heavier_facts_let_a_request_lapse(city, asked):
    classified(asked.application, route="standard", findings={"personal-data": "certain"})
    asked.refresh_from_db()
    assert asked.outcome == GateRequest.Outcome.LAPSED
    assert open_tasks(city.manager) == []
    assert told(city.employee) == ["gate_lapsed"]
    assert now(asked.application).waits_for == "request"
    with pytest.raises(Lapsed):
        services.decide(gate_request=asked, answer="yes", actor=city.manager)
    assert now(asked.application).phase == Phase.IN_ASSESSMENT


def test_after_a_lapse_the_question_can_be_asked_again(city, asked):
    classified(asked.application, route="standard", findings={"personal-data": "certain"})
    classified(asked.application)
    again = services.request_gate(application=asked.application, actor=city.employee)
    services.decide(gate_request=again, answer="yes", actor=city.manager)
    assert now(asked.application).phase == Phase.PRODUCTION


def test_on_the_standard_route_a_yes_waits_for_advice_and_a_no_does_not(city, chatbot):
    Application.objects.filter(pk=chatbot.pk).update(owner=city.informed, owner_accepted=True)
    classified(chatbot, route="standard", findings={"security-medium": "certain"})
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    assert asked.holder == city.head
    with pytest.raises(GateClosed, match="advice-not-awaited"):
        services.decide(gate_request=asked, answer="yes", actor=city.head)
    assert now(chatbot).phase == Phase.IN_ASSESSMENT
    services.decide(gate_request=asked, answer="no", reasons="Niet nodig.", actor=city.head)
    assert now(chatbot).phase == Phase.REJECTED


def test_somebody_of_another_organisation_is_refused(asked):
    stranger = a_person(an_organisation("Andere stad"), "Vreemde", role="team_manager")
    with pytest.raises(OtherOrganisation):
        services.decide(gate_request=asked, answer="yes", actor=stranger)


def test_who_left_no_longer_decides(city, asked):
    city.manager.active = False
    city.manager.save()
    with pytest.raises(NotTheHolder):
        services.decide(gate_request=asked, answer="yes", actor=city.manager)


def test_a_new_manager_gets_the_request_and_the_task(city, asked):
    successor = a_person(city.organisation, "Sanne Nieuw", unit=city.team)
    RoleHeld.objects.filter(person=city.manager).delete()
    a_role(successor, "team_manager", unit=city.team)
    services.appoint_again(gate_request=asked)
    assert open_tasks(city.manager) == []
    assert [task.subject for task in open_tasks(successor)] == [asked]
    services.decide(gate_request=asked, answer="yes", actor=successor)
    assert now(asked.application).phase == Phase.PRODUCTION


def test_appointing_again_without_a_change_leaves_the_task_alone(city, asked):
    before = open_tasks(city.manager)
    services.appoint_again(gate_request=asked)
    assert open_tasks(city.manager) == before


def test_a_no_has_no_term_so_that_none_can_be_wrong(city, asked):
    yesterday = timezone.localdate() - timedelta(days=1)
    made = services.decide(gate_request=asked, answer="no", reasons="Nee.", ends_on=yesterday, actor=city.manager)
    assert made.ends_on is None
