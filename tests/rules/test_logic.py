import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roeland.rules.logic import (
    AtLeast,
    CountOf,
    FactRef,
    In,
    Interval,
    Is,
    Leaf,
    Not,
    Truth,
    all_conditions,
    all_of,
    any_condition,
    any_of,
    count_of,
    negate,
    reaches,
)

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
truths = st.sampled_from(Truth)


def test_a_truth_cannot_be_used_as_a_bool():
    with pytest.raises(TypeError, match="not a bool"):
        bool(Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), TRUE),
        ((TRUE, TRUE), TRUE),
        ((TRUE, UNKNOWN), UNKNOWN),
        ((FALSE, UNKNOWN), FALSE),
        ((TRUE, FALSE), FALSE),
    ],
)
def test_and_is_false_as_soon_as_one_part_is_false(values, expected):
    assert all_of(values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), FALSE),
        ((FALSE, FALSE), FALSE),
        ((FALSE, UNKNOWN), UNKNOWN),
        ((TRUE, UNKNOWN), TRUE),
        ((TRUE, FALSE), TRUE),
    ],
)
def test_or_is_true_as_soon_as_one_part_is_true(values, expected):
    assert any_of(values) is expected


def test_unknown_negated_stays_unknown():
    assert [negate(t) for t in (TRUE, FALSE, UNKNOWN)] == [FALSE, TRUE, UNKNOWN]


@settings(deadline=None)
@given(st.lists(truths))
def test_de_morgan_holds_for_three_values(values):
    assert negate(all_of(values)) is any_of(negate(v) for v in values)


@settings(deadline=None)
@given(st.lists(truths), st.integers(0, 6))
def test_the_count_of_truths_is_an_interval_that_every_completion_falls_in(values, count):
    interval = count_of(values)
    for completion in ([t is not FALSE for t in values], [t is TRUE for t in values]):
        assert interval.low <= sum(completion) <= interval.high
        if reaches(interval, count) is not UNKNOWN:
            assert (sum(completion) >= count) is (reaches(interval, count) is TRUE)


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval(3, 3), TRUE),
        (Interval(2, 2), FALSE),
        (Interval(2, 4), UNKNOWN),
        (Interval(0, None), UNKNOWN),
        (Interval(3, None), TRUE),
    ],
)
def test_an_interval_reaches_three_only_when_its_low_end_does(interval, expected):
    assert reaches(interval, 3) is expected


def test_a_missing_fact_is_unknown_and_keeps_the_condition_open():
    found = Is("personal_data", True).evaluate({})
    assert (found.truth, found.because, found.open) == (UNKNOWN, (), ("personal_data",))


def test_a_known_fact_is_the_reason():
    found = Is("personal_data", True).evaluate({"personal_data": False})
    assert (found.truth, found.because, found.open) == (FALSE, (FactRef("personal_data", False),), ())


def test_in_holds_for_one_of_the_options():
    condition = In("human", ("checks", "automatic"))
    assert condition.evaluate({"human": "automatic"}).truth is TRUE
    assert condition.evaluate({"human": "decides"}).truth is FALSE
    assert condition.evaluate({"human": None}).truth is UNKNOWN


def test_at_least_reads_an_interval_and_stays_closed_on_anything_else():
    condition = AtLeast("people", 100)
    assert condition.evaluate({"people": Interval(100, 100)}).truth is TRUE
    assert condition.evaluate({"people": Interval(0, 500)}).truth is UNKNOWN
    assert condition.evaluate({"people": Interval(0, 500)}).open == ("people",)
    assert condition.evaluate({"people": "many"}).truth is UNKNOWN


def test_the_reasons_of_an_or_are_the_parts_that_made_it_true():
    condition = any_condition(Is("a", True), Is("b", True), Is("c", True))
    found = condition.evaluate({"a": True, "b": False, "c": None})
    assert (found.truth, found.because, found.open) == (TRUE, (FactRef("a", True),), ())


def test_the_reasons_of_a_false_and_are_the_parts_that_made_it_false():
    condition = all_conditions(Is("a", True), Is("b", True))
    found = condition.evaluate({"a": True, "b": False})
    assert (found.truth, found.because) == (FALSE, (FactRef("b", False),))


def test_an_open_and_names_what_speaks_for_it_and_what_is_open():
    condition = all_conditions(Is("a", True), Is("b", True))
    found = condition.evaluate({"a": True})
    assert (found.truth, found.because, found.open) == (UNKNOWN, (FactRef("a", True),), ("b",))


def test_a_part_that_is_settled_is_no_longer_open():
    condition = any_condition(all_conditions(Is("a", True), Is("b", True)), Is("c", True))
    assert condition.evaluate({"a": False}).open == ("c",)


def test_not_keeps_reasons_and_openings():
    found = Not(Is("a", True)).evaluate({"a": True})
    assert (found.truth, found.because) == (FALSE, (FactRef("a", True),))
    assert Not(Is("a", True)).evaluate({}).open == ("a",)


def test_two_of_three_is_unknown_while_it_can_go_both_ways():
    condition = CountOf(2, (Is("a", True), Is("b", True), Is("c", True)))
    assert condition.evaluate({"a": True}).truth is UNKNOWN
    assert condition.evaluate({"a": True, "c": True}).truth is TRUE
    assert condition.evaluate({"a": False, "c": False}).truth is FALSE


def test_a_condition_lists_the_facts_that_it_reads():
    condition = all_conditions(Is("a", True), Not(any_condition(AtLeast("n", 2), In("b", ("x",)))))
    assert condition.facts() == {"a", "n", "b"}


leaves = st.builds(Is, st.sampled_from("abcd"), st.booleans())
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(Not),
        st.builds(CountOf, st.integers(0, 3), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)
partial_facts = st.dictionaries(st.sampled_from("abcd"), st.none() | st.booleans())


@settings(deadline=None)
@given(conditions, partial_facts, st.dictionaries(st.sampled_from("abcd"), st.booleans()))
def test_learning_an_unknown_fact_never_changes_an_answer_that_was_known(condition, before, learned):
    after = {**learned, **{fact: value for fact, value in before.items() if value is not None}}
    answer = condition.evaluate(before).truth
    if answer is not UNKNOWN:
        assert condition.evaluate(after).truth is answer


@settings(deadline=None)
@given(conditions, partial_facts)
def test_only_an_unknown_answer_has_something_open_and_only_unknown_facts_are_open(condition, facts):
    found = condition.evaluate(facts)
    assert bool(found.open) is (found.truth is UNKNOWN)
    assert all(facts.get(fact) is None for fact in found.open)
    assert all(facts[ref.fact] == ref.value for ref in found.because)


@settings(deadline=None)
@given(conditions, partial_facts)
def test_the_reasons_alone_are_enough_for_the_answer(condition, facts):
    found = condition.evaluate(facts)
    if found.truth is not UNKNOWN:
        assert condition.evaluate({ref.fact: ref.value for ref in found.because}).truth is found.truth


def test_every_leaf_is_found_in_the_order_of_the_text():
    condition = all_conditions(Is("a", True), Not(Is("b", True)))
    assert [leaf.fact for leaf in condition.leaves() if isinstance(leaf, Leaf)] == ["a", "b"]


FACTS = ("a", "b", "n")
leaves = (
    st.builds(Is, st.sampled_from(FACTS), st.sampled_from([True, False, "x"]))
    | st.builds(In, st.sampled_from(FACTS), st.just(("x", "y")))
    | st.builds(AtLeast, st.sampled_from(FACTS), st.integers(0, 3))
)
conditions = st.recursive(
    leaves,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(CountOf, st.integers(0, 4), st.lists(inner, min_size=1, max_size=4).map(tuple))
    ),
    max_leaves=12,
)
known = (
    st.none() | st.booleans() | st.sampled_from(["x", "y"]) | st.builds(Interval, st.integers(0, 1), st.integers(1, 3))
)


@settings(deadline=None)
@given(conditions, st.dictionaries(st.sampled_from(FACTS), known))
def test_the_quick_answer_is_that_of_the_answer_with_reasons(condition, facts):
    cache = {}
    assert condition.truth(facts, cache) is condition.evaluate(facts).truth
    assert condition.truth(facts, cache) is condition.evaluate(facts).truth
