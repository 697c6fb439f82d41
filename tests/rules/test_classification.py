from datetime import date

import pytest

from roeland.rules.classification import AIClass, Classification, Route, Rule, State, classify
from roeland.rules.logic import FactRef, Is, all_conditions
from roeland.rules.questionnaire import Answer, Kind, Question, Questionnaire, Section

DONT_KNOW = Answer(unknown=True)
FORM = Questionnaire(
    (
        Section(
            "all",
            (
                Question("learns", Kind.YES_NO, knows="data_analyst"),
                Question("aid", Kind.YES_NO, show_when=Is("learns", True), knows="lawyer"),
                Question("personal", Kind.YES_NO, knows="privacy_officer"),
                Question("score", Kind.YES_NO, knows="lawyer"),
                Question("exception", Kind.YES_NO, knows="lawyer"),
            ),
        ),
    )
)
AI = Is("learns", True)
SCORE = all_conditions(AI, Is("score", True))
RULES = Classification(
    questionnaire="form@1",
    verified_on=date(2026, 11, 21),
    ai_system="ai",
    rules=(
        Rule("ai", "ai", when=AI),
        Rule("aid", "high", when=all_conditions(AI, Is("aid", True)), ai_class=AIClass.HIGH, route=Route.FULL),
        Rule("personal", "privacy", when=Is("personal", True), route=Route.STANDARD),
        Rule(
            "score",
            "prohibited",
            certain_when=all_conditions(SCORE, Is("exception", False)),
            possible_when=SCORE,
            judge="lawyer",
            ai_class=AIClass.FORBIDDEN,
            route=Route.FORBIDDEN,
        ),
    ),
)
HARMLESS = {"learns": True, "aid": False, "personal": False, "score": False, "exception": False}


def outcome(**changes):
    said = {**HARMLESS, **changes}
    answers = {code: DONT_KNOW if value is None else Answer(value) for code, value in said.items() if value != "silent"}
    return classify(RULES, FORM, answers)


def test_with_every_answer_no_the_class_is_minimal_and_the_route_light():
    found = outcome()
    assert (found.ai_class, found.route, found.ai_system) == (AIClass.MINIMAL, Route.LIGHT, State.CERTAIN)
    assert found.open_questions == ()


def test_what_does_not_infer_is_no_ai_but_keeps_its_route():
    found = outcome(learns=False, aid="silent", personal=True)
    assert (found.ai_class, found.route) == (AIClass.NOT_AI, Route.STANDARD)


def test_a_certain_finding_says_because_of_what():
    finding = outcome(aid=True).finding("aid")
    assert finding.state is State.CERTAIN
    assert finding.because == (FactRef("learns", True), FactRef("aid", True))


def test_the_strictest_finding_gives_class_and_route():
    found = outcome(aid=True, personal=True)
    assert (found.ai_class, found.route) == (AIClass.HIGH, Route.FULL)


@pytest.mark.parametrize("nothing", [None, "silent"])
def test_an_open_answer_leaves_bounds_instead_of_a_no(nothing):
    found = outcome(aid=nothing, personal=True)
    assert (found.ai_class, found.route) == (AIClass.UNKNOWN, Route.UNKNOWN)
    assert (found.strictest_certain_class, found.strictest_possible_class) == (AIClass.MINIMAL, AIClass.HIGH)
    assert (found.route_at_least, found.route_at_most) == (Route.STANDARD, Route.FULL)


def test_an_open_question_names_who_would_know_and_what_it_keeps_open():
    (question,) = outcome(aid=None).open_questions
    assert (question.question, question.role, question.findings) == ("aid", "lawyer", ("aid",))


def test_an_unknown_that_decides_which_questions_are_shown_is_the_question_to_ask():
    found = outcome(learns=None)
    assert found.finding("aid").open_questions == ("learns",)
    assert found.ai_system is State.POSSIBLE
    assert (found.strictest_certain_class, found.strictest_possible_class) == (AIClass.NOT_AI, AIClass.HIGH)


def test_a_claimed_exception_leaves_it_possible_and_names_who_judges():
    found = outcome(score=True, exception=True)
    finding = found.finding("score")
    assert (finding.state, finding.judge, finding.open_questions) == (State.POSSIBLE, "lawyer", ())
    assert found.judgements() == (finding,)
    assert (found.route, found.route_at_most) == (Route.UNKNOWN, Route.FORBIDDEN)


def test_without_the_exception_it_is_forbidden():
    found = outcome(score=True, exception=False)
    assert (found.ai_class, found.route) == (AIClass.FORBIDDEN, Route.FORBIDDEN)
    assert found.judgements() == ()


def test_while_a_question_can_settle_it_nobody_has_to_judge():
    finding = outcome(score=True, exception=None).finding("score")
    assert (finding.state, finding.judge, finding.open_questions) == (State.POSSIBLE, "", ("exception",))


def test_an_excluded_finding_says_why_too():
    finding = outcome(personal=False).finding("personal")
    assert (finding.state, finding.because) == (State.EXCLUDED, (FactRef("personal", False),))


def test_the_outcome_says_as_of_when_and_knows_its_findings():
    found = outcome(personal=True)
    assert found.law_date == date(2026, 11, 21)
    assert [f.code for f in found.certain()] == ["ai", "personal"]
    assert found.possible() == ()
    with pytest.raises(KeyError):
        found.finding("nothing")


def test_a_rule_without_certainty_stays_possible_with_all_facts_known():
    rule = Rule("annex", "high", possible_when=Is("score", True), judge="lawyer", ai_class=AIClass.HIGH)
    rules = Classification("form@1", date(2026, 11, 21), "ai", (Rule("ai", "ai", when=AI), rule))
    found = classify(rules, FORM, {"learns": Answer(True), "score": Answer(True)})
    assert found.finding("annex").state is State.POSSIBLE
    assert found.ai_class is AIClass.UNKNOWN
