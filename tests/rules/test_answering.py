import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roeland.rules.answering import BadAnswer, Problem, RawAnswer, answer, problems
from roeland.rules.questionnaire import Answer, Kind, Question

YES_NO = Question("sure", Kind.YES_NO)
ONE = Question("human", Kind.ONE_OF, options=("decides", "automatic"))
MANY = Question("kinds", Kind.MANY_OF, options=("contact", "health", "finance"))
NUMBER = Question("people", Kind.NUMBER, minimum=1, maximum=500)
TEXT = Question("remark", Kind.TEXT, max_length=5)


@pytest.mark.parametrize(
    ("question", "raw", "expected"),
    [
        (YES_NO, RawAnswer(("yes",)), Answer(True)),
        (YES_NO, RawAnswer(("no",)), Answer(False)),
        (YES_NO, RawAnswer(unknown=True), Answer(unknown=True)),
        (ONE, RawAnswer(("decides",)), Answer("decides")),
        (MANY, RawAnswer(("health", "contact"), complete=True), Answer(("contact", "health"), complete=True)),
        (MANY, RawAnswer(complete=True), Answer((), complete=True)),
        (MANY, RawAnswer(("health",), unknown=True), Answer(("health",), unknown=True)),
        (NUMBER, RawAnswer((" 42 ",)), Answer(42)),
        (TEXT, RawAnswer(("hi",)), Answer("hi")),
    ],
)
def test_a_good_raw_answer_becomes_an_answer(question, raw, expected):
    assert answer(question, raw) == expected


@pytest.mark.parametrize(
    ("question", "raw", "expected"),
    [
        (YES_NO, RawAnswer(), Problem.REQUIRED),
        (YES_NO, RawAnswer(("  ",)), Problem.REQUIRED),
        (YES_NO, RawAnswer(("maybe",)), Problem.NOT_AN_OPTION),
        (YES_NO, RawAnswer(("yes", "no")), Problem.ONE_ONLY),
        (YES_NO, RawAnswer(("yes",), unknown=True), Problem.CONTRADICTION),
        (ONE, RawAnswer(("gone",)), Problem.NOT_AN_OPTION),
        (MANY, RawAnswer(), Problem.REQUIRED),
        (MANY, RawAnswer(("health",)), Problem.SAY_IF_COMPLETE),
        (MANY, RawAnswer(("gone",), complete=True), Problem.NOT_AN_OPTION),
        (MANY, RawAnswer(("health",), unknown=True, complete=True), Problem.CONTRADICTION),
        (NUMBER, RawAnswer(("veel",)), Problem.NOT_A_NUMBER),
        (NUMBER, RawAnswer(("3.5",)), Problem.NOT_A_NUMBER),
        (NUMBER, RawAnswer(("٣",)), Problem.NOT_A_NUMBER),
        (NUMBER, RawAnswer(("9" * 5000,)), Problem.NOT_A_NUMBER),
        (NUMBER, RawAnswer(("0",)), Problem.TOO_LOW),
        (NUMBER, RawAnswer(("-3",)), Problem.TOO_LOW),
        (NUMBER, RawAnswer(("501",)), Problem.TOO_HIGH),
        (TEXT, RawAnswer(("longer than five",)), Problem.TOO_LONG),
    ],
)
def test_a_bad_raw_answer_is_refused_with_a_code(question, raw, expected):
    assert expected in problems(question, raw)
    with pytest.raises(BadAnswer) as refused:
        answer(question, raw)
    assert refused.value.problems == problems(question, raw)


raws = st.builds(
    RawAnswer,
    st.lists(st.sampled_from(["yes", "no", "decides", "health", "12", "", "x" * 10]) | st.text(), max_size=3).map(
        tuple
    ),
    st.booleans(),
    st.booleans(),
)


@settings(deadline=None)
@given(st.sampled_from([YES_NO, ONE, MANY, NUMBER, TEXT]), raws)
def test_every_raw_answer_either_has_a_problem_or_gives_an_answer(question, raw):
    if problems(question, raw):
        with pytest.raises(BadAnswer):
            answer(question, raw)
    else:
        assert answer(question, raw).given
