"""The order of what is found: where a word stands, and how near it is to what was asked."""

from uuid import uuid4

import pytest

from roeland.search import services
from roeland.search.queries import MOST_WORDS, ask
from roeland.search.services import Findable

pytestmark = pytest.mark.django_db
KIND = "register.application"


@pytest.fixture
def order():
    """The names of what is found, the best first, over texts that are put in the wrong way round."""
    organisation = uuid4()

    def order(question, *texts):
        keys = {uuid4(): text for text in texts}
        backwards = dict(reversed(keys.items()))
        services.index_many(organisation=organisation, kind=KIND, texts=backwards)
        rows = ask(organisation=organisation, kind=KIND, text=question).best()
        return [keys[row.subject] for row in rows]

    return order


def test_a_name_weighs_more_than_a_lead_and_a_lead_more_than_the_rest(order):
    texts = (Findable("Chatbot"), Findable("Alfa", "Een chatbot"), Findable("Beta", "", "Een chatbot"))
    assert order("chatbot", *texts) == list(texts)


def test_one_word_in_a_name_weighs_more_than_a_lead_full_of_it(order):
    texts = (Findable("Hulp bij schulden"), Findable("Alfa", "Schulden schulden schuld en nog eens schulden"))
    assert order("schulden", *texts) == list(texts)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        # the word itself, its stem, a part of a compound, another word for it
        ("vergunning", ["Vergunning", "Vergunningen", "Parkeervergunning"]),
        ("kenteken", ["Het kenteken", "De kentekens", "Kentekenlezer", "Nummerplaten"]),
        ("chatbot", ["De chatbot", "De chatbots", "Chatbothulp", "Digitale assistent"]),
        ("herkenning", ["De herkenning", "Kentekenherkenning"]),
        ("controle", ["De controle", "Controleren"]),
    ],
)
def test_the_nearer_a_word_the_higher(order, question, names):
    texts = [Findable(name) for name in names]
    assert order(question, *texts) == texts


def test_two_words_in_the_name_weigh_more_than_one_word_itself(order):
    texts = (Findable("Parkeervergunning"), Findable("Parkeer", "Vergunning"))
    assert order("parkeer vergunning", *texts) == list(texts)


def test_of_equals_the_shortest_name_comes_first_and_then_the_alphabet(order):
    texts = (Findable("Chatbot"), Findable("Chatbot afval"), Findable("Chatbot afvalberg"), Findable("Chatbot bus"))
    assert order("chatbot", *texts) == [texts[0], texts[3], texts[1], texts[2]]


def test_a_word_that_says_nothing_still_puts_in_order(order):
    texts = (Findable("AI-assistent voor burgers"), Findable("Assistent voor burgers"))
    assert order("AI assistent", *texts) == list(texts)


def test_the_order_holds_for_as_many_words_as_are_looked_at(order):
    many = [f"woord{chr(97 + number)}" for number in range(MOST_WORDS)]
    first, second = Findable(" ".join(many)), Findable("Alfa", " ".join(many))
    assert order(" ".join(many), first, second) == [first, second]


@pytest.mark.parametrize("sign", ["%", "_", "'", "\\", "/", " "])
def test_signs_in_a_name_are_no_signs_of_the_database(order, sign):
    text = Findable(f"Chat{sign}bot 100{sign}")
    assert order(f"chat{sign}bot", text, Findable("Iets anders")) == [text]
