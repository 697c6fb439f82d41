import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.content import agreement, shipped
from roeland.rules.classification import Route
from roeland.rules.logic import CountOf
from roeland.rules.outcome import classify
from roeland.rules.questionnaire import Answer, Kind, question_of
from roeland.rules.reading import Visibility
from tests.content.answering import COUNTRY, LAW, full
from tests.content.intake import (
    COUNTRIES,
    EVERYONE,
    FORM,
    RULES,
    UNKNOWN,
    answered,
    around,
    asked_of,
    dont_know,
    employee_sees,
    outcome,
    reading,
)
from tests.content.worked_cases import cases, supplier_cases

SENTENCE = re.compile(r"(?<=[.!?])\s+")


def sentences(name, language):
    for text in shipped.document(name).languages[language].texts.values():
        for part in (text.label, text.help, text.example, text.why):
            yield from (sentence for sentence in SENTENCE.split(part) if sentence)


SIMPLE = [
    {"technique": "basic_processing"},
    {"technique": "fixed_rules"},
    {"technique": "learned", "output": "prediction", "origin": "bought"},
    {"technique": "general_model", "output": "text", "origin": "bought"},
    {"technique": "learned", "output": "edit", "publication": "reviewed"},
    {"technique": "learned", "output": "media"},
]
EXPERTS = [role for role in EVERYONE if role]


def parts():
    mine = [question.code for question in FORM.questions() if not FORM.role_of[question.code]]
    return mine, [question.code for question in FORM.questions() if FORM.role_of[question.code]]


def test_the_employee_gets_at_most_twenty_questions_and_the_experts_forty():
    mine, theirs = parts()
    assert len(mine) <= 20
    assert len(theirs) <= 40
    assert len([section for section in FORM.sections if not section.role]) <= 8


def test_every_role_has_one_part():
    roles = [section.role for section in FORM.sections if section.role]
    assert len(set(roles)) == len(roles)


@pytest.mark.parametrize("case", cases() + [case.worked() for case in supplier_cases()], ids=lambda case: case.name)
def test_nobody_sees_more_than_their_share(case):
    seen = [FORM.role_of[code] for code in case.answers()]
    assert seen.count("") <= 20
    assert len(seen) - seen.count("") <= 40


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("said", SIMPLE)
def test_a_simple_case_sees_at_most_ten_questions(said, country):
    assert len(employee_sees(country, **said)) <= 10


@pytest.mark.parametrize("said", SIMPLE[:3])
def test_a_case_without_people_or_risk_bothers_no_colleague(said):
    assert asked_of(EXPERTS, **said) == ()


def test_a_dashboard_is_not_asked_about_prohibited_ai():
    assert {"domain", "prohibited"}.isdisjoint(employee_sees(technique="basic_processing"))


def test_the_colleagues_are_asked_about_what_they_alone_know():
    said = {"technique": "learned", "personal_data": True, "effect": "watches_staff"}
    here, there = asked_of(EXPERTS, "NL", **said), asked_of(EXPERTS, "BE-VLG", **said)
    assert {"list_nl", "works_council", "confidentiality", "integrity"} <= set(here)
    assert {"list_be", "flanders", "staff_be", "icr_confidentiality", "icr_integrity"} <= set(there)
    assert set(here) & set(there) == {"own_data", "availability", "cloud", "managed"}


def test_whoever_does_not_know_the_technique_is_still_asked_what_it_is_for():
    assert {"domain", "prohibited", "users"} <= set(employee_sees(technique=UNKNOWN))


@pytest.mark.parametrize("question", [q.code for q in FORM.questions()])
def test_every_question_names_who_would_know_and_where_it_comes_from(question):
    assert FORM.who_knows(question)
    assert FORM.question(question).sources


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("question", parts()[0])
def test_i_dont_know_to_any_question_leaves_a_whole_outcome(question, country):
    reached = {
        "personal_data": True,
        "technique": "learned",
        "output": ("text", "media"),
        "effect": "legal_effect",
        "prohibited": "social_score",
        "point_c": UNKNOWN,
    }
    found = outcome(country, **{**reached, question: UNKNOWN})
    assert found.route_at_least is not Route.UNKNOWN
    assert found.route_at_most is not Route.UNKNOWN


@pytest.mark.parametrize("country", COUNTRIES)
def test_someone_who_knows_nothing_is_done_and_sees_everything_open(country):
    answers = answered({}, country, otherwise=dont_know)
    found = classify(RULES, FORM, answers, around(country))
    assert len(answers) <= len(FORM.by_code)
    assert reading(answers, country).needed(RULES.conditions(), EVERYONE) == ()
    assert (found.route_at_least, found.route_at_most) == (Route.LIGHT, Route.FORBIDDEN)
    assert found.certain() == ()
    assert {question.role for question in found.open_questions} >= {"lawyer", "privacy_officer", "data_analyst"}


@LAW
@given(full(), COUNTRY, st.sets(st.sampled_from(EVERYONE)))
def test_every_path_ends(answers, country, silent):
    """Whoever is in `silent` says "I don't know" to all; the others answer what is asked of them."""
    said, rounds = {}, 0
    while wanted := reading(said, country).needed(RULES.conditions(), EVERYONE):
        rounds += 1
        assert rounds <= len(FORM.by_code)
        for code in wanted:
            said[code] = Answer(unknown=True) if FORM.role_of[code] in silent else answers[code]
    mine = [code for code in said if not FORM.role_of[code]]
    assert len(mine) <= 20
    assert len(said) - len(mine) <= 40


def test_follow_up_questions_hide_without_personal_data():
    visibility = reading({"personal_data": Answer(False)}).visibility
    assert visibility["data_kinds"] is Visibility.HIDDEN
    assert visibility["human"] is Visibility.UNKNOWN


def test_colleagues_are_asked_and_their_answers_count_in_the_same_cases():
    """The condition of the questions on data, cloud and contract is written twice; this keeps the two alike."""
    not_simple = RULES.definitions["not_simple"]
    for code in ("own_data", "cloud", "managed"):
        assert FORM.question(code).show_when == not_simple
    purchase = FORM.question("purchase").show_when
    assert isinstance(purchase, CountOf)
    assert purchase.conditions[0] == not_simple


def test_the_shipped_documents_agree_with_each_other():
    assert list(agreement.disagreements()) == []


def test_a_question_that_no_rule_reads_is_reported():
    classification = shipped.classification()
    assert agreement.unread_questions(classification, FORM) == ()
    without = type(classification)(
        classification.questionnaire, classification.verified_on, classification.ai_system, classification.rules[:1]
    )
    assert "effect" not in agreement.unread_questions(classification, FORM)
    assert "publication" in agreement.unread_questions(without, FORM)


@pytest.mark.parametrize("name", ["intake", "classification", "law-dates"])
def test_dutch_sentences_are_short(name):
    """The law in one sentence, and what experts read, may be longer than what everybody reads."""
    lengths = [len(sentence.split()) for sentence in sentences(name, "nl")]
    assert max(lengths) <= 26
    assert sum(lengths) / len(lengths) <= 10


def test_what_every_employee_reads_has_shorter_sentences_still():
    texts = shipped.document("intake").languages["nl"].texts
    own = [code for code in texts if not FORM.role_of.get(question_of(code), "")]
    for code in own:
        for part in (texts[code].label, texts[code].help, texts[code].example, texts[code].why):
            assert all(len(sentence.split()) <= 18 for sentence in SENTENCE.split(part)), code


@pytest.mark.parametrize("name", ["intake", "classification", "law-dates"])
def test_dutch_speaks_to_you_and_avoids_the_word_melden(name):
    words = " ".join(sentences(name, "nl")).lower()
    assert not re.search(r"\b(u|uw|melden|melding)\b", words)


@pytest.mark.parametrize("name", ["intake", "classification", "law-dates"])
def test_the_two_languages_explain_the_same_things(name):
    nl, en = (shipped.document(name).languages[language].texts for language in ("nl", "en"))
    assert set(nl) == set(en)
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
    assert len(FORM.question("prohibited").options) == len(points)


def test_every_use_of_annex_iii_has_a_finding_with_its_place():
    uses = [
        "1a",
        "1b",
        "1c",
        "2",
        "3a",
        "3b",
        "3c",
        "3d",
        "4a",
        "4b",
        "5a",
        "5b",
        "5c",
        "5d",
        "6a",
        "6b",
        "6c",
        "6d",
        "6e",
        "7a",
        "7b",
        "7c",
        "7d",
        "8a",
        "8b",
    ]
    rules = [rule for rule in shipped.classification().rules if rule.code.startswith("annex-iii-")]
    assert [rule.code for rule in rules] == [f"annex-iii-{use}" for use in uses]
    for rule, use in zip(rules, uses, strict=True):
        place = f"Annex III, {use[0]}" + (f"({use[1]})" if use[1:] else "")
        assert place in {source.article for source in rule.sources}
        assert rule.ai_class is None


def test_only_many_of_one_of_and_yes_no_are_asked_of_employees():
    assert {question.kind for question in FORM.questions()} <= {Kind.MANY_OF, Kind.ONE_OF, Kind.YES_NO}
