"""The pages at a gate, over HTTP."""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from roeland.decisions import panels, services
from roeland.decisions.models import Condition, Decision, GateRequest, Weighing
from roeland.organisation.models import RoleHeld
from roeland.register import services as register
from roeland.register.models import Application, Phase
from tests.building.decisions import advised, classified
from tests.building.organisation import a_person, a_unit, an_organisation
from tests.building.portfolio import a_plan


@pytest.fixture
def asked(city, chatbot):
    classified(chatbot)
    return services.request_gate(application=chatbot, actor=city.employee)


def address(name, thing):
    return reverse(f"decisions:{name}", args=[thing.pk])


def page_of(response):
    return response.content.decode()


def test_an_employee_asks_to_start_and_reads_who_decides(city, chatbot, enter):
    classified(chatbot)
    browser = enter(city.employee)
    assert "Tom Claes" in page_of(browser.get(address("ask", chatbot)))
    response = browser.post(address("ask", chatbot), {"way": "start:experiment"}, follow=True)
    assert GateRequest.objects.get(application=chatbot).leads_to == "experiment"
    assert "Tom Claes" in page_of(response)


def test_asking_without_a_choice_says_what_to_choose(city, chatbot, enter):
    classified(chatbot)
    response = enter(city.employee).post(address("ask", chatbot), {})
    assert response.status_code == 422
    assert not GateRequest.objects.exists()


def test_who_asks_reads_who_will_be_asked_and_why(city, chatbot, enter):
    classified(chatbot, route="standard", findings={"personal-data": "certain", "security-medium": "possible"})
    page = page_of(enter(city.employee).get(address("ask", chatbot)))
    assert "Omdat er persoonsgegevens in gaan." in page
    assert "Misschien: als de beveiliging minstens middelhoog moet zijn." in page
    assert "Hind Amrani" in page


def test_asking_at_a_shut_gate_is_refused_with_the_reason(city, chatbot, enter):
    classified(chatbot, route="unknown", at_most="forbidden")
    response = enter(city.employee).post(address("ask", chatbot), {"way": "start:experiment"})
    assert response.status_code == 409
    assert "De wet kan dit verbieden." in page_of(response)
    assert not GateRequest.objects.exists()


def test_an_open_request_says_on_whose_advice_it_waits(city, chatbot, enter):
    classified(chatbot, route="standard", findings={"security-medium": "certain"})
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to="experiment")
    page = page_of(enter(city.head).get(asked.get_absolute_url()))
    assert "Er loopt nog een vraag om advies." in page
    assert "Cas Wit (CISO)" in page
    assert "Je kunt nee zeggen" in page


def test_an_unknown_route_names_the_open_question_and_who_would_know(city, chatbot, enter):
    question = {"question": "security", "role": "ciso", "findings": ["security-medium"]}
    classified(chatbot, route="unknown", open_questions=(question,))
    page = page_of(enter(city.employee).get(address("ask", chatbot)))
    assert "Wat nog open is" in page
    assert "Cas Wit" in page


def test_an_unknown_route_names_the_role_that_must_judge(city, chatbot, enter):
    found = classified(chatbot, route="unknown", findings={"exception-6-3": "possible"})
    found.findings.filter(code="exception-6-3").update(judge="lawyer")
    page = page_of(enter(city.employee).get(address("ask", chatbot)))
    assert "moet nog beoordelen" in page


def test_a_colleague_who_may_not_ask_hears_who_can_help(city, chatbot, enter):
    classified(chatbot)
    colleague = a_person(city.organisation, "Collega")
    assert enter(colleague).get(address("ask", chatbot)).status_code == 403


def test_the_manager_decides_in_two_steps(city, asked, enter):
    browser = enter(city.manager)
    assert "vraagt jou een beslissing" in page_of(browser.get(asked.get_absolute_url()))
    condition = {"text-0": "Elk jaar testen.", "owner-0": city.employee.pk, "due-0": "2099-01-31"}
    filled = {"answer": "yes_if", "reasons": "Klein risico."} | condition
    confirm = browser.post(address("decide", asked), filled)
    assert "Elk jaar testen." in page_of(confirm)
    assert not Decision.objects.exists()
    browser.post(address("decide", asked), filled | {"confirmed": "1"})
    assert Condition.objects.get().owner == city.employee
    assert Application.objects.get(pk=asked.application_id).phase == Phase.PRODUCTION


def test_a_condition_without_an_owner_comes_back_with_what_to_do(city, asked, enter):
    filled = {"answer": "yes_if", "text-0": "Elk jaar testen."}
    response = enter(city.manager).post(address("decide", asked), filled)
    assert response.status_code == 422
    assert "Kies wie deze voorwaarde vervult." in page_of(response)
    assert "Elk jaar testen." in page_of(response)


def test_a_condition_for_somebody_of_another_organisation_is_refused(city, asked, enter):
    stranger = a_person(an_organisation("Andere stad"), "Vreemde")
    filled = {"answer": "yes_if", "text-0": "Test.", "owner-0": stranger.pk, "due-0": "2099-01-31", "confirmed": "1"}
    assert enter(city.manager).post(address("decide", asked), filled).status_code == 422
    assert not Decision.objects.exists()


def test_a_deviation_asks_its_reason_and_keeps_it(city, chatbot, enter):
    Application.objects.filter(pk=chatbot.pk).update(owner=city.informed, owner_accepted=True)
    classified(chatbot, route="standard")
    a_plan(chatbot, city.employee)
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to="experiment")
    asked.inquiries.all().delete()
    inquiry = advised(asked, "lawyer", city.lawyer, "negative")
    browser = enter(city.head)
    page = page_of(browser.get(asked.get_absolute_url()))
    assert "Waarom wijk je ervan af?" in page
    response = browser.post(address("decide", asked), {"answer": "yes", "confirmed": "1"})
    assert response.status_code == 422
    filled = {"answer": "yes", f"why-{inquiry.pk}": "Alleen een proef.", "confirmed": "1"}
    assert browser.post(address("decide", asked), filled).status_code == 302
    assert Weighing.objects.get().reason == "Alleen een proef."


def test_on_the_full_route_the_page_leads_to_the_second_factor_and_keeps_what_was_typed(city, chatbot, enter):
    Application.objects.filter(pk=chatbot.pk).update(owner=city.informed, owner_accepted=True)
    classified(chatbot, route="full")
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to="experiment")
    browser = enter(city.director)
    filled = {"answer": "no", "reasons": "Te groot voor ons."}
    page = page_of(browser.post(address("decide", asked), filled))
    assert "Nog één stap" in page
    assert 'name="confirmed"' not in page
    assert browser.post(address("decide", asked), filled | {"confirmed": "1"}).status_code == 302
    assert not Decision.objects.exists()
    assert "Te groot voor ons." in page_of(browser.get(address("decide", asked)))


def test_who_may_stops_an_application_on_its_page_and_others_get_no_page(city, chatbot, enter):
    Application.objects.filter(pk=chatbot.pk).update(phase=Phase.PRODUCTION)
    browser = enter(city.manager)
    assert "laten stoppen?" in page_of(browser.get(address("stop", chatbot)))
    assert browser.post(address("stop", chatbot), {"reason": ""}).status_code == 422
    assert browser.post(address("stop", chatbot), {"reason": "Lek."}).status_code == 302
    assert Application.objects.get(pk=chatbot.pk).phase == Phase.STOPPED
    assert enter(city.employee).get(address("stop", chatbot)).status_code == 403


def test_what_changed_since_a_decision_is_told_with_why_it_matters(city, asked, enter):
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    classified(asked.application, route="standard", findings={"personal-data": "certain"})
    page = page_of(enter(city.employee).get(address("changes", asked)))
    assert "Belangrijk: hierdoor vervalt de beslissing" in page
    assert "de aanpak zwaarder is geworden" in page


def test_going_back_from_the_confirmation_loses_nothing(city, asked, enter):
    filled = {"answer": "no", "reasons": "Wij hebben al een chatbot.", "back": "1"}
    page = page_of(enter(city.manager).post(address("decide", asked), filled))
    assert "Wij hebben al een chatbot." in page
    assert not Decision.objects.exists()


def test_a_no_without_a_reason_comes_back_with_what_to_do(city, asked, enter):
    response = enter(city.manager).post(address("decide", asked), {"answer": "no", "confirmed": "1"})
    assert response.status_code == 422
    assert "Zeg in een of twee zinnen waarom." in page_of(response)
    assert not Decision.objects.exists()


def test_conditions_without_words_come_back_with_what_to_do(city, asked, enter):
    response = enter(city.manager).post(address("decide", asked), {"answer": "yes_if", "confirmed": "1"})
    assert "Schrijf minstens één voorwaarde op" in page_of(response)


def test_the_manager_is_refused_on_the_own_request(city, chatbot, enter):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.manager)
    browser = enter(city.manager)
    page = page_of(browser.get(asked.get_absolute_url()))
    assert "Hind Amrani" in page
    assert "Niemand beslist over de eigen vraag." in page
    response = browser.post(address("decide", asked), {"answer": "yes", "confirmed": "1"})
    assert response.status_code == 403
    assert "Niemand beslist over de eigen vraag." in page_of(response)
    assert not Decision.objects.exists()


def test_somebody_elses_decision_is_refused_and_names_who_decides(city, asked, enter):
    response = enter(city.director).post(address("decide", asked), {"answer": "yes", "confirmed": "1"})
    assert response.status_code == 403
    assert "Tom Claes" in page_of(response)


def test_an_employee_may_not_even_try(city, asked, enter):
    response = enter(city.employee).post(address("decide", asked), {"answer": "yes", "confirmed": "1"})
    assert response.status_code == 403
    assert not Decision.objects.exists()


def test_a_forbidden_application_offers_no_yes(city, chatbot, enter):
    classified(chatbot, route="forbidden")
    asked = GateRequest.objects.get()
    browser = enter(city.director)
    page = page_of(browser.get(asked.get_absolute_url()))
    assert "Ja bestaat hier niet." in page
    assert 'value="yes"' not in page
    assert browser.post(address("decide", asked), {"answer": "yes", "confirmed": "1"}).status_code == 422
    browser.post(address("decide", asked), {"answer": "no", "reasons": "Verboden.", "confirmed": "1"})
    assert Application.objects.get(pk=chatbot.pk).phase == Phase.REJECTED


def test_a_lapsed_request_says_so_and_takes_no_decision(city, asked, enter):
    classified(asked.application, route="standard", findings={"personal-data": "certain"})
    browser = enter(city.manager)
    assert "De feiten veranderden" in page_of(browser.get(asked.get_absolute_url()))
    response = browser.post(address("decide", asked), {"answer": "yes", "confirmed": "1"})
    assert response.status_code == 409
    assert "Deze vraag is vervallen." in page_of(response)


def test_a_decision_can_be_read_by_everybody_here(city, asked, enter):
    services.decide(gate_request=asked, answer="no", reasons="Te duur.", actor=city.manager)
    page = page_of(enter(city.employee).get(asked.get_absolute_url()))
    assert "Te duur." in page
    assert "Delegatiebesluit 2026-1" in page


def test_a_proposal_says_that_the_gate_stays_shut_and_what_to_do(city, chatbot, enter):
    RoleHeld.objects.filter(person=city.manager).update(mandate="")
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    browser = enter(city.manager)
    assert "Er staat geen mandaat voor jou in Roeland." in page_of(browser.get(asked.get_absolute_url()))
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    assert "De poort blijft dicht tot het bevoegde orgaan beslist heeft." in page_of(
        browser.get(asked.get_absolute_url())
    )


def test_who_asked_is_shown_only_to_those_who_handle_it(city, asked, enter):
    colleague = a_person(city.organisation, "Collega")
    assert "Eva Maes" in page_of(enter(city.manager).get(asked.get_absolute_url()))
    page = page_of(enter(colleague).get(asked.get_absolute_url()))
    assert "Eva Maes" not in page
    assert "Gevraagd op" in page


def test_why_a_manager_does_not_decide_is_shown_only_to_those_who_handle_it(city, chatbot, enter):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.manager)
    colleague = a_person(city.organisation, "Collega")
    assert "Tom Claes beslist niet" in page_of(enter(city.head).get(asked.get_absolute_url()))
    assert "Tom Claes" not in page_of(enter(colleague).get(asked.get_absolute_url()))


def test_withdrawing_asks_first_and_then_does_it(city, asked, enter):
    browser = enter(city.employee)
    assert browser.get(address("withdraw", asked)).status_code == 200
    asked.refresh_from_db()
    assert asked.is_open
    browser.post(address("withdraw", asked))
    asked.refresh_from_db()
    assert asked.outcome == "withdrawn"


def test_nobody_withdraws_anothers_request(city, asked, enter):
    response = enter(city.manager).post(address("withdraw", asked))
    assert response.status_code == 403
    asked.refresh_from_db()
    assert asked.is_open


def test_looking_writes_nothing(city, asked, enter):
    browser = enter(city.manager)
    for name in ("gate_request", "decide", "withdraw"):
        browser.get(address(name, asked))
    asked.refresh_from_db()
    assert asked.is_open
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("gate_request", "get"),
        ("decide", "post"),
        ("withdraw", "get"),
        ("withdraw", "post"),
        ("ask", "get"),
        ("ask", "post"),
    ],
)
def test_what_belongs_to_another_organisation_does_not_exist(asked, enter, name, method):
    elsewhere = an_organisation("Andere stad")
    stranger = a_person(elsewhere, "Vreemde", role="directorate", unit=a_unit(elsewhere))
    thing = asked.application if name == "ask" else asked
    response = getattr(enter(stranger), method)(address(name, thing), {"answer": "yes", "confirmed": "1"})
    assert response.status_code == 404
    assert GateRequest.objects.get().is_open


def test_signed_out_one_is_sent_to_sign_in(client, asked):
    response = client.get(asked.get_absolute_url())
    assert response.status_code == 302
    assert "/account/" in response["Location"]


def test_the_pages_speak_english(city, asked, enter):
    browser = enter(city.manager)
    page = page_of(browser.get(asked.get_absolute_url(), headers={"accept-language": "en"}))
    assert "asks you for a decision" in page


@pytest.mark.parametrize(
    ("route", "says"),
    [
        ("light", "Vraag een beslissing"),
        ("standard", "Hind Amrani (Afdelingshoofd) beslist."),
        ("unknown", "Dina Wouters (Directie) beslist."),
    ],
)
def test_the_dossier_says_what_the_gate_waits_for(city, chatbot, enter, route, says):
    classified(chatbot, route=route)
    assert says in page_of(enter(city.employee).get(chatbot.get_absolute_url()))


def test_the_dossier_of_what_was_in_use_says_that_nobody_decided(city, enter):
    used = register.report(
        actor=city.employee, name="Oud", purpose="Al lang in gebruik.", unit=city.team, already_in_use=True
    )
    page = page_of(enter(city.employee).get(used.get_absolute_url()))
    assert "Niemand heeft er al over beslist." in page


def test_both_panels_together_ask_the_database_a_fixed_number_of_questions(
    city, chatbot, rf, django_assert_max_num_queries
):
    from_all = {code: "certain" for code in ("personal-data", "security-medium", "employees-affected")}
    classified(chatbot, route="full", findings=from_all)
    request = rf.get("/")
    request.person = city.employee
    city.employee.roles_at_the_door = []
    application = Application.objects.select_related("unit", "owner", "organisation").get(pk=chatbot.pk)
    with django_assert_max_num_queries(7):
        shown = [panels.gate(request, application), panels.roles(request, application)]
        for panel in shown:
            get_template(panel.template).render(dict(panel.context), request=None)


def test_the_panels_of_a_dossier_read_the_classification_once(
    city, chatbot, asked, enter, django_assert_max_num_queries
):
    browser = enter(city.employee)
    with django_assert_max_num_queries(25) as made:
        assert "Tom Claes" in page_of(browser.get(chatbot.get_absolute_url()))
    read = [each["sql"] for each in made.captured_queries if 'FROM "assessments_' in each["sql"]]
    assert len(read) == len(set(read)) == 4  # the classification, its findings, the intake, the assessments
