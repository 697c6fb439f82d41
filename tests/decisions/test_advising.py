"""Advice, facts, what staff representation says, and the question back: who may, what is kept, who hears."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.decisions import services
from roeland.decisions.models import Advice, Facts, Inquiry, QuestionBack
from roeland.decisions.refusals import (
    AdviceConditionsMissing,
    AdvisesOwnRequest,
    AlreadyAdvised,
    AlreadyAnswered,
    AlreadyClosed,
    AlreadyInvolved,
    AlreadyPaused,
    AnotherKind,
    AnotherRole,
    DayNotYet,
    LinkNotSecure,
    NobodyToAsk,
    NotAsked,
    NotTheOneAsked,
    ReferenceMissing,
    WordsMissing,
)
from roeland.decisions.services.asking_back import stood_still
from roeland.journal.models import Entry
from roeland.organisation import services as people
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import RoleHeld
from roeland.register.models import Application, Phase
from roeland.rules.working_days import Calendar
from roeland.work.models import Message, Task
from tests.building.decisions import classified
from tests.building.organisation import a_person, a_role, a_unit, an_organisation


@pytest.fixture
def asked(city, chatbot):
    """A request on the standard route, to try the chatbot out, on which nobody has been asked yet."""
    classified(chatbot, route="standard")
    made = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    made.inquiries.all().delete()
    Task.objects.all().delete()
    Message.objects.all().delete()
    return made


def inquired(asked, role, holder, kind="advice", **more):
    """A role that is asked, with a task for its holder; due in five days."""
    made = Inquiry.objects.create(
        organisation=asked.organisation,
        gate_request=asked,
        kind=kind,
        role=role,
        code="dpo-asked",
        holder=holder,
        asked_at=timezone.now(),
        due=timezone.localdate() + timedelta(days=5),
        **more,
    )
    services.asking.telling.ask_inquiry(made, [holder] if holder else [], None)
    return made


@pytest.fixture
def of_dpo(city, asked):
    return inquired(asked, "dpo", city.dpo)


def advise(inquiry, actor, verdict="positive", reasons="Ik zie geen bezwaar.", **more):
    return services.give_advice(inquiry=inquiry, verdict=verdict, reasons=reasons, actor=actor, **more)


def told(person, code):
    return Message.objects.filter(person=person, code=code).count()


def open_tasks(person):
    return set(Task.objects.filter(person=person, done_at=None).values_list("kind", flat=True))


def verbs(application):
    return list(Entry.objects.filter(subject=application.pk).order_by("pk").values_list("verb", flat=True))


def test_an_advice_is_kept_by_role_and_person_and_the_task_is_done(city, of_dpo):
    advice = advise(of_dpo, city.dpo)
    of_dpo.refresh_from_db()
    assert (advice.role, advice.given_by, advice.replaces) == ("dpo", city.dpo, None)
    assert of_dpo.answered_at
    assert open_tasks(city.dpo) == set()
    assert verbs(of_dpo.gate_request.application)[-1] == "advice.given"


def test_who_asked_and_who_decides_hear_of_an_advice(city, of_dpo):
    advise(of_dpo, city.dpo)
    assert told(city.employee, "advice_given") == 1
    assert told(city.head, "advice_given") == 1
    assert told(city.dpo, "advice_given") == 0


def test_the_advice_of_the_dpo_goes_to_the_directorate_too(city, asked, of_dpo):
    advise(inquired(asked, "ciso", city.ciso), city.ciso)
    assert told(city.director, "advice_given") == 0
    advise(of_dpo, city.dpo)
    assert told(city.director, "advice_given") == 1


def test_a_change_is_a_new_advice_in_the_place_of_the_old_one(city, of_dpo):
    first = advise(of_dpo, city.dpo, "negative", "Nog niet.")
    second = advise(of_dpo, city.dpo, "positive")
    first.refresh_from_db()
    assert (second.replaces, first.verdict) == (first, "negative")
    assert told(city.employee, "advice_changed") == 1
    third = advise(of_dpo, city.dpo, "negative", "Toch niet.")
    assert third.replaces == second
    assert Advice.objects.filter(replaced_by=None).get() == third


def test_every_advice_needs_reasons(city, of_dpo):
    with pytest.raises(WordsMissing):
        advise(of_dpo, city.dpo, reasons="  ")
    assert not Advice.objects.exists()


def test_an_advice_with_conditions_names_them(city, of_dpo):
    with pytest.raises(AdviceConditionsMissing):
        advise(of_dpo, city.dpo, "conditional", conditions=["  "])
    made = advise(of_dpo, city.dpo, "conditional", conditions=[" Log elk antwoord. ", ""])
    assert made.conditions == ["Log elk antwoord."]


def test_after_the_request_has_ended_nobody_advises(city, asked, of_dpo):
    advise(of_dpo, city.dpo)
    services.withdraw(gate_request=asked, actor=city.employee)
    with pytest.raises(AlreadyClosed):
        advise(of_dpo, city.dpo, "negative", "Te laat.")


def test_nobody_else_advises(city, of_dpo):
    for actor in (city.ciso, city.manager, city.informed):
        with pytest.raises(NotAsked) as refusal:
            advise(of_dpo, actor)
        assert refusal.value.persons == (city.dpo,)
    assert not Advice.objects.exists()


@pytest.mark.parametrize("who", ["employee", "head"])
def test_who_asked_and_who_decides_do_not_advise(city, asked, who):
    actor = getattr(city, who)
    a_role(actor, "lawyer")
    with pytest.raises(AdvisesOwnRequest):
        advise(inquired(asked, "lawyer", city.lawyer), actor)


def test_somebody_of_another_organisation_advises_nothing(of_dpo):
    stranger = a_person(an_organisation("Elders"), "Vreemde", role="dpo")
    with pytest.raises(OtherOrganisation):
        advise(of_dpo, stranger)


def test_the_first_of_several_holders_answers_for_all(city, asked):
    colleague = a_person(city.organisation, "Lara Wet", role="lawyer")
    of_law = inquired(asked, "lawyer", city.lawyer)
    services.asking.telling.ask_inquiry(of_law, [colleague], None)
    advise(of_law, colleague)
    assert open_tasks(city.lawyer) == open_tasks(colleague) == set()


def test_a_deputy_advises_in_the_place_of_who_is_absent(city, of_dpo):
    deputy = a_person(city.organisation, "Dirk Plaats")
    RoleHeld.objects.filter(person=city.dpo).update(deputy=deputy)
    today = timezone.localdate()
    city.dpo.absent_from, city.dpo.absent_until = today, today
    city.dpo.save()
    assert advise(of_dpo, deputy).in_place_of == city.dpo


def test_facts_are_no_opinion(city, asked):
    of_manager = inquired(asked, "application_manager", None, kind="facts")
    keeper = a_person(city.organisation, "Ann Beheer", role="application_manager")
    with pytest.raises(AnotherKind):
        advise(of_manager, keeper)
    with pytest.raises(WordsMissing):
        services.give_facts(inquiry=of_manager, text=" ", actor=keeper)
    services.give_facts(inquiry=of_manager, text="", not_known=True, actor=keeper)
    services.give_facts(inquiry=of_manager, text="Draait bij de leverancier.", actor=keeper)
    assert list(Facts.objects.order_by("given_at").values_list("not_known", flat=True)) == [True, False]
    assert verbs(asked.application)[-1] == "facts.given"


def test_where_advice_is_asked_facts_are_not_taken(city, of_dpo):
    with pytest.raises(AnotherKind):
        services.give_facts(inquiry=of_dpo, text="Feit.", actor=city.dpo)


def test_what_staff_representation_says_is_recorded_with_its_reference(city, asked):
    hr = a_person(city.organisation, "Hanne Riem", role="hr_adviser")
    consent = inquired(asked, "staff_representation", hr, kind="consent")
    with pytest.raises(ReferenceMissing):
        advise(consent, hr)
    act = {"reference": "OR 2026-14", "reference_date": timezone.localdate()}
    with pytest.raises(LinkNotSecure):
        advise(consent, hr, **act, reference_link="http://intranet.test/or")
    with pytest.raises(DayNotYet):
        advise(consent, hr, reference="OR", reference_date=timezone.localdate() + timedelta(days=1))
    made = advise(consent, hr, "negative", "De ondernemingsraad stemt niet in.", **act)
    assert (made.reference, made.role) == ("OR 2026-14", "hr_adviser")


def test_where_staff_has_a_spokesman_hr_does_not_speak(city, asked):
    hr = a_person(city.organisation, "Hanne Riem", role="hr_adviser")
    speaker = a_person(city.organisation, "Omar Raad", role="staff_representation")
    consent = inquired(asked, "staff_representation", speaker, kind="consent")
    with pytest.raises(NotAsked):
        advise(consent, hr, reference="OR", reference_date=timezone.localdate())


def test_a_question_back_stops_the_clock_and_asks_who_asked(city, of_dpo):
    question = services.ask_back(inquiry=of_dpo, question="Welke gegevens?", actor=city.dpo)
    of_dpo.refresh_from_db()
    assert (question.asked_of, of_dpo.paused_on) == (city.employee, timezone.localdate())
    assert open_tasks(city.employee) == {"answer_back"}
    with pytest.raises(AlreadyPaused):
        services.ask_back(inquiry=of_dpo, question="En nog iets?", actor=city.dpo)


def test_an_answer_moves_the_date_by_the_working_days_that_the_clock_stood_still(city, of_dpo):
    question = services.ask_back(inquiry=of_dpo, question="Welke gegevens?", actor=city.dpo)
    since, before = timezone.localdate() - timedelta(days=7), of_dpo.due
    Inquiry.objects.filter(pk=of_dpo.pk).update(paused_on=since)
    services.answer_back(question=question, answer="Alleen adressen.", actor=city.employee)
    of_dpo.refresh_from_db()
    days = city.organisation.working_days
    assert of_dpo.due == days.after(before, stood_still(days, since, timezone.localdate()))
    assert of_dpo.due > before
    assert of_dpo.paused_on is None
    assert Task.objects.get(person=city.dpo, done_at=None).due == of_dpo.due
    assert told(city.dpo, "answer_given") == 1
    assert open_tasks(city.employee) == set()
    assert verbs(of_dpo.gate_request.application)[-2:] == ["question.asked_back", "question.answered"]


def test_a_weekend_does_not_count_as_standing_still():
    friday = timezone.localdate().fromisoformat("2026-11-27")
    assert stood_still(Calendar(), friday, friday) == 0
    assert stood_still(Calendar(), friday, friday + timedelta(days=2)) == 0
    assert stood_still(Calendar(), friday, friday + timedelta(days=4)) == 2


def test_a_question_is_answered_once_and_by_who_knows(city, of_dpo):
    question = services.ask_back(inquiry=of_dpo, question="Welke gegevens?", actor=city.dpo)
    with pytest.raises(NotTheOneAsked):
        services.answer_back(question=question, answer="Ik gok.", actor=city.lawyer)
    with pytest.raises(WordsMissing):
        services.answer_back(question=question, answer=" ", actor=city.employee)
    services.answer_back(question=question, answer="Adressen.", actor=city.employee)
    with pytest.raises(AlreadyAnswered):
        services.answer_back(question=question, answer="Nog eens.", actor=city.employee)


def test_after_an_advice_there_is_nothing_to_ask_back(city, of_dpo):
    advise(of_dpo, city.dpo)
    with pytest.raises(AlreadyAdvised):
        services.ask_back(inquiry=of_dpo, question="Welke?", actor=city.dpo)


def test_an_advice_without_waiting_ends_the_question(city, of_dpo):
    services.ask_back(inquiry=of_dpo, question="Welke gegevens?", actor=city.dpo)
    advise(of_dpo, city.dpo)
    of_dpo.refresh_from_db()
    assert of_dpo.paused_on is None
    assert open_tasks(city.employee) == set()


def test_with_nobody_left_to_ask_the_clock_runs_on(city, of_dpo):
    type(city.employee).objects.filter(pk=city.employee.pk).update(active=False)
    with pytest.raises(NobodyToAsk):
        services.ask_back(inquiry=of_dpo, question="Welke?", actor=city.dpo)
    assert not QuestionBack.objects.exists()


def test_a_request_is_handed_over_only_within_the_role(city, asked):
    colleague = a_person(city.organisation, "Lara Wet", role="lawyer")
    of_law = inquired(asked, "lawyer", city.lawyer)
    for person in (city.dpo, city.lawyer, city.employee):
        with pytest.raises(AnotherRole):
            services.hand_over(inquiry=of_law, person=person, actor=city.lawyer)
    services.hand_over(inquiry=of_law, person=colleague, actor=city.lawyer)
    of_law.refresh_from_db()
    assert of_law.holder == colleague
    assert open_tasks(city.lawyer) == set()
    assert open_tasks(colleague) == {"give_advice"}
    assert verbs(asked.application)[-1] == "inquiry.handed_over"


def test_who_is_not_asked_hands_nothing_over(city, of_dpo):
    with pytest.raises(NotAsked):
        services.hand_over(inquiry=of_dpo, person=city.lawyer, actor=city.ciso)


def test_the_dpo_pulls_any_open_case_in(city, asked):
    pulled = services.pull_in(gate_request=asked, actor=city.dpo)
    assert (pulled.role, pulled.kind, pulled.asked_by, pulled.required) == ("dpo", "advice", city.dpo, False)
    assert "inquiry.pulled_in" in verbs(asked.application)
    with pytest.raises(AlreadyInvolved) as refusal:
        services.pull_in(gate_request=asked, actor=city.dpo)
    assert refusal.value.inquiry == pulled
    advise(pulled, city.dpo)


@pytest.mark.parametrize("who", ["ciso", "director", "informed", "employee"])
def test_nobody_else_pulls_a_case_in(city, asked, who):
    with pytest.raises(NotPermitted):
        services.pull_in(gate_request=asked, actor=getattr(city, who))


def test_the_dpo_does_not_pull_in_the_own_request(city, chatbot):
    Application.objects.filter(pk=chatbot.pk).update(owner=city.dpo, owner_accepted=True)
    classified(chatbot, route="light")
    own = services.request_gate(application=Application.objects.get(pk=chatbot.pk), actor=city.dpo)
    Inquiry.objects.filter(gate_request=own).delete()
    with pytest.raises(AdvisesOwnRequest):
        services.pull_in(gate_request=own, actor=city.dpo)


def test_when_the_role_goes_to_somebody_else_the_question_goes_along(city, asked, of_dpo):
    successor = a_person(city.organisation, "Nora Nieuw", role="dpo")
    RoleHeld.objects.filter(person=city.dpo).delete()
    for inquiry in services.concerned_inquiries(city.dpo):
        services.ask_again(inquiry=inquiry)
    of_dpo.refresh_from_db()
    assert of_dpo.holder == successor
    assert open_tasks(city.dpo) == set()
    assert open_tasks(successor) == {"give_advice"}


def test_a_role_that_nobody_holds_any_more_is_a_gap(city, of_dpo):
    RoleHeld.objects.filter(person=city.dpo).delete()
    services.ask_again(inquiry=of_dpo)
    of_dpo.refresh_from_db()
    assert of_dpo.holder is None
    assert open_tasks(city.dpo) == set()


def test_nobody_is_asked_twice_when_nothing_changed(city, of_dpo):
    before = Task.objects.count()
    services.ask_again(inquiry=of_dpo)
    assert Task.objects.count() == before


def test_what_is_asked_can_go_to_who_holds_the_role_for_more_of_the_organisation(city, asked):
    near = a_person(city.organisation, "Nel Dichtbij", role="lawyer", unit=city.team)
    of_law = inquired(asked, "lawyer", near)
    services.hand_over(inquiry=of_law, person=city.lawyer, actor=near)
    of_law.refresh_from_db()
    assert of_law.holder == city.lawyer
    assert open_tasks(city.lawyer) == {"give_advice"}
    services.ask_again(inquiry=of_law, person=near)
    assert open_tasks(near) == set()  # who handed it over does not get it back
    assert advise(of_law, city.lawyer).given_by == city.lawyer


def test_what_is_asked_does_not_go_to_the_same_role_of_another_team(city, asked):
    elsewhere = a_person(
        city.organisation, "Els Elders", role="lawyer", unit=a_unit(city.organisation, "Groen", parent=city.entity)
    )
    of_law = inquired(asked, "lawyer", city.lawyer)
    with pytest.raises(AnotherRole):
        services.hand_over(inquiry=of_law, person=elsewhere, actor=city.lawyer)


def test_when_to_whom_it_went_leaves_the_role_it_comes_back_to_the_nearest(city, asked):
    near = a_person(city.organisation, "Nel Dichtbij", role="lawyer", unit=city.team)
    of_law = inquired(asked, "lawyer", near)
    services.hand_over(inquiry=of_law, person=city.lawyer, actor=near)
    people.end_role(role_held=city.lawyer.roles_held.get(), actor=None)
    of_law.refresh_from_db()
    assert of_law.holder == near
    assert open_tasks(near) == {"give_advice"}


def test_who_comes_to_hold_the_role_later_gets_the_task_too(city, asked):
    of_law = inquired(asked, "lawyer", city.lawyer)
    newcomer = a_person(city.organisation, "Lara Wet")
    people.give_role(person=newcomer, role="lawyer", unit=None, mandate="Besluit", actor=None)
    of_law.refresh_from_db()
    assert of_law.holder == city.lawyer
    assert open_tasks(city.lawyer) == {"give_advice"}
    assert open_tasks(newcomer) == {"give_advice"}
    advise(of_law, newcomer)
    assert open_tasks(city.lawyer) == open_tasks(newcomer) == set()
