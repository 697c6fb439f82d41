from uuid import uuid4

import pytest
from django.db import connection

from roeland.search import services
from roeland.search.models import IndexedText, Word
from roeland.search.queries import ask, matching, suggestion
from roeland.search.services import Findable

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


def asked(organisation, text):
    return ask(organisation=organisation, kind=KIND, text=text)


def test_every_word_must_be_there(organisation, put):
    put("Chatbot voor burgers")
    both = put("Chatbot voor bedrijven")
    assert found(organisation, "chatbots bedrijf") == {both}
    assert found(organisation, "chatbot kenteken") == set()


def test_words_may_be_unfinished_but_not_the_short_ones_in_front(organisation, put):
    thing = put("Vergunningen sneller behandelen")
    assert found(organisation, "vergunning behan") == found(organisation, "vergu behandelen") == {thing}
    assert found(organisation, "behandelen sn") == {thing}
    assert found(organisation, "sn behandelen") == set()


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


def test_looking_costs_two_queries(organisation, put, django_assert_num_queries):
    put("Chatbot voor burgers")
    with django_assert_num_queries(2):
        assert found(organisation, "chatbot burgers")


def test_a_thing_of_words_without_weight_is_found_too(organisation, put):
    name, plain = put(Findable("Chatbot", "Praat", "Antwoord")), put("Chatbot")
    assert [row.subject for row in asked(organisation, "chatbot").best()] == [name, plain]


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
def test_a_mistyped_word_is_read_as_the_nearest_that_the_organisation_uses(organisation, put, typed, meant):
    thing = put("Kenteken lezen")
    answer = asked(organisation, typed)
    assert answer.read_as == meant
    assert [row.subject for row in answer.rows] == [thing]


def test_a_suggestion_is_made_for_a_slip_and_always_finds_something(organisation, put):
    thing = put("Kenteken lezen")
    assert suggestion(organisation, KIND, "kentekn") == "kenteken"
    assert suggestion(organisation, KIND, "kenteken") is None
    assert suggestion(organisation, KIND, "paddenstoel") is None
    services.forget(organisation=organisation, kind=KIND, subject=thing)
    assert suggestion(organisation, KIND, "kentekn") is None


def test_a_known_word_is_read_as_it_is_typed(organisation, put):
    put("Kenteken")
    assert asked(organisation, "kenteken").read_as == ""


def test_nothing_near_finds_nothing_and_says_what_is_missing(organisation, put):
    put("Kenteken")
    answer = asked(organisation, "paddenstoel")
    assert (answer.read_as, answer.missing, list(answer.rows)) == ("", ("paddenstoel",), [])
    assert asked(organisation, "").complete


def test_words_of_another_organisation_or_kind_are_never_suggested(organisation, put):
    put("Zonnewijzer", owner=uuid4())
    put("Zonnewijzer", kind="library.document")
    assert asked(organisation, "zonewijzer").read_as == ""


def test_when_nothing_has_all_the_words_what_has_most_of_them_is_found(organisation, put):
    two = put("Chatbot voor parkeren")
    put("Parkeren")
    answer = asked(organisation, "chatbot parkeren afspraak")
    assert [row.subject for row in answer.rows] == [two]
    assert answer.missing == ("afspraak",) or answer.partly


def test_words_that_are_all_known_but_never_together_bring_what_has_one_of_them(organisation, put):
    things = {put("Chatbot"), put("Wegdek")}
    answer = asked(organisation, "chatbot wegdek")
    assert answer.partly
    assert {row.subject for row in answer.rows} == things


def test_a_question_of_only_empty_words_is_still_a_question(organisation, put):
    thing = put("Wie is wie")
    put("Chatbot")
    assert found(organisation, "wie is") == {thing}


def test_empty_words_do_not_stand_in_for_a_word_that_is_missing(organisation, put):
    put("Wie is wie")
    answer = asked(organisation, "wie is paddenstoel")
    assert (list(answer.rows), answer.missing) == ([], ("paddenstoel",))


def test_the_longest_question_is_answered(organisation, put):
    thing = put("Chatbot")
    assert [row.subject for row in asked(organisation, "chatbot " + "iets anders " * 50).rows] == [thing]


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
