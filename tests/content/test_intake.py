import re

import pytest

from roeland.content import agreement, shipped
from roeland.rules.classification import Route
from roeland.rules.questionnaire import Answer, Kind
from roeland.rules.reading import Visibility, flow, needed
from tests.content.intake import UNKNOWN, answered, form, outcome, questions_seen

SENTENCE = re.compile(r"(?<=[.!?])\s+")


def sentences(name, language):
    for text in shipped.document(name).languages[language].texts.values():
        for part in (text.label, text.help, text.example, text.why):
            yield from (sentence for sentence in SENTENCE.split(part) if sentence)


def test_the_intake_has_at_most_twenty_questions_in_at_most_seven_steps():
    assert len(list(form().questions())) <= 20
    assert len(form().sections) <= 7


@pytest.mark.parametrize(
    "said",
    [
        {"technique": "basic_processing"},
        {"technique": "learned", "output": "prediction", "users": "staff_use", "origin": "bought"},
        {"technique": "general_model", "output": "text", "users": "staff_use", "origin": "bought"},
        {"technique": "learned", "output": "edit", "users": "staff_use", "publication": "reviewed"},
        {"technique": "learned", "output": "media", "users": "staff_use"},
    ],
)
def test_a_simple_case_sees_at_most_ten_questions(said):
    assert len(questions_seen(**said)) <= 10


def test_a_dashboard_is_not_asked_about_prohibited_ai():
    assert questions_seen(technique="basic_processing") == ("technique", "personal_data", "effect", "security")


def test_security_is_not_asked_when_personal_data_already_settle_it():
    assert "security" not in questions_seen(technique="learned", output="prediction", personal_data=True)


def test_whoever_does_not_know_the_technique_is_still_asked_what_it_is_for():
    assert {"domain", "prohibited", "users"} <= set(questions_seen(technique=UNKNOWN))


@pytest.mark.parametrize("question", [q.code for q in shipped.questionnaire("intake").questions()])
def test_every_question_names_who_would_know_and_where_it_comes_from(question):
    found = form().question(question)
    assert found.knows
    assert found.sources


@pytest.mark.parametrize("question", [q.code for q in shipped.questionnaire("intake").questions()])
def test_i_dont_know_to_any_question_leaves_a_whole_outcome(question):
    reached = {
        "personal_data": True,
        "technique": "learned",
        "output": ("text", "media"),
        "effect": "legal_effect",
        "prohibited": "social_score",
    }
    found = outcome(**{**reached, question: UNKNOWN})
    assert found.route_at_least is not Route.UNKNOWN
    assert found.route_at_most is not Route.UNKNOWN


def test_someone_who_knows_nothing_is_done_and_sees_everything_open():
    nothing = {question.code: UNKNOWN for question in form().questions()}
    found = outcome(**nothing)
    assert needed(form(), answered(**nothing), shipped.classification().conditions()) == ()
    assert (found.route_at_least, found.route_at_most) == (Route.LIGHT, Route.FORBIDDEN)
    assert all(finding.state == "possible" for finding in found.findings)
    assert {question.role for question in found.open_questions} >= {"lawyer", "privacy_officer", "data_analyst"}


def test_follow_up_questions_hide_without_personal_data():
    visibility = flow(form(), {"personal_data": Answer(False)})
    assert visibility["data_kinds"] is Visibility.HIDDEN
    assert visibility["limits"] is Visibility.UNKNOWN


def test_the_shipped_documents_agree_with_each_other():
    assert list(agreement.disagreements()) == []


def test_a_question_that_no_rule_reads_is_reported():
    classification = shipped.classification()
    assert agreement.unread_questions(classification, form()) == ()
    without = type(classification)(
        classification.questionnaire, classification.verified_on, classification.ai_system, classification.rules[:1]
    )
    assert "effect" not in agreement.unread_questions(classification, form())
    assert "origin" in agreement.unread_questions(without, form())


@pytest.mark.parametrize("name", ["intake", "classification", "law-dates"])
def test_dutch_sentences_are_short(name):
    lengths = [len(sentence.split()) for sentence in sentences(name, "nl")]
    assert max(lengths) <= 18
    assert sum(lengths) / len(lengths) <= 10


@pytest.mark.parametrize("name", ["intake", "classification", "law-dates"])
def test_dutch_speaks_to_you_and_avoids_the_word_melden(name):
    words = " ".join(sentences(name, "nl")).lower()
    assert not re.search(r"\b(u|uw|melden|melding)\b", words)


@pytest.mark.parametrize("name", ["intake", "classification", "law-dates"])
def test_the_two_languages_explain_the_same_things(name):
    nl, en = (shipped.document(name).languages[language].texts for language in ("nl", "en"))
    for code, text in nl.items():
        other = en[code]
        assert [bool(p) for p in (text.help, text.example, text.why)] == [
            bool(p) for p in (other.help, other.example, other.why)
        ], code


def test_every_finding_says_what_it_means_and_why():
    for code in (rule.code for rule in shipped.classification().rules):
        text = shipped.text("classification", code, "nl")
        assert text.help, code
        assert text.why, code


def test_every_prohibited_practice_of_article_5_is_asked_and_judged():
    points = ["a", "b", "c", "d", "e", "f", "g", "h", "ba", "bb"]
    rules = {rule.code: rule for rule in shipped.classification().rules}
    assert [code for code in rules if code.startswith("prohibited-")] == [f"prohibited-{point}" for point in points]
    for point in points:
        assert rules[f"prohibited-{point}"].sources[0].article == f"5(1)({point})"
    assert len(form().question("prohibited").options) == len(points)


def test_every_area_of_annex_iii_has_a_finding():
    codes = [rule.code for rule in shipped.classification().rules]
    assert [code for code in codes if code.startswith("annex-iii-")] == [f"annex-iii-{n}" for n in range(1, 9)]


def test_only_many_of_one_of_and_yes_no_are_asked_of_employees():
    assert {question.kind for question in form().questions()} <= {Kind.MANY_OF, Kind.ONE_OF, Kind.YES_NO}
