"""Who reads what an advice says: a personal opinion and security are not for everybody in the organisation."""

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.decisions import disclosing, services
from roeland.decisions.models import Advice, Decision, Disclosure, Weighing
from roeland.decisions.weighing import Wanted
from roeland.register.models import Phase
from tests.building.decisions import advised, classified
from tests.building.organisation import a_person, a_unit, an_organisation

SECRET, WITHIN = "Poort 8443 staat open.", "Sluit poort 8443."
OUTCOME = "Positive, with conditions"


@pytest.fixture
def enter(enter, client):
    """Sign in as a person who reads English and return the browser."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return enter


@pytest.fixture
def cast(city, chatbot):
    """The people of the city by what they are here, with an owner, an HR adviser and somebody who has no part in it."""
    classified(chatbot, route="standard")
    owner = a_person(city.organisation, "Olga Eigen")
    chatbot.owner = owner
    chatbot.save(update_fields=["owner"])
    return {
        "reporter": city.employee,
        "owner": owner,
        "decider": city.head,
        "lawyer": city.lawyer,
        "ciso": city.ciso,
        "dpo": city.dpo,
        "information_manager": city.informed,
        "directorate": city.director,
        "team_manager": city.manager,
        "outsider": a_person(city.organisation, "Bo Buiten"),
        "administrator": a_person(city.organisation, "Ad Min", role="administrator"),
        "hr_adviser": a_person(city.organisation, "Hanne Rood", role="hr_adviser"),
    }


@pytest.fixture
def asked(city, cast, chatbot):
    made = services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)
    made.inquiries.all().delete()
    return made


def said(asked, disclosure, *, role="ciso", by):
    """An advice on the request with words that can be found back on a page."""
    inquiry = advised(asked, role, by, "conditional", conditions=(WITHIN,))
    Advice.objects.filter(inquiry=inquiry).update(reasons=SECRET, disclosure=disclosure)
    return Advice.objects.select_related("inquiry__gate_request").get(inquiry=inquiry)


def readers(cast, advice):
    return {name for name, person in cast.items() if disclosing.may_read(person, advice)}


def test_a_public_advice_is_read_by_everybody_in_the_organisation(cast, asked):
    advice = said(asked, Disclosure.PUBLIC, by=cast["ciso"])
    assert readers(cast, advice) == set(cast)
    assert disclosing.is_public(advice)


def test_an_opinion_is_read_by_the_people_of_the_case(cast, asked):
    advised(asked, "lawyer", cast["lawyer"])
    advice = said(asked, Disclosure.OPINION, by=cast["ciso"])
    people = {"reporter", "owner", "decider", "lawyer", "ciso", "dpo", "information_manager"}
    assert readers(cast, advice) == people
    assert not disclosing.is_public(advice)


def test_security_is_read_by_who_weighs_it_keeps_it_or_oversees_it(cast, asked):
    advised(asked, "lawyer", cast["lawyer"])
    advice = said(asked, Disclosure.SECURITY, by=cast["ciso"])
    assert readers(cast, advice) == {"owner", "decider", "ciso", "dpo", "information_manager"}
    assert not disclosing.is_public(advice)


def test_who_wrote_it_reads_it_whatever_it_is_called(cast, asked):
    advice = said(asked, Disclosure.SECURITY, role="lawyer", by=cast["lawyer"])
    assert "lawyer" in readers(cast, advice)


def test_what_the_fg_advises_is_read_by_the_directorate_too(cast, asked):
    for disclosure in (Disclosure.OPINION, Disclosure.SECURITY):
        Advice.objects.all().delete()
        advice = said(asked, disclosure, role="dpo", by=cast["dpo"])
        assert "directorate" in readers(cast, advice)
        assert "outsider" not in readers(cast, advice)


def test_who_is_asked_for_facts_alone_is_no_adviser(cast, asked):
    advised(asked, "hr_adviser", cast["hr_adviser"], kind="facts")
    assert "hr_adviser" not in readers(cast, said(asked, Disclosure.OPINION, by=cast["ciso"]))


def test_a_role_of_another_part_of_the_organisation_reads_nothing(city, cast, asked):
    groen = a_unit(city.organisation, "Dienst Groen", parent=city.entity)
    elsewhere = a_person(city.organisation, "Els Ver", role="department_head", unit=groen)
    other = a_person(an_organisation("Stad Elders"), "Cis Elders", role="ciso")
    advice = said(asked, Disclosure.SECURITY, by=cast["ciso"])
    assert readers({"other": other, "elsewhere": elsewhere}, advice) == set()


def test_who_may_not_read_it_sees_that_it_is_there_of_whom_and_why_not(cast, asked, enter):
    advice = said(asked, Disclosure.OPINION, by=cast["ciso"])
    for page in pages(asked, advice):
        shown = read(enter(cast["outsider"]), page)
        assert SECRET not in shown
        assert WITHIN not in shown
    shown = read(enter(cast["outsider"]), asked.get_absolute_url())
    assert "CISO" in shown
    assert "You cannot read this advice." in shown
    assert "personal opinion" in shown
    assert OUTCOME in shown


def test_of_security_not_even_the_outcome_shows(cast, asked, enter):
    advice = said(asked, Disclosure.SECURITY, by=cast["ciso"])
    for page in pages(asked, advice)[:2]:
        shown = read(enter(cast["reporter"]), page)
        assert SECRET not in shown
        assert OUTCOME not in shown
        assert "about security" in shown


@pytest.mark.parametrize("name", ["owner", "decider", "ciso", "dpo", "information_manager"])
def test_who_may_read_security_reads_it_on_the_page(cast, asked, enter, name):
    advice = said(asked, Disclosure.SECURITY, by=cast["ciso"])
    for page in pages(asked, advice)[:2]:
        shown = read(enter(cast[name]), page)
        assert SECRET in shown
        assert WITHIN in shown


def test_a_condition_from_an_advice_on_security_stays_as_closed_as_the_advice(cast, asked, enter):
    advice = said(asked, Disclosure.SECURITY, by=cast["ciso"])
    decide_with(asked, cast, advice)
    for page in pages(asked, advice):
        assert WITHIN not in read(enter(cast["outsider"]), page)
    assert "a condition about security" in read(enter(cast["outsider"]), asked.get_absolute_url())
    assert WITHIN in read(enter(cast["decider"]), asked.get_absolute_url())
    assert WITHIN in read(enter(cast["team_manager"]), asked.get_absolute_url())  # who must meet it


def test_why_a_decision_deviates_from_an_advice_on_security_is_not_for_everybody(cast, asked, enter):
    advice = said(asked, Disclosure.SECURITY, by=cast["ciso"])
    decision = decide_with(asked, cast, advice)
    Weighing.objects.filter(decision=decision).update(outcome="deviated", reason="Poort 8443 gaat dicht in mei.")
    assert "gaat dicht in mei" not in read(enter(cast["outsider"]), asked.get_absolute_url())
    assert "gaat dicht in mei" in read(enter(cast["ciso"]), asked.get_absolute_url())


def decide_with(asked, cast, advice):
    """The decision that takes the condition of an advice over; the team manager must meet it."""
    asked.outcome, asked.closed_at = "decided", timezone.now()
    asked.save(update_fields=["outcome", "closed_at"])
    decision = Decision.objects.create(
        organisation=asked.organisation,
        gate_request=asked,
        answer="yes_if",
        taken_by=cast["decider"],
        role="department_head",
        taken_at=timezone.now(),
    )
    Weighing.objects.create(
        organisation=asked.organisation,
        decision=decision,
        inquiry=advice.inquiry,
        advice=advice,
        outcome="followed",
    )
    wanted = Wanted(WITHIN, cast["team_manager"], timezone.localdate(), advice)
    services.deciding.set_conditions(decision, [wanted])
    return decision


def pages(asked, advice):
    """Where an advice, or what came of it, could show: the request, the inquiry, the dossier, what changed, search."""
    return [
        asked.get_absolute_url(),
        advice.inquiry.get_absolute_url(),
        asked.application.get_absolute_url(),
        reverse("decisions:changes", args=[asked.pk]),
        reverse("work:search") + "?q=8443",
        reverse("work:home"),
    ]


def read(browser, page):
    response = browser.get(page, headers={"accept-language": "en"})
    assert response.status_code in (200, 404)
    return response.content.decode()
