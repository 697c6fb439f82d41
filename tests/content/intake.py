"""Answers to the shipped intake, written as a story: what is not named is answered with no or none of these."""

from roeland.content import shipped
from roeland.rules.classification import Outcome, classify
from roeland.rules.questionnaire import Answer, Kind, Question, Questionnaire
from roeland.rules.reading import asked, needed

UNKNOWN = "I don't know"

Said = bool | str | tuple[str, ...]


def form() -> Questionnaire:
    return shipped.questionnaire("intake")


def answer(question: Question, said: Said) -> Answer:
    if said == UNKNOWN:
        return Answer(unknown=True)
    if question.kind is not Kind.MANY_OF:
        return Answer(said)
    return Answer((said,) if isinstance(said, str) else said, complete=True)


def harmless(question: Question) -> Answer:
    """The mildest answer to a question."""
    if question.kind is Kind.MANY_OF:
        return Answer((), complete=True)
    return Answer({"human": "decides", "publication": "internal"}.get(question.code, False))


def answered(**said: Said) -> dict[str, Answer]:
    """Go through the wizard as a person does: answer what is asked, until nothing is asked any more."""
    answers: dict[str, Answer] = {}
    conditions = shipped.classification().conditions()
    while codes := needed(form(), answers, conditions):
        question = form().question(codes[0])
        answers[question.code] = answer(question, said[question.code]) if question.code in said else harmless(question)
    return answers


def outcome(**said: Said) -> Outcome:
    return classify(shipped.classification(), form(), answered(**said))


def questions_seen(**said: Said) -> tuple[str, ...]:
    return asked(form(), answered(**said), shipped.classification().conditions())
