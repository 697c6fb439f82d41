from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from roeland.search.nearness import slips_allowed, within
from roeland.search.words import indexed, key, stem, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kentekens herkennen", ["kentekens", "herkennen"]),
        ("Écrit coöperatie", ["ecrit", "cooperatie"]),
        ("AI-0031, versie 2", ["ai", "0031", "versie", "2"]),
        ("foto’s", ["foto"]),
        ("<b>vet</b> & 'meer' OR NOT *", ["vet", "meer", "or", "not"]),
        ("", []),
        ("!?", []),
    ],
)
def test_a_text_is_cut_into_plain_words(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kenteken", "kentekens"),
        ("toepassing", "toepassingen"),
        ("vertaling", "vertalen"),
        ("brief", "brieven"),
        ("chatbot", "chatbots"),
        ("foto", "fotos"),
        ("scan", "gescand"),
        ("woning", "woningen"),
    ],
)
def test_forms_of_a_word_meet_in_their_stem(one, other):
    assert stem(one) == stem(other)


def test_different_words_keep_different_stems():
    assert len({stem(word) for word in ("kenteken", "vergunning", "chatbot", "beleid", "zorg")}) == 5


def test_threads_do_not_spoil_each_others_stems():
    tasks = [f"vergunningen{number}"[: 8 + number % 5] for number in range(400)]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(stem, tasks))
    stem.cache_clear()
    assert together == [stem(word) for word in tasks]


def test_a_long_text_costs_no_more_than_its_first_words():
    assert len(words("woord " * 20_000)) == 5000


def test_each_organisation_and_kind_has_its_own_key():
    one, other = uuid4(), uuid4()
    keys = {key(one, "a.b"), key(one, "a.c"), key(other, "a.b")}
    assert len(keys) == 3
    assert all(made.isalpha() and len(made) == 10 for made in keys)


def test_the_index_holds_words_and_stems_once():
    assert indexed("Brieven, brieven, brief", "x") == "xbrief xbrieven"


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("kenteken", "kenteken", 0),
        ("kentekn", "kenteken", 1),
        ("kentkeen", "kenteken", 1),
        ("kantoken", "kenteken", 2),
        ("", "abc", 3),
        ("abc", "", 3),
    ],
)
def test_slips_are_counted(one, other, slips):
    assert within(one, other, 3) == within(one, other, slips) == slips
    assert slips == 0 or within(one, other, slips - 1) is None


def test_short_words_allow_fewer_slips():
    assert [slips_allowed(word) for word in ("fg", "zorg", "kenteken")] == [0, 1, 2]
