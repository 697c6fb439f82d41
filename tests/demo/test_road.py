"""The road that applications of the demonstration walked: advised, decided, lapsed, stopped, tried out."""

from collections import Counter

import pytest
from django.utils import timezone

from roeland.decisions import queries as decisions
from roeland.decisions.matrices import matrix_of, reference_of
from roeland.decisions.models import (
    Advice,
    Condition,
    Decision,
    Inquiry,
    Lapse,
    Oversight,
    PriorConsultation,
    QuestionBack,
    Stop,
    UrgentWarning,
    Weighing,
)
from roeland.portfolio import queries
from roeland.portfolio.models import Experiment, Survey
from roeland.register.models import Application, Phase
from roeland.work.models import Task


@pytest.fixture
def called(ghent):
    """An application of the group by its name."""
    return lambda name: Application.objects.get(organisation=ghent, name=name)


def test_advisers_agreed_set_conditions_and_were_against(ghent):
    said = Counter(Advice.objects.filter(organisation=ghent).values_list("verdict", flat=True))
    assert min(said["positive"], said["conditional"], said["negative"]) >= 2


def test_a_decision_took_over_conditions_and_deviated_with_a_reason(ghent, called):
    decision = Decision.objects.get(gate_request__application=called("Vergunningenassistent"))
    assert decision.answer == "yes_if"
    weighed = Counter(decision.weighings.values_list("outcome", flat=True))
    assert (weighed["deviated"], weighed["followed"]) == (1, 5)
    assert Weighing.objects.get(decision=decision, outcome="deviated").reason
    conditions = Condition.objects.filter(decision=decision).select_related("owner")
    assert {one.owner.name: one.is_met for one in conditions} == {"Els Vandamme": True, "Wim Dhaenens": False}


def test_something_waits_for_staff_for_the_supervisor_and_for_who_answers_a_question(ghent):
    staff = Inquiry.objects.get(organisation=ghent, kind="consultation", answered_at=None)
    assert staff.gate_request.application.name == "Voorrang in de sociale dienst"
    assert PriorConsultation.objects.get(organisation=ghent).outcome == ""
    asked = QuestionBack.objects.get(organisation=ghent)
    assert (asked.answered_at, asked.inquiry.paused_on) == (None, timezone.localdate())
    assert set(Oversight.objects.filter(organisation=ghent).values_list("kind", flat=True)) == {"privacy", "security"}


def test_the_dpo_warned_and_who_is_accountable_has_not_answered_yet(ghent):
    warning = UrgentWarning.objects.get(organisation=ghent)
    assert (warning.given_by.name, warning.answered_at) == ("Yusuf Aydın", None)
    assert Task.objects.filter(kind="answer_warning", person=warning.asked_of, done_at=None).exists()


def test_a_new_version_of_a_supplier_let_one_decision_lapse_and_will_let_another(ghent, called):
    gone, announced = called("Vacatureteksten"), called("Post voor de sociale dienst")
    assert (gone.undecided, gone.lapsed_on, gone.phase) == (True, timezone.localdate(), Phase.PRODUCTION)
    lapse = decisions.announced(decisions.decided_on(announced))
    (material,) = [change for change in lapse.changes if change["code"]]
    assert (material["code"], material["was"], material["is"]) == ("system-changed", "4.8", "5.0")
    assert Lapse.objects.filter(organisation=ghent).count() == 2


def test_the_ciso_stopped_an_application(called):
    stop = Stop.objects.get(application=called("Code-assistent voor ontwikkelaars"))
    assert stop.ordered_by.name == "Koen Tavernier"


def test_one_experiment_ended_with_lessons_and_went_live_and_others_run_or_wait(ghent, called):
    states = dict(Experiment.objects.filter(organisation=ghent).values_list("application__name", "state"))
    assert states == {
        "Handschriften in het archief": "running",
        "Schrijfhulp voor klare taal": "ended",
        "Vergunningenassistent": "running",
        "Voorrang in de sociale dienst": "planned",
    }
    assert Experiment.objects.get(application=called("Schrijfhulp voor klare taal")).lessons.count() == 2
    assert called("Schrijfhulp voor klare taal").phase == Phase.PRODUCTION


def test_those_who_do_the_work_said_before_and_after_what_it_does_to_their_job(called):
    rounds = Survey.objects.filter(experiment__application=called("Schrijfhulp voor klare taal"))
    before, after = (queries.means(rounds.get(moment=moment), timezone.localdate()) for moment in ("before", "after"))
    assert (before.answers, after.answers) == (6, 6)
    assert after.means["core_time"] > before.means["core_time"]


def test_the_group_has_its_own_matrix_on_an_act_of_the_council(ghent):
    assert reference_of(ghent).endswith("@own-1")
    raises = next(one for one in matrix_of(ghent).activities if one.code == "s10")
    assert "spoke" in raises.does
