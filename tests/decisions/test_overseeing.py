"""Oversight of assessments, the urgent warning, and the supervisor who is consulted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.decisions import services
from roeland.decisions.models import Oversight, PriorConsultation, UrgentWarning
from roeland.decisions.refusals import AlreadyAnswered, DayNotYet, NotAccountable, NotTheOverseer, WordsMissing
from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted
from roeland.register.models import Application
from roeland.work.models import Message, Task
from tests.building.decisions import classified
from tests.building.organisation import a_person, a_unit


def looked(application, actor, kind="privacy", result="in_order", **more):
    return services.record_oversight(
        application=application, kind=kind, result=result, actor=actor, **{"looked_at": "DPIA, versie 2"} | more
    )


def verbs(application):
    return list(Entry.objects.filter(subject=application.pk).order_by("pk").values_list("verb", flat=True))


def told(code):
    return set(Message.objects.filter(code=code).values_list("person__name", flat=True))


def test_the_dpo_oversees_privacy_and_the_ciso_security(city, chatbot):
    assert looked(chatbot, city.dpo).role == "dpo"
    assert looked(chatbot, city.ciso, "security").role == "ciso"
    assert verbs(chatbot)[-1] == "oversight.recorded"


@pytest.mark.parametrize(("who", "kind"), [("dpo", "security"), ("ciso", "privacy")])
def test_they_do_not_do_the_work_of_the_other(city, chatbot, who, kind):
    with pytest.raises(NotTheOverseer):
        looked(chatbot, getattr(city, who), kind)
    assert not Oversight.objects.exists()


@pytest.mark.parametrize("who", ["manager", "director", "informed", "lawyer"])
def test_nobody_else_oversees(city, chatbot, who):
    with pytest.raises(NotPermitted):
        looked(chatbot, getattr(city, who))


def test_the_dpo_of_another_entity_does_not_oversee(city, chatbot):
    other = a_unit(city.organisation, "District")
    with pytest.raises(NotPermitted):
        looked(chatbot, a_person(city.organisation, "Dries", role="dpo", unit=other))


def test_what_must_be_mended_is_said(city, chatbot):
    with pytest.raises(WordsMissing):
        looked(chatbot, city.dpo, result="to_mend")
    with pytest.raises(WordsMissing):
        looked(chatbot, city.dpo, looked_at=" ")
    looked(chatbot, city.dpo, result="missing", looked_at="")
    looked(chatbot, city.dpo, result="to_mend", text="De bewaartermijn ontbreekt.")
    assert Oversight.objects.count() == 2


def test_an_urgent_warning_asks_who_is_accountable_within_a_working_day_and_stops_nothing(city, chatbot):
    classified(chatbot)
    phase = Application.objects.get(pk=chatbot.pk).phase
    warning = services.warn(application=chatbot, text="Er lekken gegevens.", actor=city.dpo)
    assert (warning.asked_of, warning.asked_role) == (city.manager, "team_manager")
    assert warning.due == city.organisation.working_days.after(timezone.localdate(), 1)
    assert Task.objects.get(kind="answer_warning").person == city.manager
    assert told("urgent_warning") == {"Tom Claes", "Dina Wouters"}
    assert Application.objects.get(pk=chatbot.pk).phase == phase


@pytest.mark.parametrize("who", ["ciso", "director", "manager", "employee"])
def test_only_the_dpo_warns(city, chatbot, who):
    with pytest.raises(NotPermitted):
        services.warn(application=chatbot, text="Let op.", actor=getattr(city, who))


def test_a_warning_says_what_about(city, chatbot):
    with pytest.raises(WordsMissing):
        services.warn(application=chatbot, text=" ", actor=city.dpo)
    assert not UrgentWarning.objects.exists()


@pytest.fixture
def warned(city, chatbot):
    classified(chatbot)
    return services.warn(application=chatbot, text="Er lekken gegevens.", actor=city.dpo)


@pytest.mark.parametrize("who", ["manager", "head", "director"])
def test_who_is_accountable_or_above_answers_once(city, warned, who):
    actor = getattr(city, who)
    services.answer_warning(warning=warned, answer="We zetten de koppeling uit.", actor=actor)
    warned.refresh_from_db()
    assert warned.answered_by == actor
    assert not Task.objects.filter(kind="answer_warning", done_at=None).exists()
    assert told("warning_answered") == {"Farid Ben", "Dina Wouters"} - {actor.name}
    with pytest.raises(AlreadyAnswered):
        services.answer_warning(warning=warned, answer="Nog eens.", actor=actor)


@pytest.mark.parametrize("who", ["dpo", "ciso", "informed", "employee"])
def test_nobody_else_answers_a_warning(city, warned, who):
    with pytest.raises(NotAccountable) as refusal:
        services.answer_warning(warning=warned, answer="Is goed.", actor=getattr(city, who))
    assert refusal.value.appointed.person == city.manager


def test_an_answer_has_words(city, warned):
    with pytest.raises(WordsMissing):
        services.answer_warning(warning=warned, answer="", actor=city.manager)


def test_with_nobody_accountable_the_warning_waits_for_the_directorate(city, chatbot):
    type(city.manager).objects.filter(pk__in=[city.manager.pk, city.head.pk, city.director.pk]).update(active=False)
    warning = services.warn(application=chatbot, text="Er lekken gegevens.", actor=city.dpo)
    task = Task.objects.get(kind="answer_warning")
    assert (warning.asked_of, task.person, task.role) == (None, None, "directorate")


def consulted(application, actor, days_ago=10):
    return services.consult_supervisor(
        application=application,
        supervisor="Autoriteit Persoonsgegevens",
        sent_on=timezone.localdate() - timedelta(days=days_ago),
        actor=actor,
    )


def test_the_supervisor_is_consulted_and_answers_once(city, chatbot):
    row = consulted(chatbot, city.dpo)
    today = timezone.localdate()
    said = {"consultation": row, "outcome_on": today, "actor": city.dpo}
    with pytest.raises(WordsMissing):
        services.note_outcome(outcome="advice", text="", **said)
    services.note_outcome(outcome="no_objection", text="", **said)
    with pytest.raises(AlreadyAnswered):
        services.note_outcome(outcome="prohibited", text="Toch niet.", **said)
    assert PriorConsultation.objects.get().outcome == "no_objection"
    assert verbs(chatbot)[-2:] == ["supervisor.consulted", "supervisor.consulted"]


def test_days_that_cannot_be_are_refused(city, chatbot):
    with pytest.raises(DayNotYet):
        consulted(chatbot, city.dpo, days_ago=-1)
    row = consulted(chatbot, city.dpo)
    for day in (row.sent_on - timedelta(days=1), timezone.localdate() + timedelta(days=1)):
        with pytest.raises(DayNotYet):
            services.note_outcome(consultation=row, outcome="no_objection", outcome_on=day, text="", actor=city.dpo)


@pytest.mark.parametrize("who", ["ciso", "director", "employee"])
def test_only_privacy_people_consult(city, chatbot, who):
    with pytest.raises(NotPermitted):
        consulted(chatbot, getattr(city, who))
