"""What nobody may overlook on a dossier: a warning without an answer, who can consult, and that a decision lapses."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.decisions import services
from roeland.decisions.models import Lapse
from roeland.organisation.models import RoleHeld
from tests.building.decisions import classified

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
