import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.search.kinship import are_kin, beginnings, ends_in, halves
from roeland.search.words import stem

WORDS = st.text("abcdefghijklmnoprstuvwz", min_size=1, max_size=24)


@pytest.mark.parametrize(
    ("compound", "part", "is_part"),
    [
        ("kentekenherkenning", "herkenning", True),
        ("jeugdzorg", "zorg", True),
        ("verkeer", "keer", False),
        ("vergunning", "ning", False),
        ("toezicht", "zicht", False),
        ("parkeer", "keer", False),
        ("zorg", "zorg", False),
        ("uitkering", "ring", False),
    ],
)
def test_a_word_that_ends_in_another_is_not_always_a_compound_of_it(compound, part, is_part):
    assert ends_in(compound, part) is is_part


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("controle", "controleren", True),
        ("herkent", "herkenning", True),
        ("voorspelt", "voorspelling", True),
        ("vertaler", "vertaling", True),
        ("contract", "controle", False),
        ("gladheid", "gladheit", False),
        ("burger", "burgemeester", False),
        ("brief", "brieven", False),  # that is what stems are for
    ],
)
def test_words_are_kin_when_only_their_endings_differ(one, other, kin):
    assert are_kin(one, other) is are_kin(other, one) is kin


@pytest.mark.parametrize(
    ("word", "compound"),
    [("parkeren", "parkeervergunning"), ("vertalen", "vertaalhulp"), ("notulen", "notuleren"), ("bomen", "bomenkaart")],
)
def test_a_word_begins_the_compounds_that_are_made_of_it(word, compound):
    assert compound.startswith(tuple(beginnings(word, stem(word))))


@pytest.mark.parametrize(
    ("compound", "way"),
    [
        ("factuurfraude", ("factuur", "fraude")),
        ("vergunningsaanvraag", ("vergunning", "aanvraag")),
        ("boekenkast", ("boek", "kast")),
    ],
)
def test_a_compound_can_be_read_as_its_two_words(compound, way):
    assert way in halves(compound)


@given(WORDS)
def test_every_way_to_read_a_word_begins_and_ends_as_the_word(word):
    for first, last in halves(word):
        assert word.startswith(first)
        assert word.endswith(last)
        assert len(word) - len(first) - len(last) in (0, 1, 2)


@given(WORDS)
def test_a_word_is_never_a_beginning_that_it_does_not_share(word):
    forms = beginnings(word, stem(word))
    assert forms
    assert not any(one != other and one.startswith(other) for one in forms for other in forms)


@given(WORDS, WORDS)
def test_kinship_goes_both_ways(one, other):
    assert are_kin(one, other) is are_kin(other, one)
