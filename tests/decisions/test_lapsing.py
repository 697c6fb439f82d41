"""What ends a decision: a material change, a term, a newer decision, a stop; and what does nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.decisions import services, ticking
from roeland.decisions.models import Decision, Lapse
from roeland.decisions.queries import decided_on
from roeland.decisions.refusals import MayNotStop, NothingToStop, ReasonMissing
from roeland.journal.models import Entry
from roeland.organisation.access import OtherOrganisation
from roeland.organisation.models import RoleHeld
from roeland.register import services as register
from roeland.register.models import Application, Phase
from roeland.work.models import Message, Task
from tests.building.decisions import advised, classified
from tests.building.organisation import a_person, an_organisation


@pytest.fixture
def decided(city, chatbot):
    """The chatbot is in use, by a yes of the team manager on the light route."""
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.PRODUCTION)
    return services.decide(gate_request=asked, answer="yes", actor=city.manager)


def now(application):
    return Application.objects.get(pk=application.pk)


def application_of(decision):
    return now(decision.gate_request.application)


def told(person):
    return list(Message.objects.filter(person=person).order_by("pk").values_list("code", flat=True))


def heavier(decision):
    classified(application_of(decision), route="standard", findings={"personal-data": "certain"})


def edited(decision, city, **changes):
    register.edit_section(
        application=application_of(decision), section="identity", changes=changes, actor=city.informed
    )


def later(days):
    return timezone.now() + timedelta(days=days)


def test_a_heavier_outcome_announces_the_lapse_on_a_stated_day(city, decided):
    heavier(decided)
    lapse = Lapse.objects.get(decision=decided)
    assert (lapse.state, lapse.lapses_on) == (
        "announced",
        city.organisation.working_days.after(timezone.localdate(), 10),
    )
    assert {change["code"] for change in lapse.changes if change["code"]} == {
        "route-heavier",
        "class-changed",
        "finding-changed",
    }
    assert decided_on(application_of(decided)) == decided


def test_owner_and_who_decided_hear_that_it_will_lapse(city, decided):
    heavier(decided)
    assert "decision_lapses" in told(city.manager)
    assert "decision_lapses" in told(city.employee)


def test_on_that_day_it_lapses_and_who_is_accountable_is_asked_again(city, decided):
    heavier(decided)
    ticking.take_up(later(30))
    application = application_of(decided)
    assert decided_on(application) is None
    assert (application.phase, application.undecided) == (Phase.PRODUCTION, True)
    assert application.lapsed_on == Decision.objects.get(pk=decided.pk).lapsed_on
    task = Task.objects.get(kind="decide_again", done_at=None)
    assert (task.person, task.due) == (city.head, application.decide_by)
    assert "decision_lapsed" in told(city.manager)


def test_the_clock_may_strike_twice(decided):
    heavier(decided)
    ticking.take_up(later(30))
    entries = Entry.objects.count()
    ticking.take_up(later(30))
    assert Entry.objects.count() == entries
    assert Task.objects.filter(kind="decide_again").count() == 1


def test_before_that_day_the_clock_ends_nothing(decided):
    heavier(decided)
    ticking.take_up(later(0))
    assert decided_on(application_of(decided)) == decided


def test_a_change_that_is_undone_lets_the_decision_stand(city, decided):
    heavier(decided)
    classified(application_of(decided))
    assert Lapse.objects.get(decision=decided).state == "changed_back"
    assert "decision_stands" in told(city.manager)
    ticking.take_up(later(30))
    assert decided_on(application_of(decided)) == decided


def test_a_lighter_outcome_or_another_summary_does_nothing(city, decided):
    edited(decided, city, summary="De chatbot van de balie.")
    assert not Lapse.objects.exists()


def test_another_purpose_announces_the_lapse(city, decided):
    edited(decided, city, purpose="Beslist over boetes.")
    assert [change["code"] for change in Lapse.objects.get().changes if change["code"]] == ["purpose-changed"]


def test_what_the_law_prohibits_now_lapses_the_same_day_and_the_directorate_is_asked(city, decided):
    classified(application_of(decided), route="forbidden", findings={"prohibited-a": "certain"})
    application = application_of(decided)
    assert (application.undecided, application.lapsed_on) == (True, timezone.localdate())
    assert Task.objects.filter(kind="take_decision", done_at=None, person=city.director).exists()


def test_a_new_decision_settles_what_was_announced(city, decided):
    heavier(decided)
    application = application_of(decided)
    Application.objects.filter(pk=application.pk).update(owner=city.informed, owner_accepted=True)
    asked = services.request_gate(
        application=application, actor=city.employee, gate="change", leads_to=application.phase, what="Meer mensen."
    )
    for inquiry in asked.inquiries.filter(kind="advice"):
        advised(asked, inquiry.role, city.dpo, "positive")
    newer = services.decide(gate_request=asked, answer="yes", actor=city.head)
    assert Lapse.objects.filter(state="decided_again").count() == 1
    assert Decision.objects.get(pk=decided.pk).replaced_by == newer
    assert decided_on(application_of(decided)) == newer


def test_a_decision_with_a_term_ends_after_its_last_day(city, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.PRODUCTION)
    last = timezone.localdate() + timedelta(days=10)
    decision = services.decide(gate_request=asked, answer="yes", actor=city.manager, ends_on=last)
    ticking.take_up(later(10))
    assert decided_on(now(chatbot)) == decision
    ticking.take_up(later(11))
    assert decided_on(now(chatbot)) is None
    assert now(chatbot).undecided


def test_on_the_day_of_review_who_decided_is_asked_once(city, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.PRODUCTION)
    day = timezone.localdate() + timedelta(days=10)
    services.decide(gate_request=asked, answer="yes", actor=city.manager, review_on=day)
    for _strike in range(2):
        ticking.take_up(later(10))
    assert Task.objects.get(kind="look_again").person == city.manager


def test_who_is_accountable_stops_it_at_once_and_everybody_hears(city, decided):
    services.stop(application=application_of(decided), reason="Geeft foute antwoorden.", actor=city.manager)
    application = application_of(decided)
    assert (application.phase, application.undecided) == (Phase.STOPPED, False)
    assert decided_on(application) is None
    assert "application_stopped" in told(city.employee)
    assert "application_stopped" in told(city.dpo)
    assert Entry.objects.filter(verb="application.stopped", reason="Geeft foute antwoorden.").count() == 1


def test_a_level_above_may_stop_it_too(city, decided):
    assert services.stop(application=application_of(decided), reason="Nu.", actor=city.director).role == "directorate"


def test_the_ciso_stops_it_only_with_a_mandate_for_it(city, decided):
    application = application_of(decided)
    with pytest.raises(MayNotStop) as refusal:
        services.stop(application=application, reason="Lek.", actor=city.ciso)
    assert refusal.value.appointed.person == city.manager
    RoleHeld.objects.filter(person=city.ciso).update(may_stop=True)
    assert services.stop(application=application, reason="Lek.", actor=city.ciso).role == "ciso"


@pytest.mark.parametrize("who", ["employee", "dpo", "informed", "lawyer"])
def test_nobody_else_stops_it(city, decided, who):
    with pytest.raises(MayNotStop):
        services.stop(application=application_of(decided), reason="Stop.", actor=getattr(city, who))
    assert application_of(decided).phase == Phase.PRODUCTION


def test_a_stop_needs_a_reason(city, decided):
    with pytest.raises(ReasonMissing):
        services.stop(application=application_of(decided), reason=" ", actor=city.manager)


def test_what_is_not_in_use_cannot_be_stopped(city, chatbot):
    with pytest.raises(NothingToStop):
        services.stop(application=chatbot, reason="Stop.", actor=city.manager)


def test_somebody_of_another_organisation_stops_nothing(decided):
    stranger = a_person(an_organisation("Andere stad"), "Vreemde", role="directorate")
    with pytest.raises(OtherOrganisation):
        services.stop(application=application_of(decided), reason="Stop.", actor=stranger)


def test_starting_again_needs_a_decision(city, decided):
    services.stop(application=application_of(decided), reason="Foute antwoorden.", actor=city.manager)
    asked = services.request_gate(application=application_of(decided), actor=city.employee, leads_to=Phase.PRODUCTION)
    assert application_of(decided).phase == Phase.STOPPED
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    assert application_of(decided).phase == Phase.PRODUCTION
