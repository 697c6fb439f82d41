"""Things that share words with a text, in a small register and in a large one."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.search import services
from roeland.search.likeness import COMMON, alike, sharing, telling

KIND = "register.application"
LETTERS = st.text("abcdehiknorst", min_size=1, max_size=12)


@pytest.fixture
def organisation(db):
    return uuid4()


@pytest.fixture
def put(organisation):
    def put(*texts, owner=organisation):
        things = {uuid4(): text for text in texts}
        services.index_many(organisation=owner, kind=KIND, texts=things)
        return list(things)

    return put


def found(organisation, names, about=""):
    return sharing(organisation=organisation, kind=KIND, names=names, about=about)


def test_what_shares_a_telling_word_is_found_and_what_shares_the_most_comes_first(organisation, put):
    one, two, _none = put("Kenteken lezen", "Kenteken lezen op de brug", "Brieven vertalen")
    assert found(organisation, "Kentekens lezen bij de brug") == [two, one]


def test_small_words_find_nothing(organisation, put):
    put("Voor de mensen van het loket")
    assert found(organisation, "Voor de van het") == []
    assert found(organisation, "") == []


def test_a_slip_in_a_name_is_forgiven(organisation, put):
    (thing,) = put("Schrijfhulp")
    assert found(organisation, "Schijfhulp") == [thing]


def test_what_it_is_for_finds_too(organisation, put):
    (thing,) = put("Telt iepen op luchtfoto's")
    assert found(organisation, "Bomenteller", "Herkent zieke iepen") == [thing]


def test_a_word_that_many_hold_counts_only_together_with_another(organisation, put):
    many = [f"Chatbot nummer{number}" for number in range(COMMON + 5)]
    put(*many, *(f"Haven nummer{number + 100}" for number in range(COMMON + 5)))
    (both,) = put("Chatbot haven")
    assert found(organisation, "Chatbot") == []
    assert found(organisation, "Chatbot in de haven") == [both]


def test_however_large_the_register_it_costs_three_questions(organisation, put, django_assert_max_num_queries):
    put(*(f"Slimme chatbot haven nummer{number}" for number in range(200)))
    with django_assert_max_num_queries(3):
        found(organisation, "Slimme chatbot haven", "Slimme haven chatbot nummer7")


def test_another_organisation_is_never_found(organisation, put):
    put("Kentekenscan", owner=uuid4())
    assert found(organisation, "Kentekenscan") == []


@pytest.mark.parametrize(
    "text", ['" OR *', "NOT chatbot", "stems:chatbot", "chatbot' OR 1=1 --", "a:* & !b", "((", "%s"]
)
def test_signs_of_the_database_mean_nothing(organisation, put, text):
    put("Chatbot")
    assert len(found(organisation, text, text)) <= 1


@given(LETTERS, LETTERS)
def test_likeness_of_words_goes_both_ways(one, other):
    assert alike(one, one)
    assert alike(one, other) == alike(other, one)


def test_numbers_are_the_same_or_they_are_not():
    assert not alike("versie12", "versie13")
    assert alike("versie12", "versie12")


def test_the_telling_words_stay_in_their_order():
    assert telling("De schrijfhulp voor klare taal") == ["schrijfhulp", "klare", "taal"]
