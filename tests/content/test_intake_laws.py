"""The law of the house, over the shipped intake: unknown is never no, and knowing more never contradicts."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roeland.content import shipped
from roeland.rules.classification import CLASSES, ROUTES, AIClass, Route, State, classify
from roeland.rules.logic import Interval
from roeland.rules.questionnaire import Answer, Kind, question_of
from roeland.rules.reading import Visibility, facts, flow, needed

FORM = shipped.questionnaire("intake")
RULES = shipped.classification()
# A busy machine is no reason to fail: neither the time per example nor that of drawing one is the subject here.
LAW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
QUESTIONS = {question.code: question for question in FORM.questions()}


def values(question):
    if question.kind is Kind.MANY_OF:
        return st.lists(st.sampled_from(question.options), unique=True).map(tuple)
    return st.sampled_from(question.options) if question.kind is Kind.ONE_OF else st.booleans()


def full_answers(question):
    """An answer without anything open."""
    return st.builds(Answer, values(question), complete=st.just(question.kind is Kind.MANY_OF))


@st.composite
def halves(draw):
    """An answer, and one that says part of it or nothing."""
    full = {code: draw(full_answers(question)) for code, question in QUESTIONS.items()}
    part = {code: draw(weaker(QUESTIONS[code], answer)) for code, answer in full.items()}
    return full, {code: answer for code, answer in part.items() if answer is not None}


def weaker(question, answer):
    silent = st.sampled_from([None, Answer(unknown=True), answer])
    if question.kind is not Kind.MANY_OF:
        return silent
    some = st.lists(st.sampled_from(answer.value), unique=True) if answer.value else st.just([])
    return silent | st.builds(Answer, some.map(tuple), unknown=st.booleans())


@LAW
@given(halves())
def test_answering_what_is_open_never_contradicts_what_was_certain(answers):
    full, part = answers
    later = {finding.code: finding for finding in classify(RULES, FORM, full).findings}
    for finding in classify(RULES, FORM, part).findings:
        if finding.state is not State.POSSIBLE:
            assert later[finding.code].state is finding.state, finding.code


@LAW
@given(halves())
def test_the_bounds_of_class_and_route_only_come_closer(answers):
    full, part = answers
    after, before = classify(RULES, FORM, full), classify(RULES, FORM, part)
    assert (
        CLASSES.index(before.strictest_certain_class)
        <= CLASSES.index(after.strictest_certain_class)
        <= CLASSES.index(after.strictest_possible_class)
        <= CLASSES.index(before.strictest_possible_class)
    )
    assert (
        ROUTES.index(before.route_at_least)
        <= ROUTES.index(after.route_at_least)
        <= ROUTES.index(after.route_at_most)
        <= ROUTES.index(before.route_at_most)
    )


@LAW
@given(halves())
def test_facts_only_become_better_known(answers):
    full, part = answers
    later = facts(FORM, full)
    for fact, value in facts(FORM, part).items():
        known = later[fact]
        if isinstance(value, Interval):
            assert value.low <= known.low <= known.high <= value.high
        elif value is not None:
            assert known == value


@LAW
@given(halves())
def test_a_question_that_was_shown_or_hidden_stays_so_when_more_is_known(answers):
    full, part = answers
    later = flow(FORM, full)
    for code, shown in flow(FORM, part).items():
        if shown is not Visibility.UNKNOWN:
            assert later[code] is shown


@LAW
@given(halves())
def test_what_is_possible_says_who_or_what_can_settle_it(answers):
    _, part = answers
    outcome = classify(RULES, FORM, part)
    for finding in outcome.possible():
        assert finding.open_questions or finding.judge, finding.code
    for question in outcome.open_questions:
        assert question.findings
        assert question.role


@LAW
@given(halves())
def test_light_and_minimal_are_said_only_when_nothing_stricter_is_possible(answers):
    _, part = answers
    outcome = classify(RULES, FORM, part)
    if outcome.route is Route.LIGHT:
        assert all(f.route in (None, Route.LIGHT) or f.state is State.EXCLUDED for f in outcome.findings)
    if outcome.ai_class is AIClass.MINIMAL:
        assert all(f.ai_class is None or f.state is State.EXCLUDED for f in outcome.findings)


@LAW
@given(halves())
def test_answering_a_question_that_is_not_needed_changes_nothing(answers):
    full, part = answers
    before = classify(RULES, FORM, part)
    still = needed(FORM, part, RULES.conditions())
    for code, shown in flow(FORM, part).items():
        if shown is Visibility.SHOWN and code not in part and code not in still:
            after = classify(RULES, FORM, {**part, code: full[code]})
            assert [f.state for f in after.findings] == [f.state for f in before.findings], code


@LAW
@given(halves())
def test_every_reason_is_a_known_fact_of_a_question(answers):
    _, part = answers
    known = facts(FORM, part)
    for finding in classify(RULES, FORM, part).findings:
        for reason in finding.because:
            assert question_of(reason.fact) in QUESTIONS
            assert known[reason.fact] == reason.value
