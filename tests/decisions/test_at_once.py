"""Two people at the same gate at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from roeland.decisions import services, ticking
from roeland.decisions.explaining import explained
from roeland.decisions.models import Advice, Decision, GateRequest, Inquiry, Lapse, Stop
from roeland.decisions.queries import decided_on
from roeland.decisions.refusals import AlreadyAdvised, AlreadyAsked, AlreadyClosed, Lapsed, NothingToStop, Refused
from roeland.register import services as register
from roeland.register.models import Application, Phase
from roeland.work.models import Task
from tests.building.decisions import classified
from tests.building.organisation import a_person
from tests.decisions.road import story
from tests.decisions.road.asking import NOTHING_BUILT

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


@pytest.fixture
def heard(city, chatbot):
    """A request on which two FGs can speak, and the one who decides is waiting."""
    city.second_dpo = a_person(city.organisation, "Fien Zwart", role="dpo")
    classified(chatbot, route="standard", facts=NOTHING_BUILT, findings={"dpia-recommended": "certain"})
    return services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)


def refusals(outcomes):
    return [type(outcome) for outcome in outcomes if isinstance(outcome, Refused)]


def whole(application):
    """The journal holds, and tells what stands in the tables."""
    story.agrees(application.organisation, {application.pk: "reported"})


def answered(inquiry, actor, verdict="positive", **said):
    return lambda: services.give_advice(inquiry=inquiry, verdict=verdict, reasons="Omdat.", actor=actor, **said)


def test_an_advice_while_it_is_decided_is_weighed_or_comes_too_late(city, heard):
    """What is said in time must be weighed by who decides; what comes after it is refused, with words."""
    law = Inquiry.objects.get(gate_request=heard, role="lawyer")
    others = Inquiry.objects.filter(gate_request=heard).exclude(pk=law.pk)
    for inquiry in others.exclude(holder=None).select_related("holder"):
        answered(inquiry, inquiry.holder)()
    outcomes = at_once(
        answered(law, city.lawyer, "negative"),
        lambda: services.decide(gate_request=heard, answer="no", reasons="Nee.", actor=city.head),
    )
    given, decision = Advice.objects.filter(inquiry=law).first(), Decision.objects.get(gate_request=heard)
    weighed_ones = {one.advice for one in decision.weighings.all()}
    if given:
        assert given in weighed_ones
        assert refusals(outcomes) == []
    else:
        assert refusals(outcomes) == [AlreadyClosed]
        assert all(explained(one, city.organisation).sentences for one in outcomes if isinstance(one, Refused))
    whole(heard.application)


def test_two_advisers_of_one_role_at_once_lose_no_word(city, heard):
    inquiry = Inquiry.objects.get(gate_request=heard, role="dpo")
    at_once(answered(inquiry, city.dpo), answered(inquiry, city.second_dpo, "negative"))
    first, last = Advice.objects.filter(inquiry=inquiry).order_by("given_at", "pk")
    assert last.replaces == first
    assert Task.objects.filter(subject_id=inquiry.pk, done_at=None).count() == 0
    whole(heard.application)


def test_a_handover_while_the_first_answers_leaves_one_answer(city, heard):
    inquiry = Inquiry.objects.get(gate_request=heard, role="dpo")
    outcomes = at_once(
        answered(inquiry, city.dpo),
        lambda: services.hand_over(inquiry=inquiry, person=city.second_dpo, actor=city.dpo),
    )
    assert Advice.objects.get(inquiry=inquiry).given_by == city.dpo
    assert refusals(outcomes) in ([], [AlreadyAdvised])
    assert Task.objects.filter(subject_id=inquiry.pk, done_at=None).count() == 0
    whole(heard.application)


def test_a_material_change_while_it_is_decided_leaves_no_decision_on_old_facts(city, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    outcomes = at_once(
        lambda: services.decide(gate_request=asked, answer="yes", actor=city.manager),
        lambda: register.edit_section(
            application=chatbot, section="identity", changes={"purpose": "Beoordeelt mensen."}, actor=city.informed
        ),
    )
    asked.refresh_from_db()
    if refusals(outcomes):
        assert (refusals(outcomes), asked.outcome) == ([Lapsed], "lapsed")
        assert not Decision.objects.exists()
    else:
        assert Lapse.objects.get(decision=asked.decision).state == "announced"
    whole(chatbot)


@pytest.fixture
def to_lapse(city, chatbot):
    """In use, on a decision that must lapse today."""
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    decision = services.decide(gate_request=asked, answer="yes", actor=city.manager)
    register.appoint(application=chatbot, duty="owner", person=city.informed, actor=city.informed)
    register.edit_section(
        application=chatbot, section="identity", changes={"purpose": "Beoordeelt mensen."}, actor=city.informed
    )
    Lapse.objects.filter(decision=decision).update(lapses_on=timezone.localdate())
    return decision


def test_a_lapse_while_it_is_decided_again_ends_in_one_decision_that_holds(city, chatbot, to_lapse):
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.PRODUCTION)
    outcomes = at_once(
        lambda: services.decide(gate_request=asked, answer="yes", actor=city.manager),
        lambda: ticking.take_up(timezone.now()),
    )
    assert refusals(outcomes) == []
    chatbot.refresh_from_db()
    held = Decision.objects.get(gate_request=asked)
    assert (decided_on(chatbot), chatbot.undecided, chatbot.phase) == (held, False, Phase.PRODUCTION)
    assert not Task.objects.filter(kind="decide_again", done_at=None).exists()
    assert not Lapse.objects.filter(state="announced").exists()
    whole(chatbot)


def test_two_stops_at_once_give_one_stop(city, chatbot, to_lapse):
    outcomes = at_once(
        lambda: services.stop(application=chatbot, reason="Fout.", actor=city.manager),
        lambda: services.stop(application=chatbot, reason="Ook fout.", actor=city.director),
    )
    assert refusals(outcomes) == [NothingToStop]
    assert Stop.objects.count() == 1
    assert Application.objects.get(pk=chatbot.pk).phase == Phase.STOPPED
    assert not Decision.objects.in_force().exists()
    whole(chatbot)


def test_a_stop_while_it_is_decided_again_leaves_it_stopped_or_decided_before_the_stop(city, chatbot, to_lapse):
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.PRODUCTION)
    outcomes = at_once(
        lambda: services.decide(gate_request=asked, answer="yes", actor=city.manager),
        lambda: services.stop(application=chatbot, reason="Fout.", actor=city.director),
    )
    assert refusals(outcomes) in ([], [AlreadyClosed])
    assert Application.objects.get(pk=chatbot.pk).phase == Phase.STOPPED
    assert not Decision.objects.in_force().exists()
    whole(chatbot)
