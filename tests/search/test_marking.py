import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.search.marking import AFTER, BEFORE, holds, pieces, snippet
from roeland.search.terms import terms
from roeland.search.vocabulary import Vocabulary
from roeland.search.words import words

NOTHING_KNOWN = Vocabulary({}, frozenset())


def asked(text):
    return terms(words(text), NOTHING_KNOWN)


def hits(text, question):
    return [piece.text for piece in pieces(text, asked(question)) if piece.hit]


@pytest.mark.parametrize(
    ("text", "question", "marked"),
    [
        ("De kentekens van auto’s", "kenteken", ["kentekens"]),
        ("Kentekenherkenning", "kenteken", ["Kentekenherkenning"]),
        ("Parkeervergunning beoordelen", "vergunning", ["Parkeervergunning"]),
        ("Een nummerplaat lezen", "kenteken", ["nummerplaat"]),
        ("Digitale assistent en digitale pen", "chatbot", ["Digitale", "assistent", "digitale"]),
        ("Een digitale pen", "chatbot", []),
        ("École voor coöperatie", "ecole", ["École"]),
        ("De chatbot van de stad", "de chatbot", ["chatbot"]),
        ("De stad", "de", ["De"]),
        ("Niets", "chatbot", []),
        ("", "chatbot", []),
    ],
)
def test_what_was_asked_is_marked_as_whole_words(text, question, marked):
    assert hits(text, question) == marked


@given(st.text(max_size=200), st.text("abcde en", max_size=20))
def test_the_pieces_together_are_the_text(text, question):
    assert "".join(piece.text for piece in pieces(text, asked(question))) == text


def test_a_snippet_stands_around_the_first_hit_and_ends_between_words():
    text = "woord " * 40 + "kenteken " + "ander " * 60
    shown = snippet(["niets hier", text], asked("kenteken"))
    whole = "".join(piece.text for piece in shown)
    assert whole.startswith("… woord")
    assert whole.endswith("ander …")
    assert len(whole) <= BEFORE + AFTER + 12
    assert [piece.text for piece in shown if piece.hit] == ["kenteken"]


def test_a_short_text_is_shown_whole_on_one_line():
    assert (
        "".join(piece.text for piece in snippet(["Leest\n  een kenteken."], asked("kenteken"))) == "Leest een kenteken."
    )


def test_without_a_hit_there_is_no_snippet():
    assert snippet(["Niets", ""], asked("kenteken")) == ()


@pytest.mark.parametrize("length", [1, 50, 200, 1000])
def test_a_hit_at_the_end_of_a_long_text_or_in_one_long_word_is_shown(length):
    assert any(piece.hit for piece in snippet(["woord " * length + "kenteken"], asked("kenteken")))
    assert any(piece.hit for piece in snippet(["kenteken" + "x" * length], asked("kenteken")))


def test_a_text_holds_a_term_in_any_of_its_forms():
    (term,) = asked("fg")
    assert holds("Functionaris gegevensbescherming", term)
    assert not holds("Functionaris", term)
