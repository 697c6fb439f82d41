"""The pages of who advises, oversees and warns, over HTTP."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.decisions import panels_advising, services
from roeland.decisions.models import Advice, Facts, Inquiry, Oversight, PriorConsultation, QuestionBack, UrgentWarning
from roeland.register.models import Phase
from tests.building.decisions import classified
from tests.building.organisation import a_person, a_role


@pytest.fixture
def asked(city, chatbot):
    classified(chatbot, route="standard")
    made = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    made.inquiries.all().delete()
    return made


def inquired(asked, role, holder, kind="advice", code="dpo-asked"):
    return Inquiry.objects.create(
        organisation=asked.organisation,
        gate_request=asked,
        kind=kind,
        role=role,
        code=code,
        holder=holder,
        asked_at=timezone.now(),
        due=timezone.localdate() + timedelta(days=5),
    )


def address(name, thing):
    return reverse(f"decisions:{name}", args=[thing.pk])


def page_of(response):
    return response.content.decode()


ADVICE = {"verdict": "positive", "reasons": "Geen bezwaar.", "disclosure": "public"}


def test_who_is_asked_reads_why_and_advises(city, asked, enter):
    inquiry = inquired(asked, "dpo", city.dpo)
    browser = enter(city.dpo)
    shown = page_of(browser.get(address("inquiry", inquiry)))
    assert "DPIA" in shown
    assert "Farid Ben" in shown
    response = browser.post(address("answer", inquiry), ADVICE, follow=True)
    assert Advice.objects.get().verdict == "positive"
    assert "Geen bezwaar." in page_of(response)


def test_an_advice_that_misses_something_keeps_what_was_typed(city, asked, enter):
    inquiry = inquired(asked, "dpo", city.dpo)
    words = {
        "verdict": "conditional",
        "reasons": "Alleen als er gelogd wordt.",
        "conditions": "",
        "disclosure": "opinion",
    }
    response = enter(city.dpo).post(address("answer", inquiry), words)
    assert response.status_code == 422
    assert "Alleen als er gelogd wordt." in page_of(response)
    assert not Advice.objects.exists()


def test_conditions_stand_one_on_a_line_and_count_only_with_conditions(city, asked, enter):
    inquiry, browser = inquired(asked, "dpo", city.dpo), enter(city.dpo)
    words = ADVICE | {"verdict": "conditional", "conditions": "Log alles.\n\n Test elk jaar. "}
    browser.post(address("answer", inquiry), words)
    browser.post(address("answer", inquiry), words | {"verdict": "positive"})
    kept = Advice.objects.order_by("given_at").values_list("conditions", flat=True)
    assert list(kept) == [["Log alles.", "Test elk jaar."], []]


def test_the_old_advice_stays_readable_beside_the_new_one(city, asked, enter):
    inquiry, browser = inquired(asked, "dpo", city.dpo), enter(city.dpo)
    browser.post(address("answer", inquiry), ADVICE | {"verdict": "negative", "reasons": "Nog niet."})
    shown = page_of(browser.post(address("answer", inquiry), ADVICE, follow=True))
    assert "Nog niet." in shown
    assert "Geen bezwaar." in shown


def test_on_the_own_request_nobody_advises_and_the_page_says_so(city, asked, enter):
    a_role(city.employee, "lawyer")
    inquiry = inquired(asked, "lawyer", city.lawyer)
    browser = enter(city.employee)
    assert address("answer", inquiry) not in page_of(browser.get(address("inquiry", inquiry)))
    response = browser.post(address("answer", inquiry), ADVICE)
    assert response.status_code == 403
    assert "Geen bezwaar." not in page_of(browser.get(address("inquiry", inquiry)))
    assert not Advice.objects.exists()


@pytest.mark.parametrize("name", ["answer", "ask_back", "hand_over"])
def test_who_does_not_hold_the_role_cannot_answer(city, asked, enter, name):
    inquiry = inquired(asked, "dpo", city.dpo)
    assert enter(city.lawyer).post(address(name, inquiry), ADVICE).status_code == 403


def test_after_the_request_has_ended_there_is_no_form(city, asked, enter):
    inquiry = inquired(asked, "dpo", city.dpo)
    services.withdraw(gate_request=asked, actor=city.employee)
    browser = enter(city.dpo)
    assert address("answer", inquiry) not in page_of(browser.get(address("inquiry", inquiry)))
    assert browser.post(address("answer", inquiry), ADVICE).status_code == 409


def test_facts_are_asked_with_a_concrete_question(city, asked, enter):
    keeper = a_person(city.organisation, "Ann Beheer", role="application_manager")
    inquiry = inquired(asked, "application_manager", keeper, kind="facts", code="managed-asked")
    browser = enter(keeper)
    assert "omgeving" in page_of(browser.get(address("inquiry", inquiry)))
    assert browser.post(address("answer", inquiry), {"text": ""}).status_code == 422
    browser.post(address("answer", inquiry), {"not_known": "on"})
    assert Facts.objects.get().not_known


def test_what_the_employees_say_needs_its_document(city, asked, enter):
    hr = a_person(city.organisation, "Hanne Riem", role="hr_adviser")
    inquiry, browser = inquired(asked, "staff_representation", hr, "consent", "consent-asked"), enter(hr)
    assert browser.post(address("answer", inquiry), ADVICE).status_code == 422
    unsafe = {"reference": "OR 14", "reference_date": "2026-01-05", "reference_link": "http://or.test/14"}
    assert browser.post(address("answer", inquiry), ADVICE | unsafe).status_code == 422
    browser.post(address("answer", inquiry), ADVICE | unsafe | {"reference_link": "https://or.test/14"})
    assert Advice.objects.get().reference == "OR 14"


def test_a_question_goes_back_and_forth(city, asked, enter):
    inquiry = inquired(asked, "dpo", city.dpo)
    browser = enter(city.dpo)
    assert browser.post(address("ask_back", inquiry), {"question": ""}).status_code == 422
    browser.post(address("ask_back", inquiry), {"question": "Welke gegevens?"})
    question = QuestionBack.objects.get()
    browser = enter(city.employee)
    assert address("answer_back", question) in page_of(browser.get(question.get_absolute_url()))
    shown = page_of(browser.post(address("answer_back", question), {"answer": "Alleen adressen."}, follow=True))
    assert "Alleen adressen." in shown
    assert browser.post(address("answer_back", question), {"answer": "Nog eens."}).status_code == 409


def test_somebody_else_does_not_answer_the_question(city, asked, enter):
    inquiry = inquired(asked, "dpo", city.dpo)
    question = services.ask_back(inquiry=inquiry, question="Welke?", actor=city.dpo)
    assert enter(city.lawyer).post(address("answer_back", question), {"answer": "Gok."}).status_code == 403


def test_a_lawyer_hands_over_to_another_lawyer(city, asked, enter):
    colleague = a_person(city.organisation, "Lara Wet", role="lawyer")
    inquiry, browser = inquired(asked, "lawyer", city.lawyer), enter(city.lawyer)
    assert browser.post(address("hand_over", inquiry), {"person": str(city.dpo.pk)}).status_code == 422
    browser.post(address("hand_over", inquiry), {"person": str(colleague.pk)})
    inquiry.refresh_from_db()
    assert inquiry.holder == colleague


def test_the_dpo_sees_all_requests_and_pulls_one_in(city, asked, enter):
    browser = enter(city.dpo)
    shown = page_of(browser.get(reverse("decisions:everything")))
    assert "Chatbot afval" in shown
    assert address("pull_in", asked) in shown
    response = browser.post(address("pull_in", asked), follow=True)
    inquiry = Inquiry.objects.get(role="dpo")
    assert response.redirect_chain[-1][0] == inquiry.get_absolute_url()
    assert browser.post(address("pull_in", asked)).url == inquiry.get_absolute_url()
    assert address("pull_in", asked) not in page_of(browser.get(reverse("decisions:everything")))


def test_with_nothing_to_see_the_list_says_so(city, enter):
    response = enter(city.dpo).get(reverse("decisions:everything"))
    assert response.status_code == 200
    assert list(response.context["page"]) == []


def test_the_list_of_all_requests_is_for_the_dpo(city, enter):
    assert enter(city.director).get(reverse("decisions:everything")).status_code == 403


def test_an_urgent_warning_from_the_dossier_to_its_answer(city, asked, enter):
    browser = enter(city.dpo)
    assert address("warn", asked.application) in page_of(browser.get(asked.application.get_absolute_url()))
    assert browser.post(address("warn", asked.application), {"text": ""}).status_code == 422
    browser.post(address("warn", asked.application), {"text": "Er lekken gegevens."})
    warning = UrgentWarning.objects.get()
    assert warning.get_absolute_url() in page_of(browser.get(reverse("decisions:everything")))
    assert browser.post(address("answer_warning", warning), {"answer": "Is goed."}).status_code == 403
    browser = enter(city.head)
    assert address("answer_warning", warning) in page_of(browser.get(warning.get_absolute_url()))
    shown = page_of(browser.post(address("answer_warning", warning), {"answer": "We zetten ze uit."}, follow=True))
    assert "We zetten ze uit." in shown
    assert browser.post(address("answer_warning", warning), {"answer": "Weer."}).status_code == 409


def test_oversight_is_recorded_and_stands_on_the_dossier(city, chatbot, enter):
    browser = enter(city.dpo)
    words = {"kind": "privacy", "result": "to_mend", "looked_at": "DPIA 2", "text": ""}
    assert browser.post(address("oversee", chatbot), words).status_code == 422
    browser.post(address("oversee", chatbot), words | {"text": "Bewaartermijn."})
    browser.post(address("oversee", chatbot), words | {"result": "in_order"})
    assert Oversight.objects.count() == 2
    shown = page_of(browser.get(chatbot.get_absolute_url()))
    assert "Bewaartermijn." not in shown
    assert 'id="oversight"' in shown


def test_the_dpo_cannot_choose_the_security_assessment(city, chatbot, enter):
    words = {"kind": "security", "result": "in_order", "looked_at": "Scan"}
    assert enter(city.dpo).post(address("oversee", chatbot), words).status_code == 422


def test_the_supervisor_is_consulted_and_its_answer_recorded(city, chatbot, enter):
    browser, today = enter(city.dpo), timezone.localdate()
    words = {"supervisor": "Autoriteit Persoonsgegevens", "sent_on": (today + timedelta(days=1)).isoformat()}
    assert browser.post(address("consult", chatbot), words).status_code == 422
    browser.post(address("consult", chatbot), words | {"sent_on": today.isoformat()})
    consultation = PriorConsultation.objects.get()
    answer = {"outcome": "advice", "outcome_on": today.isoformat(), "text": ""}
    assert browser.post(address("outcome", consultation), answer).status_code == 422
    browser.post(address("outcome", consultation), answer | {"text": "Minder gegevens."})
    assert "Minder gegevens." in page_of(browser.get(address("outcome", consultation)))
    assert browser.post(address("outcome", consultation), answer | {"text": "Meer."}).status_code == 409


def test_the_panel_reads_everything_in_one_query_beside_the_rights(city, chatbot, rf, django_assert_num_queries):
    looked = {"application": chatbot, "kind": "privacy", "result": "in_order", "looked_at": "DPIA", "actor": city.dpo}
    services.record_oversight(**looked)
    services.warn(application=chatbot, text="Let op.", actor=city.dpo)
    services.consult_supervisor(application=chatbot, supervisor="AP", sent_on=timezone.localdate(), actor=city.dpo)
    with django_assert_num_queries(1):
        lines = panels_advising._lines(chatbot)
    assert {line.what for line in lines} == {"oversight", "warning", "consultation"}


def test_who_can_do_nothing_sees_no_empty_panel(city, chatbot, enter):
    assert 'id="oversight"' not in page_of(enter(city.employee).get(chatbot.get_absolute_url()))
