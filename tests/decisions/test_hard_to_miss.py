"""What nobody may overlook: a warning without an answer, who can consult, that a decision lapses, and its case file."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.decisions import services
from roeland.decisions.models import CaseFile, Lapse
from roeland.organisation.models import RoleHeld
from tests.building.decisions import classified
from tests.building.organisation import a_person, an_organisation

WARNING = 'id="urgent-warning"'


@pytest.fixture
def warned(city, chatbot):
    classified(chatbot)
    return services.warn(application=chatbot, text="Er lekken gegevens.", actor=city.dpo)


def shown(enter, person, thing) -> str:
    return enter(person).get(thing.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", ["manager", "dpo", "employee"])
def test_a_warning_without_an_answer_stands_above_everything(city, enter, chatbot, warned, who):
    page = shown(enter, getattr(city, who), chatbot)
    assert page.index(WARNING) < page.index('id="gate"')
    assert "Farid Ben waarschuwde dringend op" in page
    assert "Teammanager moet antwoorden." in page
    assert "Er lekken gegevens." not in page[page.index(WARNING) : page.index('id="gate"')]


def test_a_warning_that_was_answered_no_longer_does(city, enter, chatbot, warned):
    services.answer_warning(warning=warned, answer="We zetten de koppeling uit.", actor=city.manager)
    page = shown(enter, city.manager, chatbot)
    assert WARNING not in page
    assert "Dringende waarschuwing van" in page


def test_the_dossier_names_who_can_consult_the_supervisor(city, enter, chatbot):
    classified(chatbot, route="full", findings={"residual-risk-high": "certain"})
    services.request_gate(application=chatbot, actor=city.employee)
    page = shown(enter, city.employee, chatbot)
    assert "Farid Ben (Functionaris gegevensbescherming (FG))" in page[page.index("De toezichthouder moet eerst") :]
    RoleHeld.objects.filter(person=city.dpo).delete()
    assert "Functionaris gegevensbescherming (FG): nog niemand heeft deze rol" in shown(enter, city.employee, chatbot)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("announced", "De beslissing vervalt op"),
        ("lapsed", "De beslissing verviel op"),
        ("decided_again", "Er kwam eerder een nieuwe"),
        ("changed_back", "is teruggezet"),
    ],
)
def test_the_page_of_changes_says_what_becomes_of_the_decision(city, enter, chatbot, state, words):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    decision = services.decide(gate_request=asked, answer="yes", reasons="Goed.", actor=city.manager)
    day = timezone.localdate() + timedelta(days=30)
    Lapse.objects.create(
        organisation=city.organisation, decision=decision, state=state, noticed_at=timezone.now(), lapses_on=day
    )
    page = enter(city.manager).get(reverse("decisions:changes", args=[asked.pk])).content.decode()
    assert words in page


def test_who_handles_a_request_can_take_its_case_file_along_and_check_the_seal(city, enter, chatbot):
    classified(chatbot, findings={"personal-data": "certain"})
    asked = services.request_gate(application=chatbot, actor=city.employee)
    url = reverse("decisions:case_file", args=[asked.pk])
    page = shown(enter, city.manager, asked)
    assert url in page
    assert asked.case_file.sha256 in page
    answer = enter(city.manager).get(url)
    assert hashlib.sha256(answer.content).hexdigest() == asked.case_file.sha256
    assert "Beantwoordt vragen over afval." in json.loads(answer.content)["fields"]["purpose"]
    assert answer["Content-Disposition"].startswith('attachment; filename="ai-0001-')

    colleague = enter(a_person(city.organisation, "Kas Collega"))
    assert url not in colleague.get(asked.get_absolute_url()).content.decode()
    assert colleague.get(url).status_code == 403
    stranger = a_person(an_organisation("Stad Anders"), "Vera Vreemd", role="information_manager")
    assert enter(stranger).get(url).status_code == 404


def test_a_case_file_that_was_changed_is_said_to_be(city, enter, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    assert "klopt niet meer met zijn zegel" not in shown(enter, city.manager, asked)
    CaseFile.objects.filter(pk=asked.case_file_id).update(content="{}")
    assert "klopt niet meer met zijn zegel" in shown(enter, city.manager, asked)
