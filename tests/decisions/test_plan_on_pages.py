"""Before anybody says yes to an experiment the page says what its plan misses, and leads there who may go there."""

from django.urls import reverse

from tests.building.decisions import classified
from tests.building.portfolio import a_plan
from tests.portfolio.conftest import client_of


def page_of(address) -> str:
    return address.content.decode()


def test_the_page_says_what_the_plan_misses_and_leads_to_it(city, chatbot):
    classified(chatbot)
    page = page_of(client_of(city.employee).get(reverse("decisions:ask", args=[chatbot.pk])))
    assert "Het plan van het experiment is niet klaar." in page
    assert reverse("portfolio:plan", args=[chatbot.pk]) in page
    plan = a_plan(chatbot, city.employee, ends_on=None)
    page = page_of(client_of(city.ciso).get(chatbot.get_absolute_url()))
    assert "Kies een einddatum." in page
    assert plan.get_absolute_url() in page


def test_who_may_not_plan_is_not_sent_to_a_page_that_is_shut(city, chatbot):
    classified(chatbot)
    page = page_of(client_of(city.ciso).get(chatbot.get_absolute_url()))
    assert "Het plan van het experiment is niet klaar." in page
    assert reverse("portfolio:plan", args=[chatbot.pk]) not in page
