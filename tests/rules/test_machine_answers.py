"""Answers that a machine hands in: what is accepted, and that nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.rules.answering import Problem
from roeland.rules.machine_answers import BadAnswers, Misfit, answers
from roeland.rules.questionnaire import Answer, Kind, Question, Questionnaire, Section

FORM = Questionnaire(
    (
        Section(
            "all",
            (
                Question("sure", Kind.YES_NO),
                Question("human", Kind.ONE_OF, options=("decides", "automatic")),
                Question("kinds", Kind.MANY_OF, options=("contact", "health", "finance")),
                Question("people", Kind.NUMBER, minimum=1, maximum=500),
                Question("remark", Kind.TEXT, max_length=5),
                Question("story", Kind.LONG_TEXT),
            ),
        ),
    )
)
CODES = tuple(FORM.by_code)


def wrong(**told):
    with pytest.raises(BadAnswers) as refused:
        answers(FORM, told)
    return [(each.key, each.problem) for each in refused.value.wrong]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"sure": True}, Answer(True)),
        ({"sure": False}, Answer(False)),
        ({"human": "decides"}, Answer("decides")),
        ({"kinds": ["health", "contact"]}, Answer(("contact", "health"), complete=True)),
        ({"kinds": []}, Answer((), complete=True)),
        ({"kinds": {"values": ["health"], "rest": "unknown"}}, Answer(("health",), unknown=True)),
        ({"kinds": {"values": [], "rest": "unknown"}}, Answer((), unknown=True)),
        ({"kinds": None}, Answer((), unknown=True)),
        ({"people": 42}, Answer(42)),
        ({"remark": "hi"}, Answer("hi")),
        ({"story": None}, Answer(unknown=True)),
    ],
)
def test_what_fits_becomes_an_answer(told, expected):
    assert answers(FORM, told) == {next(iter(told)): expected}


def test_what_is_left_out_is_not_answered():
    assert answers(FORM, {}) == {}


@pytest.mark.parametrize("code", CODES)
def test_every_question_can_be_answered_with_not_knowing(code):
    assert answers(FORM, {code: None})[code].unknown


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("sure", "yes"),
        ("sure", 1),
        ("human", ["decides"]),
        ("human", True),
        ("kinds", "health"),
        ("kinds", [1]),
        ("kinds", [""]),
        ("kinds", [["health"]]),
        ("kinds", {"values": ["health"]}),
        ("kinds", {"values": ["health"], "rest": "none"}),
        ("kinds", {"values": ["health"], "rest": None}),
        ("kinds", {"values": "health", "rest": "unknown"}),
        ("kinds", {"values": [], "rest": "unknown", "more": 1}),
        ("people", True),
        ("people", 4.0),
        ("people", "4"),
        ("remark", 4),
        ("story", {}),
    ],
)
def test_a_value_of_another_type_is_named(code, value):
    assert wrong(**{code: value}) == [(code, Misfit.WRONG_TYPE)]


@pytest.mark.parametrize(
    ("code", "value", "problem"),
    [
        ("human", "sometimes", Problem.NOT_AN_OPTION),
        ("kinds", ["health", "shoes"], Problem.NOT_AN_OPTION),
        ("kinds", {"values": ["shoes"], "rest": "unknown"}, Problem.NOT_AN_OPTION),
        ("people", 0, Problem.TOO_LOW),
        ("people", 501, Problem.TOO_HIGH),
        ("people", 10**40, Problem.NOT_A_NUMBER),
        ("remark", "too long", Problem.TOO_LONG),
        ("remark", " ", Problem.REQUIRED),
    ],
)
def test_an_impossible_value_is_named(code, value, problem):
    assert wrong(**{code: value}) == [(code, problem)]


def test_everything_that_is_wrong_is_said_at_once():
    assert wrong(sure="yes", gone=1, kinds=["shoes"], remark="hi") == [
        ("sure", Misfit.WRONG_TYPE),
        ("gone", Misfit.NO_QUESTION),
        ("kinds", Problem.NOT_AN_OPTION),
    ]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(["health", "decides"]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(["values", "rest", "x"]), inside),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*CODES, "gone"]), JSON))
def test_whatever_comes_in_is_answered_or_refused_by_its_key(told):
    refused = keys_refused(told)
    rest = {code: value for code, value in told.items() if code not in refused}
    found = answers(FORM, rest)
    assert set(found) == set(rest)
    assert all(each.given for each in found.values())


def keys_refused(told):
    try:
        answers(FORM, told)
    except BadAnswers as bad:
        return {each.key for each in bad.wrong}
    return set()
