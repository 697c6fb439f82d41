"""Somebody joins: invited, greeted, told who gave which role and what it asks; and says yes, or what is not right."""

import pytest
from django.urls import reverse

from roeland.organisation.models import Person, RoleHeld
from roeland.organisation.services import give_role, invite
from tests.journeys.acting import go, submit

PASSWORD = "een lange en rustige zin"


@pytest.fixture
def newcomer(town) -> Person:
    person = Person.objects.create(organisation=town.organisation, name="Nora Nieuw", email="nora@voorbeeld.test")
    give_role(person=person, role="lawyer", mandate="Besluit 12", actor=town.administrator)
    return person


def arrive(open_page, person, administrator, **options):
    code = invite(person=person, actor=administrator)
    page = open_page(reverse("organisation:invitation", args=[code]), **options)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("input[name=password2]").fill(PASSWORD)
    submit(page)
    return page


def test_a_newcomer_reads_who_gave_which_role_and_accepts_it(town, newcomer, open_page):
    page = arrive(open_page, newcomer, town.administrator)
    welcome = page.locator("main").inner_text()
    assert "Welkom, Nora Nieuw" in page.locator("body").inner_text()
    assert "Ad Beer gaf je deze rol" in welcome

    page.goto("/")
    assert "gevraagd door Ad Beer" in page.locator("main").inner_text()
    go(page, page.get_by_role("link", name="Neem je rol aan: Jurist"))
    assert "Besluit 12" in page.locator("main").inner_text()
    go(page, page.get_by_role("button", name="Aannemen"))
    assert RoleHeld.objects.get(person=newcomer).answer == RoleHeld.Answer.ACCEPTED
    page.goto("/")
    assert "Neem je rol aan" not in page.locator("main").inner_text()


def test_a_role_that_is_not_right_becomes_vacant_and_who_gave_it_hears_why(town, newcomer, open_page, visit):
    page = arrive(open_page, newcomer, town.administrator)
    page.goto(RoleHeld.objects.get(person=newcomer).get_absolute_url())
    page.get_by_text("Dit klopt niet").click()
    page.locator("textarea[name=reason]").fill("Ik ben econoom.")
    go(page, page.get_by_role("button", name="Ik heb deze rol niet"))

    administrator = visit(town.administrator, "/messages/")
    assert "Nora Nieuw zegt dat een rol niet klopt." in administrator.locator("main").inner_text()
    go(administrator, administrator.get_by_role("button", name="Openen").first)
    assert "Ik ben econoom." in administrator.locator("main").inner_text()


@pytest.mark.english
def test_a_newcomer_accepts_in_english(town, newcomer, open_page):
    page = arrive(open_page, newcomer, town.administrator, language="en")
    page.goto(RoleHeld.objects.get(person=newcomer).get_absolute_url())
    go(page, page.get_by_role("button", name="Accept"))
    assert "You accepted this role." in page.locator("main").inner_text()
