"""What a decision says of each advice, the conditions it sets, and what it cannot pass by."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.decisions import services
from roeland.decisions.gatekeeping import standing
from roeland.decisions.models import Condition, Decision, GateRequest, PriorConsultation, Weighing
from roeland.decisions.reasons import at_decision
from roeland.decisions.refusals import (
    AlreadyMet,
    ConditionUnfinished,
    GateClosed,
    NotTheOwner,
    NotWeighed,
    ReasonMissing,
    SecondFactorNeeded,
    TermInThePast,
)
from roeland.decisions.weighing import Wanted, Words
from roeland.journal.models import Entry
from roeland.organisation.access import OtherOrganisation
from roeland.organisation.models import RoleHeld
from roeland.register.models import Application, Phase
from roeland.work.models import Message, Task
from tests.building.decisions import advised, classified
from tests.building.organisation import a_person, an_organisation
from tests.building.portfolio import a_plan


def owned(application, person):
    Application.objects.filter(pk=application.pk).update(owner=person, owner_accepted=True)
    application.refresh_from_db()


def asked_on(application, city, route, **findings):
    classified(application, route=route, findings={code.replace("_", "-"): state for code, state in findings.items()})
    a_plan(application, city.employee)
    asked = services.request_gate(application=application, actor=city.employee, leads_to=Phase.EXPERIMENT)
    asked.inquiries.all().delete()
    return asked


@pytest.fixture
def asked(city, chatbot):
    """A request on the standard route, to try the chatbot out, on which nobody has been asked yet."""
    owned(chatbot, city.informed)
    return asked_on(chatbot, city, "standard")


def decided(asked, city, answer="yes", **more):
    return services.decide(gate_request=asked, answer=answer, actor=city.head, **more)


def shut(asked):
    here = at_decision(standing(asked.application), asked.gate, asked, timezone.localdate())
    return {reason.code: [actor.person for actor in reason.who] for reason in here.reasons}


def soon(days=30):
    return timezone.localdate() + timedelta(days=days)


def test_with_positive_advice_the_head_says_yes_and_the_record_says_that_it_was_followed(city, asked):
    advised(asked, "privacy_officer", city.dpo, "positive")
    decided(asked, city)
    assert Weighing.objects.get().outcome == "followed"
    assert Application.objects.get(pk=asked.application.pk).phase == Phase.EXPERIMENT


def test_awaited_advice_keeps_the_gate_shut_and_says_who_can_act(city, asked):
    advised(asked, "ciso", city.ciso)
    assert shut(asked) == {"advice-not-awaited": [city.ciso]}
    with pytest.raises(GateClosed, match="advice-not-awaited"):
        decided(asked, city)


def test_a_no_need_not_wait_for_advice(city, asked):
    advised(asked, "ciso", city.ciso)
    decided(asked, city, "no", reasons="Niet nodig.")
    assert Weighing.objects.get().reason == "Niet nodig."


def test_late_advice_can_be_passed_by_with_a_reason(city, asked):
    inquiry = advised(asked, "ciso", city.ciso, due_in=-1)
    assert shut(asked) == {}
    with pytest.raises(NotWeighed, match="not_weighed"):
        decided(asked, city)
    decided(asked, city, said={str(inquiry.pk): Words("went_on", "De test begint maandag.")})
    assert Weighing.objects.get().outcome == "went_on"


def test_a_question_back_stops_the_clock(city, asked):
    advised(asked, "ciso", city.ciso, due_in=-1, paused_on=timezone.localdate())
    assert shut(asked) == {"advice-not-awaited": [city.ciso]}


def test_advice_that_the_law_asks_keeps_the_gate_shut_even_when_it_is_late(city, asked):
    advised(asked, "dpo", city.dpo, due_in=-30, required=True)
    assert shut(asked) == {"required-advice-given": [city.dpo]}


def test_a_role_that_nobody_holds_is_a_gap_that_the_decision_explains(city, asked):
    inquiry = advised(asked, "architect", None)
    with pytest.raises(NotWeighed):
        decided(asked, city)
    decided(asked, city, said={str(inquiry.pk): Words("gap", "De leverancier tekende het schema.")})
    assert Weighing.objects.get().outcome == "gap"


def test_a_yes_against_a_negative_advice_needs_a_reason_for_that_advice(city, asked):
    inquiry = advised(asked, "lawyer", city.lawyer, "negative")
    with pytest.raises(NotWeighed, match="reason_missing"):
        decided(asked, city, reasons="Het is handig.", said={str(inquiry.pk): Words("deviated")})
    assert not Decision.objects.exists()
    decided(asked, city, said={str(inquiry.pk): Words("deviated", "Het gaat om een proef zonder echte gegevens.")})
    weighing = Weighing.objects.get()
    assert (weighing.outcome, weighing.advice.verdict) == ("deviated", "negative")


def test_the_latest_advice_of_a_role_counts(city, asked):
    advised(asked, "lawyer", city.lawyer, "negative")
    advised(asked, "lawyer", city.lawyer, "positive")
    decided(asked, city)
    assert Weighing.objects.get().advice.verdict == "positive"


def test_conditions_of_an_advice_become_tasks_with_an_owner_and_a_date(city, asked):
    inquiry = advised(asked, "ciso", city.ciso, "conditional", conditions=("Wis de logs na 30 dagen.",))
    said = {str(inquiry.pk): Words("followed")}
    with pytest.raises(NotWeighed, match="conditions_not_taken"):
        decided(asked, city, said=said)
    wanted = Wanted("Wis de logs na 30 dagen.", city.informed, soon(), inquiry.advices.get())
    decided(asked, city, "yes_if", conditions=[wanted], said=said)
    task = Task.objects.get(kind="meet_condition")
    assert (task.person, task.due, task.subject) == (city.informed, soon(), Condition.objects.get())


@pytest.mark.parametrize("missing", ["owner", "due", "text"])
def test_a_condition_needs_words_an_owner_and_a_date(city, asked, missing):
    whole = {"text": "Test elk jaar.", "owner": city.informed, "due": soon()}
    with pytest.raises(ConditionUnfinished):
        decided(asked, city, "yes_if", conditions=[Wanted(**(whole | {missing: "" if missing == "text" else None}))])


def test_a_condition_of_an_owner_elsewhere_is_refused(city, asked):
    stranger = a_person(an_organisation("Andere stad"), "Vreemde")
    with pytest.raises(OtherOrganisation):
        decided(asked, city, "yes_if", conditions=[Wanted("Test.", stranger, soon())])


@pytest.fixture
def conditional(city, asked):
    """An experiment under one condition, which the information manager meets."""
    decided(asked, city, "yes_if", conditions=[Wanted("Test elk jaar.", city.informed, soon())])
    return Condition.objects.get()


def test_a_condition_is_met_by_its_owner_with_how_it_shows(city, conditional):
    services.meet(condition=conditional, how="Getest op 3 november.", actor=city.informed)
    conditional.refresh_from_db()
    assert (conditional.met_by, conditional.how) == (city.informed, "Getest op 3 november.")
    assert not Task.objects.filter(kind="meet_condition", done_at=None).exists()
    assert Message.objects.filter(code="condition_met", person=city.head).exists()
    assert Entry.objects.filter(verb="condition.met").count() == 1


def test_nobody_else_meets_a_condition_and_nobody_twice(city, conditional):
    with pytest.raises(NotTheOwner):
        services.meet(condition=conditional, how="Klaar.", actor=city.employee)
    with pytest.raises(ReasonMissing):
        services.meet(condition=conditional, how=" ", actor=city.informed)
    services.meet(condition=conditional, how="Klaar.", actor=city.informed)
    with pytest.raises(AlreadyMet):
        services.meet(condition=conditional, how="Klaar.", actor=city.informed)


def test_an_unmet_condition_closes_the_next_gate(city, conditional):
    application = Application.objects.get(pk=conditional.decision.gate_request.application_id)
    here = at_decision(standing(application), "go_live", None, timezone.localdate())
    assert [(reason.code, reason.who[0].person) for reason in here.reasons] == [("conditions-met", city.informed)]
    services.meet(condition=conditional, how="Klaar.", actor=city.informed)
    assert not at_decision(standing(application), "go_live", None, timezone.localdate()).reasons


def test_without_an_owner_who_accepted_nothing_goes_live(city, chatbot):
    classified(chatbot)
    here = at_decision(standing(chatbot), "go_live", None, timezone.localdate())
    assert [reason.code for reason in here.reasons] == ["owner-accepted"]


STAFF = [("consent", "staff-heard"), ("negotiation", "staff-heard"), ("staff_advice", "staff-heard")]


@pytest.mark.parametrize(("kind", "reason"), STAFF)
def test_staff_representation_must_be_heard_however_late(city, asked, kind, reason):
    advised(asked, "staff_representation", city.informed, kind=kind, required=True, due_in=-30)
    assert list(shut(asked)) == [reason]


def test_a_refused_consent_cannot_be_deviated_from(city, asked):
    inquiry = advised(asked, "staff_representation", city.informed, "negative", kind="consent", required=True)
    with pytest.raises(GateClosed, match="staff-heard"):
        decided(asked, city, reasons="Toch.", said={str(inquiry.pk): Words("deviated", "Wij willen het.")})
    assert not Decision.objects.exists()


def test_advice_of_the_works_council_can_be_deviated_from_with_a_reason(city, asked):
    inquiry = advised(asked, "staff_representation", city.informed, "negative", kind="staff_advice", required=True)
    decided(asked, city, said={str(inquiry.pk): Words("deviated", "Er verandert niets aan het werk.")})
    assert Weighing.objects.get().outcome == "deviated"


def test_the_supervisor_must_answer_first_when_a_high_risk_remains(city, chatbot):
    owned(chatbot, city.informed)
    asked = asked_on(chatbot, city, "standard", residual_risk_high="certain")
    assert list(shut(asked)) == ["supervisor-consulted"]
    sent = PriorConsultation.objects.create(
        organisation=city.organisation,
        application=chatbot,
        supervisor="VTC",
        sent_on=timezone.localdate(),
        recorded_by=city.dpo,
        recorded_at=timezone.now(),
    )
    assert list(shut(asked)) == ["supervisor-consulted"]
    sent.outcome = "prohibited"
    sent.save()
    assert list(shut(asked)) == ["supervisor-consulted"]
    sent.outcome = "advice"
    sent.save()
    assert shut(asked) == {}


def test_sending_back_needs_a_reason_and_changes_nothing_else(city, asked):
    with pytest.raises(ReasonMissing):
        decided(asked, city, "back")
    decided(asked, city, "back", reasons="Schrijf het doel duidelijker.")
    assert Application.objects.get(pk=asked.application.pk).phase == Phase.IN_ASSESSMENT
    assert Message.objects.filter(code="decision_sent_back", person=city.employee).exists()
    assert GateRequest.objects.get(pk=asked.pk).outcome == "decided"
    again = services.request_gate(application=asked.application, actor=city.employee, leads_to=Phase.EXPERIMENT)
    assert again.is_open


@pytest.mark.parametrize("field", ["ends_on", "review_on"])
def test_a_day_that_has_passed_is_refused(city, asked, field):
    with pytest.raises(TermInThePast):
        decided(asked, city, **{field: timezone.localdate()})


@pytest.fixture
def full(city, chatbot):
    """A request on the full route on which nobody has been asked yet."""
    owned(chatbot, city.informed)
    return asked_on(chatbot, city, "full")


def test_on_the_full_route_a_second_factor_confirms(city, full):
    with pytest.raises(SecondFactorNeeded):
        services.decide(gate_request=full, answer="no", reasons="Nee.", actor=city.director)
    decision = services.decide(gate_request=full, answer="no", reasons="Nee.", actor=city.director, second_factor=True)
    assert decision.confirmed_at


def test_on_the_full_route_a_yes_is_a_proposal_to_the_competent_organ(city, full):
    decision = services.decide(gate_request=full, answer="yes", actor=city.director, second_factor=True)
    assert decision.is_proposal
    assert Application.objects.get(pk=full.application.pk).phase == Phase.IN_ASSESSMENT
    assert Application.objects.get(pk=full.application.pk).waits_for == "organ"


def test_a_mandate_that_says_so_lets_the_directorate_decide_alone(city, full):
    RoleHeld.objects.filter(person=city.director).update(decides_alone=True)
    decision = services.decide(gate_request=full, answer="yes", actor=city.director, second_factor=True)
    assert not decision.is_proposal
    assert Application.objects.get(pk=full.application.pk).phase == Phase.EXPERIMENT
