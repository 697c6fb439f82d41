from uuid import uuid4

import pytest
from django.db import connection

from roeland.search import services
from roeland.search.models import IndexedText, Word
from roeland.search.queries import matching, suggestion

pytestmark = pytest.mark.django_db
KIND = "register.application"


@pytest.fixture
def organisation():
    return uuid4()


@pytest.fixture
def put(organisation):
    def put(text, *, owner=organisation, kind=KIND):
        thing = uuid4()
        services.index(organisation=owner, kind=kind, subject=thing, text=text)
        return thing

    return put


def found(organisation, text, kind=KIND):
    return {row["subject"] for row in matching(organisation=organisation, kind=kind, text=text)}


@pytest.mark.parametrize("text", ["kenteken", "Kentekens", "KENTEKENS uren", "kent", "ecoles", "école", "uren 24"])
def test_a_thing_is_found_by_its_words_in_any_form(organisation, put, text):
    thing = put("Herkent kentekens bij écoles, 24 uur per dag")
    put("Vertaalt brieven")
    assert found(organisation, text) == {thing}


def test_every_word_must_be_there(organisation, put):
    put("Chatbot voor burgers")
    both = put("Chatbot voor bedrijven")
    assert found(organisation, "chatbots bedrijf") == {both}
    assert found(organisation, "chatbot kenteken") == set()


def test_only_the_last_word_may_be_unfinished(organisation, put):
    thing = put("Vergunningen sneller behandelen")
    assert found(organisation, "vergunning behan") == {thing}
    assert found(organisation, "vergu behandelen") == set()


def test_a_text_without_words_finds_nothing(organisation, put):
    put("Chatbot")
    assert found(organisation, "") == found(organisation, " ?! ") == set()


@pytest.mark.parametrize(
    "text",
    ['" OR *', "NOT chatbot", "stems:chatbot", "chatbot' OR 1=1 --", "a:* & !b", "chatbot\x00", "((", "NEAR(a b)"],
)
def test_signs_of_the_database_mean_nothing(organisation, put, text):
    put("Chatbot")
    assert len(found(organisation, text)) <= 1


def test_another_organisation_is_never_found(organisation, put):
    put("Chatbot", owner=uuid4())
    mine = put("Chatbot")
    assert found(organisation, "chatbot") == {mine}


def test_another_kind_of_thing_is_not_found(organisation, put):
    put("Chatbot", kind="library.document")
    assert found(organisation, "chatbot") == set()


def test_a_changed_thing_is_found_by_its_new_words_only(organisation, put):
    thing = put("Chatbot voor burgers")
    services.index(organisation=organisation, kind=KIND, subject=thing, text="Scan van wegdek")
    assert found(organisation, "chatbot") == set()
    assert found(organisation, "wegdek") == {thing}
    assert IndexedText.objects.count() == 1


def test_a_forgotten_thing_is_not_found(organisation, put):
    thing = put("Chatbot")
    services.forget(organisation=organisation, kind=KIND, subject=thing)
    assert found(organisation, "chatbot") == set()


def test_many_things_are_put_in_with_few_queries(organisation, django_assert_max_num_queries):
    texts = {uuid4(): f"Toepassing nummer {number} voor wegen" for number in range(400)}
    with django_assert_max_num_queries(6):
        services.index_many(organisation=organisation, kind=KIND, texts=texts)
    assert len(found(organisation, "wegen")) == 400
    assert len(found(organisation, "nummer 37")) == 1 + 0 + sum(str(n).startswith("37") and n != 37 for n in range(400))


def test_looking_costs_one_query(organisation, put, django_assert_num_queries):
    put("Chatbot")
    with django_assert_num_queries(1):
        found(organisation, "chatbot burgers")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kentekn", "kenteken"),
        ("kentkeen", "kenteken"),
        ("kennteken", "kenteken"),
        ("senteken", "kenteken"),
        ("Kentekn lezen", "kenteken lezen"),
    ],
)
def test_a_mistyped_word_gets_the_nearest_that_the_organisation_uses(organisation, put, typed, meant):
    put("Kenteken lezen")
    assert suggestion(organisation, KIND, typed) == meant


def test_a_known_word_needs_no_suggestion(organisation, put):
    put("Kenteken")
    assert suggestion(organisation, KIND, "kenteken") is None


def test_nothing_near_means_no_suggestion(organisation, put):
    put("Kenteken")
    assert suggestion(organisation, KIND, "parkeren") is None
    assert suggestion(organisation, KIND, "") is None


def test_a_suggestion_always_finds_something(organisation, put):
    thing = put("Kenteken")
    services.forget(organisation=organisation, kind=KIND, subject=thing)
    assert suggestion(organisation, KIND, "kentekn") is None


def test_words_of_another_organisation_are_never_suggested(organisation, put):
    put("Kenteken", owner=uuid4())
    assert suggestion(organisation, KIND, "kentekn") is None


def test_numbers_and_short_words_are_not_learnt(organisation, put):
    put("De AI van 2026 helpt")
    assert list(Word.objects.values_list("word", flat=True)) == ["helpt"]


@pytest.mark.django_db(transaction=True)
class TestTheIndexAfterAFlush:
    def test_is_empty_again(self, organisation, put):
        assert found(organisation, "chatbot") == set()
        put("Chatbot")
        assert len(found(organisation, "chatbot")) == 1

    def test_still_follows_what_is_put_in(self, organisation, put):
        put("Chatbot")
        assert len(found(organisation, "chatbot")) == 1


def test_the_database_uses_its_word_index(organisation):
    texts = {uuid4(): f"Toepassing{number} voor wegen" for number in range(3000)}
    services.index_many(organisation=organisation, kind=KIND, texts=texts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = matching(organisation=organisation, kind=KIND, text="toepassing77").explain()
    assert (
        "search_words VIRTUAL TABLE" if connection.vendor == "sqlite" else "Bitmap Index Scan on search_words"
    ) in plan
