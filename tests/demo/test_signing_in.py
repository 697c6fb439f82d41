"""Signing in as somebody: only in a demonstration, only as an invented person."""

import pytest
from django.test import Client
from django.urls import reverse

from roeland.journal.queries import entries_of
from roeland.organisation.models import Organisation, Person, User
from roeland.organisation.services import add_person, create_organisation, let_go

CHOOSE = "/demo/"


@pytest.fixture
def demonstrating(settings):
    settings.DEMO = True


@pytest.fixture
def nele(ghent):
    return Person.objects.get(organisation=ghent, name="Nele Callens")


def door(person):
    return reverse("demo:enter", args=[person.pk])


def who_is_in(client):
    return client.get("/").context["request"].person


def test_the_page_does_not_exist_outside_a_demonstration(client, ghent):
    assert client.get(CHOOSE).status_code == 404


def test_nobody_comes_in_outside_a_demonstration(client, nele):
    assert client.post(door(nele)).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demonstrating")
class TestInADemonstration:
    def test_the_page_shows_everybody_with_function_and_roles(self, client, ghent):
        page = client.get(CHOOSE).content.decode()
        people = Person.objects.filter(organisation__demonstration=True)
        assert [person.name for person in people if page.count(door(person)) == 0] == []
        assert "Informatiemanager · Stuurgroep · AI-hub" in page

    def test_the_page_speaks_english(self, client, ghent):
        page = client.get(CHOOSE, headers={"accept-language": "en"}).content.decode()
        assert "Who do you want to be?" in page
        assert "Information manager" in page

    def test_one_comes_in_as_that_person(self, client, nele):
        answer = client.post(door(nele))
        assert answer.status_code == 302
        assert answer["Location"] == "/"
        assert who_is_in(client) == nele

    def test_a_login_of_two_organisations_comes_in_where_it_chose(self, client, village):
        leen = Person.objects.get(organisation=village, name="Leen Meersman")
        client.post(door(leen))
        assert who_is_in(client) == leen

    def test_another_choice_takes_the_place_of_the_first(self, client, nele, ghent):
        client.post(door(nele))
        before = client.session.session_key
        hilde = Person.objects.get(organisation=ghent, name="Hilde Van Acker")
        client.post(door(hilde))
        assert who_is_in(client) == hilde
        assert client.session.session_key != before

    def test_the_journal_keeps_that_somebody_came_in(self, client, nele):
        client.post(door(nele))
        assert "sign_in.done" in {entry.verb for entry in entries_of(nele.organisation_id, subject=nele)}

    def test_one_goes_on_to_where_one_wanted_to_be(self, client, nele):
        assert client.post(door(nele), {"next": "/register/?q=chatbot"})["Location"] == "/register/?q=chatbot"

    @pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
    def test_nobody_is_sent_to_another_host(self, client, nele, elsewhere):
        assert client.post(door(nele), {"next": elsewhere})["Location"] == "/"

    def test_looking_at_an_address_signs_nobody_in(self, client, nele):
        assert client.get(door(nele)).status_code == 405
        assert "_auth_user_id" not in client.session

    def test_a_form_of_another_site_signs_nobody_in(self, nele):
        assert Client(enforce_csrf_checks=True).post(door(nele)).status_code == 403

    def test_a_person_of_a_real_organisation_is_not_found(self, client, ghent):
        real = create_organisation(name="Echt", slug="echt", jurisdiction="NL")
        user = User.objects.create_user("jan@echt.example", "een lang wachtwoord")
        jan = add_person(organisation=real, name="Jan Echt", email=user.email, user=user, actor=None)
        assert client.post(door(jan)).status_code == 404
        assert "Jan Echt" not in client.get(CHOOSE).content.decode()

    def test_who_has_left_is_not_there_any_more(self, client, nele):
        let_go(person=nele, actor=None)
        assert client.post(door(nele)).status_code == 404

    def test_an_empty_demonstration_says_how_to_fill_it(self, client, ghent):
        Organisation.objects.update(demonstration=False)
        assert "roeland demo load" in client.get(CHOOSE).content.decode()

    def test_the_page_asks_the_database_little(self, client, ghent, django_assert_max_num_queries):
        with django_assert_max_num_queries(8):
            client.get(CHOOSE)
