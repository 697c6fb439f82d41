"""A decision lets an experiment begin for as long as its plan says, and a conclusion changes what was decided."""

import pytest
from django.utils import timezone

from roeland.decisions import services
from roeland.decisions.gatekeeping import standing
from roeland.decisions.models import Decision, GateRequest, Stop
from roeland.decisions.reasons import at_decision
from roeland.decisions.refusals import GateClosed
from roeland.decisions.ticking import take_up
from roeland.journal.models import Entry
from roeland.portfolio.models import Experiment
from roeland.portfolio.ticking import take_up as end_dates
from roeland.register.models import Phase
from roeland.work.models import Task
from tests.building.decisions import classified
from tests.building.organisation import a_person
from tests.building.portfolio import a_lesson, a_plan, concluded, in_days, over

UNHEARD = ("works-council-consent", "works-council-advice", "staff-negotiation", "staff-consultation")


def begun(city, chatbot, **said) -> Decision:
    classified(chatbot, findings=dict.fromkeys(UNHEARD, "excluded"))
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    return services.decide(gate_request=asked, answer="yes", actor=city.manager, **said)


def passed(plan: Experiment) -> None:
    """Let its end date, and with it the term of the decision, have been yesterday; and the clock see it."""
    Decision.objects.update(ends_on=in_days(-1))
    over(plan, 1)
    end_dates(timezone.now())
    take_up(timezone.now())


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


@pytest.mark.parametrize(
    ("planned", "misses"),
    [
        ({"ends_on": None}, ("no_end",)),
        ({"hypothesis": " "}, ("no_hypothesis",)),
        ({"starts": in_days(-9), "ends_on": in_days(-1)}, ("end_in_the_past",)),
    ],
)
def test_without_a_plan_that_is_ready_nobody_says_yes_to_an_experiment(city, chatbot, planned, misses):
    made = a_plan(chatbot, city.employee, **planned)
    with pytest.raises(GateClosed, match="experiment-planned"):
        begun(city, chatbot)
    asked = GateRequest.objects.get()
    here = at_decision(standing(chatbot), asked.gate, asked, timezone.localdate())
    (reason,) = here.reasons
    assert [(who.person, who.gaps) for who in reason.who] == [(made.owner, misses)]
    services.decide(gate_request=asked, answer="no", reasons="Zonder plan niet.", actor=city.manager)


def test_without_any_plan_only_the_use_straight_away_can_be_allowed(city, chatbot):
    with pytest.raises(GateClosed, match="experiment-planned"):
        begun(city, chatbot)
    services.withdraw(gate_request=GateRequest.objects.get(), actor=city.employee)
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.PRODUCTION)
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    chatbot.refresh_from_db()
    assert chatbot.phase == Phase.PRODUCTION


def test_a_next_plan_that_is_finished_under_the_decision_begins_and_ends_it(city, chatbot, plan):
    begun(city, chatbot)
    Experiment.objects.update(state="ended")
    assert a_plan(chatbot, city.employee, ends_on=in_days(20)).state == "running"
    assert Decision.objects.get().ends_on == in_days(20)


def test_nothing_goes_on_by_itself_when_its_end_date_passes(city, chatbot, plan):
    begun(city, chatbot)
    passed(plan)
    chatbot.refresh_from_db()
    assert (chatbot.undecided, chatbot.lapsed_on) == (True, in_days(0))  # it was taken today
    kinds = {"conclude_experiment", "decide_again"}
    tasks = Task.objects.filter(kind__in=kinds, done_at=None).values_list("kind", "person__name")
    assert sorted(tasks) == [
        ("conclude_experiment", "Eva Maes"),
        ("conclude_experiment", "Tom Claes"),
        ("decide_again", "Tom Claes"),
    ]


def test_what_ran_past_its_end_is_not_decided_on_again_before_it_is_concluded(city, chatbot, plan):
    begun(city, chatbot)
    passed(plan)
    with pytest.raises(GateClosed, match="experiment-planned"):
        begun(city, chatbot)
    a_lesson(plan, city.employee)
    concluded(plan, city.manager, "go_on", ends_on=in_days(30))
    again = services.decide(gate_request=GateRequest.objects.get(closed_at=None), answer="yes", actor=city.manager)
    assert again.ends_on == in_days(30)


def test_going_live_asks_the_decision_in_the_name_of_who_ran_it(city, chatbot, plan):
    begun(city, chatbot)
    a_lesson(plan, city.employee)
    concluded(plan, city.manager)
    asked = GateRequest.objects.get(closed_at=None)
    assert (asked.gate, asked.leads_to, asked.asked_by) == ("go_live", "production", city.employee)
    assert (asked.holder, asked.what) == (city.manager, "Omdat het werkt.")


def test_going_live_that_cannot_be_asked_yet_leaves_the_task_until_it_is(city, chatbot, plan):
    begun(city, chatbot)
    a_lesson(plan, city.employee)
    change = services.request_gate(application=chatbot, actor=city.employee, gate="change", leads_to=Phase.EXPERIMENT)
    concluded(plan, city.manager)
    assert Task.objects.get(kind="ask_go_live", done_at=None).person == city.employee
    services.withdraw(gate_request=change, actor=city.employee)
    services.request_gate(application=chatbot, actor=city.employee)
    assert not Task.objects.filter(kind="ask_go_live", done_at=None).exists()


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
