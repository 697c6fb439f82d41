"""A decision lets an experiment begin for as long as its plan says, and a conclusion changes what was decided."""

import pytest

from roeland.decisions import services
from roeland.decisions.models import Decision, Stop
from roeland.journal.models import Entry
from roeland.portfolio.models import Experiment
from roeland.register.models import Phase
from roeland.work.models import Task
from tests.building.decisions import classified
from tests.building.organisation import a_person
from tests.building.portfolio import a_lesson, a_plan, concluded, in_days

UNHEARD = ("works-council-consent", "works-council-advice", "staff-negotiation", "staff-consultation")


def begun(city, chatbot, **said) -> Decision:
    classified(chatbot, findings=dict.fromkeys(UNHEARD, "excluded"))
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    return services.decide(gate_request=asked, answer="yes", actor=city.manager, **said)


@pytest.fixture
def plan(city, chatbot) -> Experiment:
    return a_plan(chatbot, city.employee)


def test_a_yes_lets_the_planned_experiment_begin_until_its_end_date(city, chatbot, plan):
    decision = begun(city, chatbot)
    plan.refresh_from_db()
    assert (plan.state, plan.accountable, decision.ends_on) == ("running", city.manager, plan.ends_on)


def test_a_decision_never_lasts_longer_than_its_experiment(city, chatbot, plan):
    assert begun(city, chatbot, ends_on=in_days(900)).ends_on == plan.ends_on


def test_a_shorter_term_stays(city, chatbot, plan):
    assert begun(city, chatbot, ends_on=in_days(9)).ends_on == in_days(9)


def test_a_plan_that_is_finished_after_the_decision_begins_then(city, chatbot):
    begun(city, chatbot)
    assert a_plan(chatbot, city.employee).state == "running"


def test_going_on_moves_the_term_of_the_decision(city, chatbot, plan):
    begun(city, chatbot)
    a_lesson(plan, city.employee)
    concluded(plan, city.manager, "go_on", ends_on=in_days(90))
    assert Decision.objects.get().ends_on == in_days(90)
    assert Entry.objects.filter(verb="experiment.term_moved").exists()


def test_a_stop_stops_the_application(city, chatbot, plan):
    begun(city, chatbot)
    concluded(plan, city.manager, "stop")
    chatbot.refresh_from_db()
    assert (chatbot.phase, Stop.objects.get().ordered_by) == (Phase.STOPPED, city.manager)
    assert Experiment.objects.get().state == "ended"


def test_who_may_conclude_but_not_stop_leaves_the_stop_to_who_is_accountable(city, chatbot, plan):
    begun(city, chatbot)
    former = a_person(city.organisation, "Vroeger Hoofd")
    Experiment.objects.update(accountable=former)
    concluded(Experiment.objects.get(), former, "stop")
    chatbot.refresh_from_db()
    assert chatbot.phase == Phase.EXPERIMENT
    assert Task.objects.get(kind="decide_again").person == city.manager


def test_a_stop_of_the_application_ends_its_experiment(city, chatbot, plan):
    begun(city, chatbot)
    services.stop(application=chatbot, reason="Fout.", actor=city.manager)
    assert Experiment.objects.get().state == "ended"
