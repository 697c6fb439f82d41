"""The work of the FG: advice to the directorate that nobody asked for, and the figures of a year."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from roeland.decisions import dpo_year, services
from roeland.decisions.models import Advice, Inquiry, UnaskedAdvice, UrgentWarning, Weighing
from roeland.decisions.refusals import AlreadyAnswered, NotTheOverseer, WordsMissing
from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import RoleHeld
from roeland.work.models import Message, Task
from tests.building.decisions import advised, classified
from tests.building.organisation import a_person, a_role, a_unit, an_organisation
from tests.building.register import an_application
from tests.decisions.test_disclosing import decide_with

TITLE, TEXT = "Camera's in de balie", "Stop met meekijken zonder doel."


def given(city, **more):
    return services.advise_unasked(**{"title": TITLE, "text": TEXT, "actor": city.dpo} | more)


def test_it_goes_straight_to_the_directorate_as_message_and_task(city):
    advice = given(city)
    task = Task.objects.get(kind="answer_unasked")
    assert (task.person, task.subject, task.due) == (city.director, advice, advice.due)
    assert list(Message.objects.values_list("code", "person__name")) == [("unasked_given", "Dina Wouters")]
    assert Entry.objects.filter(subject=advice.pk).values_list("verb", flat=True).get() == "unasked.given"


def test_without_a_directorate_it_waits_for_whoever_gets_the_role(city):
    RoleHeld.objects.filter(role="directorate").delete()
    given(city)
    task = Task.objects.get(kind="answer_unasked")
    assert (task.person, task.role) == (None, "directorate")


def test_what_is_about_an_application_goes_to_the_directorate_of_that_part(city, chatbot):
    near = a_person(city.organisation, "Nadia Dichtbij", role="directorate", unit=city.entity)
    advice = given(city, application=chatbot)
    assert Task.objects.get(kind="answer_unasked").person == near
    assert advice.application == chatbot


@pytest.mark.parametrize("who", ["director", "informed", "ciso", "lawyer", "employee", "head"])
def test_only_the_fg_advises_unasked(city, who):
    with pytest.raises(NotPermitted):
        given(city, actor=getattr(city, who))
    assert not UnaskedAdvice.objects.exists()


def test_the_fg_of_another_part_does_not_advise_on_this_application(city, chatbot):
    other = a_person(city.organisation, "Fien", role="dpo", unit=a_unit(city.organisation, "District"))
    with pytest.raises(NotTheOverseer):
        given(city, actor=other, application=chatbot)
    with pytest.raises(OtherOrganisation):
        given(city, application=an_application(an_organisation("Stad Elders")))


def test_a_deputy_advises_in_the_place_of_the_fg(city):
    deputy = a_person(city.organisation, "Dirk Ver")
    RoleHeld.objects.filter(person=city.dpo).update(deputy=deputy)
    assert given(city, actor=deputy).in_place_of == city.dpo


@pytest.mark.parametrize("empty", [{"title": " "}, {"text": " "}])
def test_without_words_there_is_no_advice(city, empty):
    with pytest.raises(WordsMissing):
        given(city, **empty)


def test_the_directorate_answers_once_and_the_fg_hears(city):
    advice = given(city)
    with pytest.raises(WordsMissing):
        services.answer_unasked(advice=advice, answer=" ", actor=city.director)
    services.answer_unasked(advice=advice, answer="We stoppen ermee.", actor=city.director)
    advice.refresh_from_db()
    assert (advice.answer, advice.answered_by) == ("We stoppen ermee.", city.director)
    assert not Task.objects.filter(done_at=None, kind="answer_unasked").exists()
    assert Message.objects.filter(code="unasked_answered").get().person == city.dpo
    with pytest.raises(AlreadyAnswered):
        services.answer_unasked(advice=advice, answer="Nog eens.", actor=city.director)


@pytest.mark.parametrize("who", ["dpo", "informed", "head", "manager"])
def test_nobody_else_answers_for_the_directorate(city, who):
    advice = given(city)
    with pytest.raises(NotPermitted):
        services.answer_unasked(advice=advice, answer="Is goed.", actor=getattr(city, who))


def test_who_writes_it_does_not_answer_it(city):
    a_role(city.dpo, "directorate")
    with pytest.raises(services.unasked.NotAsked):
        services.answer_unasked(advice=given(city), answer="Is goed.", actor=city.dpo)


def test_from_the_form_of_the_fg_to_the_answer_of_the_directorate(city, chatbot, enter):
    browser = enter(city.dpo)
    words = {"title": TITLE, "text": TEXT, "application": chatbot.code.lower()}
    shown = browser.post(reverse("decisions:give_unasked"), words, follow=True).content.decode()
    advice = UnaskedAdvice.objects.get()
    assert TEXT in shown
    assert advice.application == chatbot
    assert reverse("decisions:answer_unasked", args=[advice.pk]) not in shown
    browser = enter(city.director)
    assert TITLE.replace("'", "&#x27;") in browser.get(reverse("decisions:all_unasked")).content.decode()
    answer = reverse("decisions:answer_unasked", args=[advice.pk])
    assert answer in browser.get(advice.get_absolute_url()).content.decode()
    assert browser.post(answer, {"answer": ""}).status_code == 422
    assert "We stoppen." in browser.post(answer, {"answer": "We stoppen."}, follow=True).content.decode()
    assert browser.post(answer, {"answer": "Weer."}).status_code == 409


@pytest.mark.parametrize("number", ["AI-9999", "geen nummer"])
def test_a_number_that_does_not_exist_loses_nothing_of_what_was_typed(city, enter, number):
    response = enter(city.dpo).post(
        reverse("decisions:give_unasked"), {"title": TITLE, "text": TEXT, "application": number}
    )
    assert response.status_code == 422
    assert TEXT in response.content.decode()
    assert not UnaskedAdvice.objects.exists()


@pytest.mark.parametrize("who", ["informed", "ciso", "lawyer", "head", "employee"])
def test_nobody_in_between_reads_it_or_the_figures(city, enter, who):
    advice, browser = given(city), enter(getattr(city, who))
    for address in (advice.get_absolute_url(), reverse("decisions:all_unasked"), reverse("decisions:dpo_year")):
        assert browser.get(address).status_code == 403


@pytest.fixture
def asked(city, chatbot):
    classified(chatbot, route="standard")
    made = services.request_gate(application=chatbot, actor=city.employee, leads_to="experiment")
    made.inquiries.all().delete()
    return made


def figures(city, year=None):
    here = dpo_year.Year(city.organisation, year or timezone.localdate().year)
    with translation.override("en"):
        return {(table, label): value for _year, table, label, value in dpo_year.as_rows(here)}


def test_a_year_without_anything_counts_nothing(city):
    assert set(figures(city).values()) == {0}


def test_what_was_asked_and_advised_is_counted_once_per_request_with_its_last_outcome(city, asked):
    inquiry = advised(asked, "dpo", city.dpo, "negative", required=True)
    advised(asked, "lawyer", city.lawyer, "negative")
    first = Advice.objects.get(inquiry=inquiry)
    services.give_advice(inquiry=inquiry, verdict="positive", reasons="Nu wel.", actor=city.dpo)
    assert Advice.objects.get(replaces=first).verdict == "positive"
    found = figures(city)
    assert found["Asked", "Requests on which the DPO was asked"] == 1
    assert found["Asked", "of these because the law asks it"] == 1
    assert found["Advised", "Requests on which the DPO advised"] == 1
    assert found["Advised", "Positive"] == 1
    assert found["Advised", "Negative"] == 0


def test_what_was_pulled_in_stands_apart(city, asked):
    services.pull_in(gate_request=asked, actor=city.dpo)
    found = figures(city)
    assert found["Asked", "Requests that the DPO pulled in"] == 1
    assert found["Asked", "Requests on which the DPO was asked"] == 0


def test_what_decisions_did_with_it_is_counted(city, asked):
    inquiry = advised(asked, "dpo", city.dpo, "negative")
    decide_with(asked, {"decider": city.head, "team_manager": city.manager}, Advice.objects.get(inquiry=inquiry))
    Weighing.objects.update(outcome="deviated")
    found = figures(city)
    assert found["What decisions did with it", "Deviated from"] == 1
    assert found["What decisions did with it", "Followed"] == 0


def test_what_came_late_is_counted(city, asked):
    inquiry = advised(asked, "dpo", city.dpo, "positive", due_in=-2)
    assert figures(city)["Late", "Asked a day or more after the request was made"] == 0
    Inquiry.objects.filter(pk=inquiry.pk).update(asked_at=asked.asked_at + timedelta(days=2))
    found = figures(city)
    assert found["Late", "Asked a day or more after the request was made"] == 1
    assert found["Late", "Advised after the date that stood for it"] == 1


def test_warnings_oversight_the_supervisor_and_unasked_advice_are_counted(city, chatbot):
    warning = services.warn(application=chatbot, text="Let op.", actor=city.dpo)
    services.warn(application=chatbot, text="Let weer op.", actor=city.dpo)
    services.answer_warning(warning=warning, answer="We zetten ze uit.", actor=city.manager)
    services.record_oversight(application=chatbot, kind="privacy", result="missing", looked_at="", actor=city.dpo)
    services.consult_supervisor(application=chatbot, supervisor="AP", sent_on=timezone.localdate(), actor=city.dpo)
    services.answer_unasked(advice=given(city), answer="Goed.", actor=city.director)
    given(city)
    found = figures(city)
    assert found["Warned", "Urgent warnings"] == 2
    assert found["Warned", "answered within one working day"] == 1
    assert found["Warned", "without an answer"] == 1
    assert found["Oversight of privacy assessments", "There is no assessment"] == 1
    assert found["Oversight of privacy assessments", "Times that the supervisor was consulted (GDPR 36)"] == 1
    assert found["Unasked", "Advices to the directorate that nobody asked for"] == 2
    assert found["Unasked", "answered"] == found["Unasked", "without an answer"] == 1


def test_another_year_and_another_organisation_have_their_own_figures(city, chatbot):
    services.warn(application=chatbot, text="Let op.", actor=city.dpo)
    UrgentWarning.objects.update(given_at=timezone.now() - timedelta(days=366))
    assert figures(city)["Warned", "Urgent warnings"] == 0
    assert sum(figures(city, (timezone.now() - timedelta(days=366)).year).values()) == 2
    elsewhere = dpo_year.Year(an_organisation("Stad Elders"), timezone.localdate().year)
    assert {row[3] for row in dpo_year.as_rows(elsewhere)} == {0}


def test_the_page_shows_the_year_and_gives_it_as_a_file(city, asked, enter):
    advised(asked, "dpo", city.dpo, "negative")
    browser, address = enter(city.director), reverse("decisions:dpo_year")
    shown = browser.get(address, headers={"accept-language": "en"}).content.decode()
    assert str(timezone.localdate().year) in shown
    assert asked.get_absolute_url() in shown
    assert browser.get(f"{address}?year=1789").status_code == 200
    file = b"".join(browser.get(f"{address}?format=csv", headers={"accept-language": "en"}).streaming_content).decode()
    assert f"{timezone.localdate().year};Asked;Requests on which the DPO was asked;1" in file
