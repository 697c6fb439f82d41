"""What is meant for paper fits on it: one A4, in both languages."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.building.register import an_application
from tests.building.reporting import a_sent_advice
from tests.reporting.conftest import client_of
from tests.reporting.register import fill

pytestmark = pytest.mark.django_db(transaction=True)
A_PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def printed(open_page, live_server, town):
    """How many sheets of A4 a page takes, for this person."""

    def sheets(person, path, language="nl") -> int:
        cookie = client_of(person).cookies[settings.SESSION_COOKIE_NAME].value
        state = {"cookies": [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]}
        page = open_page(path, storage_state=state, language=language)
        assert page.locator("html").get_attribute("lang") == language
        return len(A_PAGE.findall(page.pdf(format="A4")))

    return sheets


@pytest.mark.parametrize("language", ["nl", "en"])
def test_status_and_plan_prints_on_one_sheet(printed, town, language):
    """With a full register and with nearly every role vacant, so that each part says as much as it can."""
    fill(town)
    assert printed(town.manager, reverse("reporting:status"), language) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_for_the_council_prints_on_one_sheet(printed, town, language):
    fill(town)
    for number in range(8):
        an_application(
            town.organisation,
            f"Toepassing met een lange naam {number}",
            phase="production",
            affects_people="yes",
            unit=town.desk,
            purpose="Helpt een medewerker bij het kiezen van de volgende stap in een dossier van een inwoner. Meer.",
        )
    assert printed(town.clerk, reverse("reporting:council"), language) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_advice_of_ten_points_prints_on_one_sheet(printed, town, language):
    fill(town)
    long = "Wijs per dienst een eigenaar aan en laat die binnen een maand ja zeggen, of zoek een ander."
    body = {"see": " ".join([long] * 5), "advise": [long] * 6, "ask": [long] * 4}
    a_sent_advice(town.manager)
    sent = a_sent_advice(town.manager, "Advies van december", body=body)
    assert printed(town.director, sent.get_absolute_url(), language) == 1


def test_a_page_that_does_not_fit_takes_more_than_one(printed, town):
    """The count can fail: a very long advice takes more sheets."""
    sent = a_sent_advice(town.manager, body={"see": "Lang. " * 600, "advise": ["Punt."] * 80, "ask": []})
    assert printed(town.director, sent.get_absolute_url()) > 1
