"""The page that searches everything."""

import pytest
from django.urls import reverse

from roeland.organisation import finding as of_people
from roeland.register import finding
from tests.building.organisation import a_person, an_organisation
from tests.building.register import an_application

pytestmark = pytest.mark.django_db
SEARCH = reverse("work:search")


@pytest.fixture
def sofie(organisation):
    person = a_person(organisation, "Sofie Maes", role="privacy_officer")
    of_people.index(person)
    return person


def shown(client, text, **query):
    return client.get(SEARCH, {"q": text, **query})


def codes(answer):
    return [group.code for group in answer.context["groups"]]


@pytest.fixture
def plates(organisation):
    row = an_application(organisation, "Kentekens lezen", purpose="Een camera leest <b>nummerplaten</b>.")
    finding.index(row)
    return row


def test_applications_and_people_stand_in_their_own_group(as_leen, organisation, sofie, plates):
    finding.index(an_application(organisation, "Toets van de privacy"))
    answer = shown(as_leen, "privacy")
    assert codes(answer) == ["applications", "people"]
    page = answer.content.decode()
    assert sofie.get_absolute_url() in page
    assert "Toets van de <mark>privacy</mark>" in page
    assert "<mark>Privacy</mark> officer" in page


def test_a_hit_shows_where_the_word_stands_and_text_is_never_code(as_leen, plates):
    page = shown(as_leen, "camera").content.decode()
    assert "Een <mark>camera</mark> leest" in page
    assert "&lt;b&gt;" in page


def test_only_the_first_are_shown_with_a_way_to_all(as_leen, organisation):
    for number in range(12):
        finding.index(an_application(organisation, f"Chatbot {number}"))
        of_people.index(a_person(organisation, f"Chris Chatbot {number}"))
    answer = shown(as_leen, "chatbot")
    assert [len(group.hits) for group in answer.context["groups"]] == [8, 8]
    page = answer.content.decode()
    assert f"{reverse('register:list')}?q=chatbot" in page
    assert "Toon alle 12 in het register" in page
    assert "?q=chatbot&amp;in=people" in page
    only = shown(as_leen, "chatbot", **{"in": "people"})
    assert [(group.code, len(group.hits)) for group in only.context["groups"]] == [("people", 12)]


def test_a_group_that_had_to_guess_stays_away_when_another_knows(as_leen, organisation, sofie):
    finding.index(an_application(organisation, "Officieren tellen"))
    assert codes(shown(as_leen, "privacy officer")) == ["people"]


def test_a_slip_is_said_and_what_was_typed_stays(as_leen, plates):
    page = shown(as_leen, "kentekn").content.decode()
    assert "Bedoelde je" in page
    assert 'href="?q=kenteken"' in page
    assert 'value="kentekn"' in page
    assert "<mark>Kentekens</mark>" in page


def test_a_number_leads_to_its_application(as_leen, organisation, plates):
    answer = shown(as_leen, plates.code)
    assert [hit.url for group in answer.context["groups"] for hit in group.hits] == [plates.get_absolute_url()]


def test_without_words_the_page_says_what_can_be_found(as_leen):
    for text in ("", "   "):
        answer = shown(as_leen, text)
        assert answer.context["groups"] == []
        assert "Vind toepassingen, mensen en rollen" in answer.content.decode()


@pytest.mark.parametrize("text", ["xyzzy", "!?", "<script>", "chatbot\x00", "%", "a" * 5000])
def test_who_finds_nothing_hears_what_to_do(as_leen, text):
    answer = shown(as_leen, text)
    assert answer.status_code == 200
    assert answer.context["groups"] == []
    page = answer.content.decode()
    assert "Niets gevonden met" in page
    assert "<script>" not in page.replace('<script src="', "")
    assert reverse("organisation:who_is_who") in page


def test_nothing_of_another_organisation_is_found(as_leen):
    elsewhere = an_organisation("Elders")
    finding.index(an_application(elsewhere, "Chatbot"))
    of_people.index(a_person(elsewhere, "Chris Chatbot"))
    assert codes(shown(as_leen, "chatbot")) == []


def test_the_search_field_on_every_page_leads_here(as_leen):
    assert f'action="{SEARCH}"' in as_leen.get("/").content.decode()


def test_a_search_costs_a_fixed_number_of_questions(as_leen, organisation, django_assert_max_num_queries):
    for number in range(20):
        finding.index(an_application(organisation, f"Chatbot {number}", supplier=f"Huis {number}"))
        of_people.index(a_person(organisation, f"Chris Chatbot {number}", role="spoke"))
    with django_assert_max_num_queries(24):
        shown(as_leen, "chatbot hulp")
