"""Whose mandate counts, what a newer word makes void, and what a stop or a refusal leaves behind: nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.decisions import services, ticking
from roeland.decisions.models import Condition, Decision, Lapse
from roeland.decisions.reasons import unmet_conditions
from roeland.decisions.refusals import NotAProposal, NotWeighed
from roeland.decisions.weighing import Wanted, Words
from roeland.register import services as register
from roeland.register.models import Application, Phase
from roeland.work.models import Task
from tests.building.bodies import a_reference
from tests.building.decisions import advised, classified
from tests.building.organisation import a_person, a_role
from tests.building.portfolio import a_plan
from tests.decisions.road.town import days_go_by


def ask(application, city, **wanted):
    return services.request_gate(application=application, actor=city.employee, **wanted)


def wanted(city):
    return Wanted("Alleen intern.", city.informed, timezone.localdate() + timedelta(days=9))


def yes(asked, actor, **said):
    return services.decide(gate_request=asked, answer="yes", actor=actor, **said)


@pytest.fixture
def trial(city, chatbot):
    """On trial, by a yes with a condition."""
    classified(chatbot)
    register.appoint(application=chatbot, duty="owner", person=city.informed, actor=city.informed)
    a_plan(chatbot, city.employee)
    asked = ask(chatbot, city, leads_to=Phase.EXPERIMENT)
    services.decide(gate_request=asked, answer="yes_if", conditions=[wanted(city)], actor=city.manager)
    return Application.objects.get(pk=chatbot.pk)


@pytest.fixture
def proposed(city, trial):
    """Who decides has no mandate: to go live waits for the competent organ."""
    services.meet(condition=Condition.objects.get(), how="Gedaan.", actor=city.informed)
    return proposal_of(city, trial)


def proposal_of(city, application):
    without = a_person(city.organisation, "Zonder Mandaat")
    a_role(without, "team_manager", unit=city.team, mandate="")
    return yes(ask(application, city, leads_to=Phase.PRODUCTION), without)


def phase(application):
    return Application.objects.get(pk=application.pk).phase


def test_the_mandate_of_who_signs_counts_and_not_that_of_a_colleague(city, chatbot):
    without = a_person(city.organisation, "Zonder Mandaat")
    a_role(without, "team_manager", unit=city.team, mandate="")
    classified(chatbot)
    decision = yes(ask(chatbot, city), without)
    assert (decision.taken_by, decision.mandate, decision.is_proposal) == (without, "", True)
    assert phase(chatbot) == Phase.IN_ASSESSMENT


def test_everybody_who_holds_the_role_may_stop_it(city, trial):
    second = a_person(city.organisation, "Tweede Leider", role="team_manager", unit=city.team)
    stop = services.stop(application=trial, reason="Fout.", actor=second)
    assert (stop.ordered_by, stop.mandate) == (second, "Delegatiebesluit 2026-1")


def test_a_plain_yes_cannot_follow_the_conditions_of_an_advice(city, chatbot):
    classified(chatbot)
    asked = ask(chatbot, city)
    law = advised(asked, "lawyer", city.lawyer, "conditional", conditions=("Log alles.",))
    taken = Wanted("Log alles.", city.informed, timezone.localdate() + timedelta(days=9), law.advices.get())
    with pytest.raises(NotWeighed):
        yes(asked, city.manager, conditions=[taken], said={str(law.pk): Words("followed")})


def test_what_was_not_met_before_a_stop_must_be_met_to_start_again(city, trial):
    services.stop(application=trial, reason="Fout.", actor=city.manager)
    assert [one.text for one in unmet_conditions(trial)] == ["Alleen intern."]


def test_what_a_proposal_would_ask_counts_once_the_organ_has_decided(city, trial):
    services.meet(condition=Condition.objects.get(), how="Gedaan.", actor=city.informed)
    without = a_person(city.organisation, "Zonder Mandaat")
    a_role(without, "team_manager", unit=city.team, mandate="")
    asked = ask(trial, city, leads_to=Phase.PRODUCTION)
    services.decide(gate_request=asked, answer="yes_if", conditions=[wanted(city)], actor=without)
    assert unmet_conditions(trial) == []


def test_a_proposal_from_before_a_stop_starts_nothing_again(city, trial, proposed):
    services.stop(application=trial, reason="Fout.", actor=city.manager)
    with pytest.raises(NotAProposal):
        services.confirm(decision=proposed, act=a_reference(city.informed, city.entity), actor=city.informed)
    assert phase(trial) == Phase.STOPPED


def test_a_newer_decision_overtakes_a_proposal(city, trial, proposed):
    services.decide(
        gate_request=ask(trial, city, leads_to=Phase.PRODUCTION), answer="no", reasons="Nee.", actor=city.manager
    )
    with pytest.raises(NotAProposal):
        services.confirm(decision=proposed, act=a_reference(city.informed, city.entity), actor=city.informed)
    assert phase(trial) == Phase.STOPPED


def test_what_was_asked_meanwhile_must_be_asked_again_once_the_organ_has_decided(city, trial, proposed):
    asked = ask(trial, city, gate="retire", leads_to=Phase.RETIRED)
    services.confirm(decision=proposed, act=a_reference(city.informed, city.entity), actor=city.informed)
    asked.refresh_from_db()
    assert (asked.outcome, phase(trial)) == ("lapsed", Phase.PRODUCTION)


def test_a_refusal_of_what_is_in_use_leaves_nothing_that_holds_or_waits(city, trial):
    register.edit_section(
        application=trial, section="identity", changes={"purpose": "Beoordeelt mensen."}, actor=city.informed
    )
    asked = ask(trial, city, leads_to=Phase.PRODUCTION)
    services.decide(gate_request=asked, answer="no", reasons="Nee.", actor=city.manager)
    assert not Decision.objects.in_force().exists()
    assert Lapse.objects.get().state == "lapsed"
    assert not Task.objects.filter(kind="decide_again", done_at=None).exists()


def test_nobody_is_asked_to_decide_again_on_what_has_retired(city, trial):
    ends_on = timezone.localdate() + timedelta(days=3)
    yes(ask(trial, city, leads_to=Phase.RETIRED), city.manager, ends_on=ends_on)
    days_go_by(city.organisation, 7)
    ticking.take_up(timezone.now())
    assert Decision.objects.exclude(lapsed_on=None).exists()
    assert not Task.objects.filter(kind="decide_again").exists()
