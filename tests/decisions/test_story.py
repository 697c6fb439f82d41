"""From a real intake to a decision: report, answer, ask, decide, and what the journal can prove of it."""

import pytest

from roeland.assessments import services as assessments
from roeland.decisions import services
from roeland.decisions.models import GateRequest
from roeland.decisions.refusals import GateClosed, NoYesHere
from roeland.journal.models import Entry
from roeland.journal.services import seal, verify
from roeland.register.models import Application, Phase
from tests.building.assessments import (
    BENEFITS,
    CALL_EMOTIONS,
    CHATBOT,
    PRIVACY_UNKNOWN,
    SPELLING,
    a_classification,
    filled,
)


def reported(city, answers):
    """The application of an intake that the employee filled in."""
    return Application.objects.get(pk=a_classification(answers, actor=city.employee, unit=city.team).application_id)


def refused(application, actor):
    with pytest.raises(GateClosed) as refusal:
        services.request_gate(application=application, actor=actor)
    return [requirement.code for requirement in refusal.value.requirements]


def test_a_simple_application_goes_from_report_to_use_and_the_journal_proves_it(city):
    spelling = reported(city, SPELLING)
    asked = services.request_gate(application=spelling, actor=city.employee)
    services.decide(gate_request=asked, answer="yes", reasons="Klein risico.", actor=city.manager)
    spelling.refresh_from_db()
    assert (spelling.phase, spelling.waits_for) == (Phase.PRODUCTION, "")
    verbs = Entry.objects.filter(subject=spelling.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-4:] == [
        "application.classified",
        "gate.requested",
        "decision.taken",
        "application.phase_changed",
    ]
    seal(city.organisation.pk)
    assert verify(city.organisation.pk).ok


@pytest.mark.parametrize(("answers", "decides"), [(CHATBOT, "department_head"), (BENEFITS, "directorate")])
def test_a_heavier_application_waits_for_advice(city, answers, decides):
    application = reported(city, answers)
    asked = services.request_gate(application=application, actor=city.employee, leads_to=Phase.EXPERIMENT)
    application.refresh_from_db()
    assert (asked.role, application.waits_for) == (decides, "advice")
    assert asked.inquiries.filter(kind="advice").count() > 1


def test_an_unknown_answer_is_handled_as_the_heaviest_that_is_possible(city):
    application = reported(city, PRIVACY_UNKNOWN)
    asked = services.request_gate(application=application, actor=city.employee, leads_to=Phase.EXPERIMENT)
    assert asked.route == application.route_at_most


def test_what_the_law_prohibits_reaches_the_directorate_without_anybody_asking(city):
    emotions = reported(city, CALL_EMOTIONS)
    asked = GateRequest.objects.get(application=emotions)
    assert asked.holder == city.director
    with pytest.raises(NoYesHere):
        services.decide(gate_request=asked, answer="yes", actor=city.director)
    services.decide(gate_request=asked, answer="no", reasons="De wet verbiedt dit.", actor=city.director)
    emotions.refresh_from_db()
    assert emotions.phase == Phase.REJECTED


def test_a_second_intake_with_the_same_outcome_leaves_the_request_open(city):
    spelling = reported(city, SPELLING)
    asked = services.request_gate(application=spelling, actor=city.employee)
    again = assessments.begin(application=spelling, actor=city.employee)
    assessments.submit(intake=filled(again, SPELLING, actor=city.employee), actor=city.employee)
    asked.refresh_from_db()
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    spelling.refresh_from_db()
    assert spelling.phase == Phase.PRODUCTION
