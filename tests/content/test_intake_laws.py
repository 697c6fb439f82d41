"""The law of the house, over the shipped intake: unknown is never no, and knowing more never contradicts."""

from hypothesis import given
from hypothesis import strategies as st

from roeland.rules.classification import CLASSES, ROUTES, AIClass, Route, State
from roeland.rules.logic import Interval
from roeland.rules.outcome import Circumstances, classify, stand
from roeland.rules.questionnaire import question_of
from roeland.rules.reading import Visibility
from tests.content.answering import COUNTRY, DAY, LAW, QUESTIONS, halves, partly
from tests.content.intake import COUNTRIES, EVERYONE, FORM, RULES, TODAY, around, reading

NOWHERE = Circumstances({}, around().law, TODAY)


@LAW
@given(halves(), COUNTRY, DAY)
def test_answering_what_is_open_never_contradicts_what_was_certain(answers, country, day):
    full, part = answers
    later = stand(RULES, FORM, full, around(country, day)).states
    for code, state in stand(RULES, FORM, part, around(country, day)).states.items():
        if state is not State.POSSIBLE:
            assert later[code] is state, code


@LAW
@given(halves(), COUNTRY, DAY)
def test_the_bounds_of_class_and_route_only_come_closer(answers, country, day):
    after, before = (stand(RULES, FORM, said, around(country, day)) for said in answers)
    classes = [before.certain_class, after.certain_class, after.possible_class, before.possible_class]
    routes = [before.route_at_least, after.route_at_least, after.route_at_most, before.route_at_most]
    assert classes == sorted(classes, key=CLASSES.index)
    assert routes == sorted(routes, key=ROUTES.index)


@LAW
@given(partly())
def test_learning_the_country_never_contradicts_what_was_certain(answers):
    nowhere = stand(RULES, FORM, answers, NOWHERE)
    for country in COUNTRIES:
        there = stand(RULES, FORM, answers, around(country)).states
        known = {code: state for code, state in nowhere.states.items() if state is not State.POSSIBLE}
        assert {code: there[code] for code in known} == known


@LAW
@given(halves(), COUNTRY)
def test_facts_only_become_better_known(answers, country):
    full, part = answers
    later = reading(full, country).facts
    for fact, value in reading(part, country).facts.items():
        known = later[fact]
        if isinstance(value, Interval):
            assert value.low <= known.low <= known.high <= value.high
        elif value is not None:
            assert known == value


@LAW
@given(halves(), COUNTRY)
def test_a_question_that_was_shown_or_hidden_stays_so_when_more_is_known(answers, country):
    full, part = answers
    later = reading(full, country).visibility
    for code, shown in reading(part, country).visibility.items():
        if shown is not Visibility.UNKNOWN:
            assert later[code] is shown


@LAW
@given(partly(), COUNTRY, DAY)
def test_what_is_possible_says_who_or_what_can_settle_it(answers, country, day):
    found = classify(RULES, FORM, answers, around(country, day))
    shown = reading(answers, country).visibility
    for finding in found.possible():
        assert finding.open_questions or finding.judge, finding.code
    for question in found.open_questions:
        assert question.findings
        assert question.role
        assert shown[question.question] is Visibility.SHOWN, question.question


@LAW
@given(partly(), COUNTRY, DAY)
def test_standing_is_the_outcome_without_its_reasons(answers, country, day):
    found = classify(RULES, FORM, answers, around(country, day))
    standing = stand(RULES, FORM, answers, around(country, day))
    assert {f.code: f.state for f in found.findings} == standing.states
    assert (found.ai_class, found.route) == (standing.ai_class, standing.route)
    assert (found.route_at_least, found.route_at_most) == (standing.route_at_least, standing.route_at_most)
    assert found.strictest_certain_class is standing.certain_class
    assert found.strictest_possible_class is standing.possible_class


@LAW
@given(partly(), COUNTRY, DAY)
def test_light_and_minimal_are_said_only_when_nothing_stricter_is_possible(answers, country, day):
    found = classify(RULES, FORM, answers, around(country, day))
    if found.route is Route.LIGHT:
        assert all(f.route in (None, Route.LIGHT) or f.state is State.EXCLUDED for f in found.findings)
    if found.ai_class is AIClass.MINIMAL:
        assert all(f.ai_class is None or f.state is State.EXCLUDED for f in found.findings)


@LAW
@given(halves(), COUNTRY, st.data())
def test_answering_a_question_that_is_not_needed_changes_nothing(answers, country, data):
    full, part = answers
    seen = reading(part, country)
    still = seen.needed(RULES.conditions(), EVERYONE)
    idle = [c for c, s in seen.visibility.items() if s is Visibility.SHOWN and c not in part and c not in still]
    if idle:
        code = data.draw(st.sampled_from(idle))
        before = stand(RULES, FORM, part, around(country))
        assert stand(RULES, FORM, {**part, code: full[code]}, around(country)) == before, code


@LAW
@given(partly(), COUNTRY, DAY)
def test_every_reason_is_a_known_fact_of_a_question_and_every_finding_has_a_source(answers, country, day):
    known = reading(answers, country).facts
    for finding in classify(RULES, FORM, answers, around(country, day)).findings:
        assert finding.sources
        for reason in finding.because:
            assert question_of(reason.fact) in {*QUESTIONS, *FORM.given}
            assert known[reason.fact] == reason.value
