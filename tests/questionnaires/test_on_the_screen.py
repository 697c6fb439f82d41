"""A question in words: its options, what was said, and who will be asked."""

import pytest
from django.utils import translation

from roeland.questionnaires import forms, queries, services
from roeland.questionnaires.screen import say, shown, who_helps
from roeland.rules.answering import Problem, RawAnswer
from roeland.rules.questionnaire import NO_ANSWER, Answer
from tests.building.questionnaires import DONT_KNOW, NO, NONE, YES, at_least, one, these


def on_screen(sheet, code, **more):
    return shown(queries.filled(sheet), [code], **more)[0]


def values(options) -> list[str]:
    return [option["value"] for option in options]


def test_i_do_not_know_is_always_the_last_option(sheet):
    assert values(on_screen(sheet, "personal_data").options) == ["yes", "no", "unknown"]
    assert values(on_screen(sheet, "human").options)[-1] == "unknown"
    assert values(on_screen(sheet, "technique").closings) == ["complete", "none", "unknown"]


def test_who_does_not_know_reads_who_will_be_asked(sheet):
    [unknown] = [option for option in on_screen(sheet, "personal_data").options if option["value"] == "unknown"]

    assert unknown["help"] == "Geen probleem. We vragen het aan: Privacy officer."


def test_who_is_asked_is_not_sent_back_to_the_own_role(sheet):
    question = on_screen(sheet, "personal_data", to_who_knows=True)

    assert "Privacy officer" not in question.options[-1]["help"]


def test_a_question_without_a_role_that_knows_stays_open(city):
    assert "blijft open" in who_helps("", city)


@pytest.mark.parametrize(
    ("code", "answer", "chosen", "closing"),
    [
        ("personal_data", YES, ("yes",), ""),
        ("personal_data", DONT_KNOW, ("unknown",), "unknown"),
        ("human", one("checks"), ("checks",), ""),
        ("technique", these("learned"), ("learned",), "complete"),
        ("technique", NONE, (), "none"),
        ("technique", at_least("learned"), ("learned",), "unknown"),
        ("technique", Answer(("learned",)), ("learned",), ""),
    ],
)
def test_what_was_said_is_chosen_again(sheet, ann, code, answer, chosen, closing):
    services.save(sheet=sheet, answers={code: answer}, actor=ann)

    question = on_screen(sheet, code)

    assert (question.chosen, question.closing) == (chosen, closing)
    assert question.seen == queries.mark(answer)


def test_what_was_just_sent_goes_before_what_is_kept(sheet, ann):
    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann)
    sent = forms.Sent(raw={"personal_data": RawAnswer(("perhaps",))}, problems={"personal_data": (Problem.ONE_ONLY,)})

    question = on_screen(sheet, "personal_data", sent=sent)

    assert question.value == "perhaps"
    assert question.error == "Kies één antwoord."


@pytest.mark.parametrize(
    ("code", "answer", "words"),
    [
        ("personal_data", YES, "Ja"),
        ("personal_data", NO, "Nee"),
        ("personal_data", DONT_KNOW, "Weet ik niet"),
        ("personal_data", NO_ANSWER, "Nog niet beantwoord"),
        ("data_kinds", NONE, "Geen van deze"),
        ("data_kinds", these("contact", "health"), "Naam en contactgegevens, Gezondheid of zorg"),
        ("data_kinds", at_least("health"), "Gezondheid of zorg, de rest weet ik niet"),
        ("data_kinds", Answer(("health",)), "Gezondheid of zorg, over de rest is niets gezegd"),
    ],
)
def test_an_answer_in_words(sheet, code, answer, words):
    assert say(queries.filled(sheet), code, answer) == words


def test_questions_and_answers_speak_english_too(sheet):
    with translation.override("en"):
        assert say(queries.filled(sheet), "personal_data", YES) == "Yes"
        assert on_screen(sheet, "personal_data").text.label == "Does the application use or make data about people?"


def test_an_answer_of_a_colleague_is_shown_with_who_gave_it(sheet, ann, bob):
    services.save(sheet=sheet, answers={"personal_data": YES}, actor=ann)
    saved = services.save(sheet=sheet, answers={"personal_data": NO}, actor=bob, seen={})

    meeting = on_screen(sheet, "personal_data", conflicts=saved.conflicts).meeting

    assert (meeting.by, meeting.theirs) == ("Ann Peeters", "Ja")
