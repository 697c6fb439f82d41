from datetime import date

import pytest

from roeland.rules.classification import AIClass, Classification, Judgement, Lens, Route, Rule, State
from roeland.rules.law_dates import LawDate, LawDates, Status
from roeland.rules.logic import FactRef, Is, all_conditions
from roeland.rules.outcome import Circumstances, classify, finding_facts, stand
from roeland.rules.questionnaire import Answer, Kind, Question, Questionnaire, Section
from roeland.rules.sources import Source

DONT_KNOW = Answer(unknown=True)
TODAY, BAN = date(2026, 11, 21), date(2026, 12, 2)
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
                Question("images", Kind.YES_NO, knows="lawyer"),
            ),
        ),
        Section("expert", (Question("list", Kind.YES_NO, show_when=Is("country", "NL")),), role="privacy_officer"),
    ),
    given={"country": ("NL", "BE")},
)
AI = Is("learns", True)
SCORE = all_conditions(AI, Is("score", True))
RULES = Classification(
    questionnaire="form@1",
    verified_on=TODAY,
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
        Rule(
            "images",
            "prohibited",
            when=all_conditions(AI, Is("images", True)),
            ai_class=AIClass.FORBIDDEN,
            route=Route.FORBIDDEN,
            before=Route.FULL,
            law_date="ban",
        ),
        Rule("listed", "privacy", when=all_conditions(Is("country", "NL"), Is("list", True))),
    ),
    lenses=(
        Lens(
            "law",
            (
                Judgement("stop", Is("finding.score", True)),
                Judgement("heavy", Is("finding.aid", True)),
                Judgement("plain"),
            ),
        ),
    ),
)
LAW = LawDates((), (LawDate("ban", "5", BAN, TODAY, Status.SETTLED, Source("act")),))
HARMLESS = {
    "learns": True,
    "aid": False,
    "personal": False,
    "score": False,
    "exception": False,
    "images": False,
    "list": False,
}


def around(country="NL", as_of=TODAY):
    return Circumstances({"country": country}, LAW, as_of)


def answers(**changes):
    said = {**HARMLESS, **changes}
    return {code: DONT_KNOW if value is None else Answer(value) for code, value in said.items() if value != "silent"}


def outcome(country="NL", as_of=TODAY, **changes):
    return classify(RULES, FORM, answers(**changes), around(country, as_of))


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


def test_an_open_question_of_an_expert_is_for_the_role_of_its_section():
    (question,) = outcome(list=None).open_questions
    assert (question.question, question.role, question.findings) == ("list", "privacy_officer", ("listed",))


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
    assert (found.law_date, found.as_of) == (TODAY, TODAY)
    assert [f.code for f in found.certain()] == ["ai", "personal"]
    assert found.possible() == ()
    with pytest.raises(KeyError):
        found.finding("nothing")


def test_a_rule_without_certainty_stays_possible_with_all_facts_known():
    rule = Rule("annex", "high", possible_when=Is("score", True), judge="lawyer", ai_class=AIClass.HIGH)
    rules = Classification("form@1", TODAY, "ai", (Rule("ai", "ai", when=AI), rule))
    found = classify(rules, FORM, answers(score=True), around())
    assert found.finding("annex").state is State.POSSIBLE
    assert found.ai_class is AIClass.UNKNOWN


def test_a_given_fact_decides_without_being_asked():
    assert outcome("NL", list=True).finding("listed").state is State.CERTAIN
    elsewhere = outcome("BE", list=True).finding("listed")
    assert (elsewhere.state, elsewhere.because) == (State.EXCLUDED, (FactRef("country", "BE"),))


def test_a_given_fact_that_is_missing_is_unknown():
    found = classify(RULES, FORM, answers(list=True), Circumstances({}, LAW, TODAY))
    assert found.finding("listed").state is State.POSSIBLE


def test_before_its_day_a_prohibition_gives_its_earlier_route_and_no_class():
    found = outcome(images=True)
    finding = found.finding("images")
    assert (found.ai_class, found.route) == (AIClass.MINIMAL, Route.FULL)
    assert (finding.pending, finding.applies_from, finding.ai_class, finding.route) == (True, BAN, None, Route.FULL)
    assert found.next_change == BAN


@pytest.mark.parametrize("day", [BAN, date(2030, 1, 1)])
def test_from_its_day_on_a_prohibition_forbids(day):
    found = outcome(as_of=day, images=True)
    assert (found.ai_class, found.route, found.next_change) == (AIClass.FORBIDDEN, Route.FORBIDDEN, None)
    assert not found.finding("images").pending


def test_a_possible_prohibition_before_its_day_reaches_no_further_than_its_earlier_route():
    found = outcome(images=None)
    assert (found.route_at_least, found.route_at_most) == (Route.LIGHT, Route.FULL)
    assert (found.ai_class, found.next_change) == (AIClass.MINIMAL, BAN)


def test_what_is_excluded_changes_on_no_day():
    assert outcome(images=False).next_change is None


def test_a_lens_shows_the_heaviest_judgement_that_is_sure():
    (view,) = outcome(aid=True).lenses
    assert (view.lens, view.judgement, view.possible, view.because) == ("law", "heavy", "", ("aid",))


def test_a_lens_names_a_heavier_judgement_that_is_still_possible():
    (view,) = outcome(aid=True, score=True, exception=None).lenses
    assert (view.judgement, view.possible) == ("heavy", "stop")
    (view,) = outcome(aid=None).lenses
    assert (view.judgement, view.possible) == ("plain", "heavy")


def test_a_lens_without_a_last_word_is_refused():
    rules = Classification(
        "form@1", TODAY, "ai", RULES.rules, (Lens("law", (Judgement("heavy", Is("finding.aid", True)),)),)
    )
    with pytest.raises(ValueError, match="law"):
        classify(rules, FORM, answers(), around())


def test_findings_are_facts_for_the_rules_above():
    states = {"a": State.CERTAIN, "b": State.EXCLUDED, "c": State.POSSIBLE}
    assert finding_facts(states) == {"finding.a": True, "finding.b": False, "finding.c": None}


@pytest.mark.parametrize("changes", [{}, {"aid": None}, {"images": True}, {"score": True, "exception": None}])
def test_standing_says_the_same_as_the_outcome(changes):
    found, standing = outcome(**changes), stand(RULES, FORM, answers(**changes), around())
    assert standing.states == {f.code: f.state for f in found.findings}
    assert (standing.ai_class, standing.route) == (found.ai_class, found.route)
    assert (standing.route_at_least, standing.route_at_most) == (found.route_at_least, found.route_at_most)
