"""The shipped words for the same thing."""

import pytest

from roeland.content import shipped
from roeland.content.search_words import SearchWords, check
from roeland.search import alike
from roeland.search.words import words


@pytest.mark.parametrize(
    ("term", "same"),
    [
        ("ANPR", "kentekenherkenning"),
        ("kentekenherkenning", "ANPR"),
        ("chatbots", "digitale assistent"),
        ("GDPR", "AVG"),
        ("licence plate", "kenteken"),
        ("fg", "functionaris gegevensbescherming"),
        ("kenteken herkenning", "ANPR"),
    ],
)
def test_words_that_mean_the_same_lead_to_each_other(term, same):
    assert tuple(words(same)) in alike.others(words(term))


def test_a_term_never_leads_to_itself():
    assert not any(tuple(words("chatbot")) == other for other in alike.others(["chatbots"]))


def test_a_word_in_no_group_leads_to_nothing():
    assert alike.others(["xylofoon"]) == ()


def test_a_question_is_cut_into_the_longest_terms():
    asked = words("virtuele assistent voor de sociale dienst")
    assert alike.terms(asked) == [("virtuele", "assistent"), ("voor",), ("de",), ("sociale", "dienst")]


def test_words_that_say_nothing_may_be_missing_and_others_may_not():
    assert all(alike.says_nothing(word) for word in ("de", "voor", "toepassing", "the", "wie"))
    assert not alike.says_nothing("kenteken")


def test_every_group_has_at_least_two_terms_and_no_term_says_nothing():
    for code in shipped.meaning(alike.DOCUMENT, SearchWords).groups:
        listed = [shipped.text(alike.DOCUMENT, code, language).label.split(",") for language in ("nl", "en")]
        assert len({tuple(words(term)) for terms in listed for term in terms}) > 1, code
        assert all(words(term) for terms in listed for term in terms), code
        assert not [t for terms in listed for t in terms if all(map(alike.says_nothing, words(t)))], code


def test_a_group_that_is_named_twice_is_refused():
    assert [message for _place, message in check(SearchWords(("car", "car")))] == ["'car' stands here already"]
    assert list(check(SearchWords(("passed_over",))))
