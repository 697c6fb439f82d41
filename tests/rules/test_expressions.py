"""The expressions of an official questionnaire: a small grammar that is read, never run."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.rules.expressions import BadExpression, Scope, parse, truthy

ANSWERS = {"1": "ja", "2": ["a", "b"], "3": True, "4": "12", "5": None}


def value(text, answers=ANSWERS, **names):
    return Scope(answers, names).of(parse(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("8 / 0", 0),
        ("-2 + 5", 3),
        ("1 < 2 && 2 <= 2 && !(3 > 4)", True),
        ("1 == 1.0", True),
        ("'1' == 1", True),
        ("true == 1", False),
        ("null == false", False),
        ("null == null", True),
        ("'a' != \"a\"", False),
        ("'it\\'s'", "it's"),
        ("answers('1') == 'ja'", True),
        ("answers('none') == null", True),
        ("answers('2') | count", 2),
        ("answers('1') | count", 0),
        ("countSelectedOptions('2') >= 2", True),
        ("bool(answers('3'))", True),
        ("bool(answers('1'))", False),
        ("answers('1') in ['nee', 'ja']", True),
        ("answers('1') in 'ja'", False),
        ("weightedCountMap(answers('2'), ['a', 'c'], [3, 5])", 3),
        ("weightedCountMap(answers('5'), ['a'], [3])", 0),
        ("answers('5') || 'niets'", "niets"),
        ("0 || 0", 0),
        ("bool(answers('3')) && (4 || 0)", 4),
        ("true + 1", 2),
        ("false ? 1 : true ? 2 : 3", 2),
        ("answers('4') > 9", True),
        ("answers('1') > 9", False),
    ],
)
def test_an_expression_comes_to_what_the_format_says(text, expected):
    assert value(text) == expected
    assert type(value(text)) is type(expected) or isinstance(expected, int | float)


def test_names_are_looked_up_and_an_unknown_one_is_nothing():
    names = {"scores.age": 3}
    assert Scope({}, names).of(parse("scores.age + 1")) == 4
    assert Scope({}, names).of(parse("scores.other")) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "ends too early"),
        ("1 +", "ends too early"),
        ("(1", "')' is expected"),
        ("answers('1'", "is expected"),
        ("[1 2]", "',' is expected"),
        ("1 2", "nothing is expected at '2'"),
        ("a ? b", "':' is expected"),
        ("1 | 2", "a name is expected"),
        ("a.1", "name is expected"),
        ("`rm`", "cannot be read"),
        ("a = 1", "cannot be read"),
        ("__import__('os')", "there is no function '__import__'"),
        ("answers()", "there is no function 'answers' of 0 values"),
        ("(" * 200 + "1" + ")" * 200, "nested too deep"),
        ("!" * 5000 + "1", "nested too deep"),
        ("1" + " + 1" * 3000, "nested too deep"),
        ("1" * 20_001, "longer than"),
    ],
)
def test_what_is_not_of_the_grammar_is_refused_with_why(text, why):
    with pytest.raises(BadExpression, match=re.escape(why)):
        value(text)


@given(st.text(alphabet="ab1'\"()[]!&|=<>?:.,+-*/ ", max_size=60))
def test_whatever_it_is_it_is_read_or_refused_and_never_anything_else(text):
    try:
        value(text)
    except BadExpression:
        return


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["+", "-", "*", "<", "<=", ">", ">=", "==", "!="]))
def test_numbers_do_what_they_do_elsewhere(one, other, sign):
    expected = {
        "+": one + other,
        "-": one - other,
        "*": one * other,
        "<": one < other,
        "<=": one <= other,
        ">": one > other,
        ">=": one >= other,
        "==": one == other,
        "!=": one != other,
    }[sign]
    assert value(f"{one} {sign} {other}") == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(None, False), (False, False), (0, False), ("", False), ([], True), ("0", True)]
)
def test_what_counts_as_true(value, expected):
    assert truthy(value) is expected
