"""Conditions written out as the content writes them, and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.content import shipped
from roeland.content.conditions import condition, written
from roeland.rules.logic import AtLeast, Condition, CountOf, In, Is, Leaf, Not

NAMES = st.sampled_from(["personal", "kinds.health", "human", "people"])
LEAVES = (
    st.builds(Is, NAMES, st.booleans() | st.sampled_from(["automatic", "decides"]))
    | st.builds(In, NAMES, st.lists(st.sampled_from(["automatic", "decides"]), min_size=1).map(tuple))
    | st.builds(AtLeast, NAMES, st.integers(0, 9))
)


def _several(inside: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inside, min_size=1, max_size=4).map(tuple)
    return parts.flatmap(lambda several: st.builds(CountOf, st.integers(0, len(several) + 1), st.just(several)))


CONDITIONS = st.recursive(LEAVES, lambda inside: st.builds(Not, inside) | _several(inside), max_leaves=12)


@given(CONDITIONS)
def test_what_is_written_out_is_read_back_as_the_same(any_condition):
    assert condition(written(any_condition)) == any_condition


@pytest.mark.parametrize(
    "raw",
    [
        {"all": [{"is": {"personal": True}}, {"not": {"is": {"human": "decides"}}}]},
        {"any": [{"in": {"human": ["checks", "automatic"]}}, {"at_least": {"kinds.count": 2}}]},
        {"at_least": {"count": 2, "of": [{"is": {"a": True}}, {"is": {"b": True}}, {"is": {"c": True}}]}},
    ],
)
def test_it_is_written_as_it_was(raw):
    assert written(condition(raw)) == raw


def test_every_condition_that_is_shipped_can_be_written_out():
    shown = [each.show_when for each in shipped.questionnaire("intake").questions() if each.show_when is not None]
    every = [*shipped.classification().conditions(), *shown]
    assert [each for each in every if condition(written(each)) != each] == []


def test_a_condition_that_the_content_cannot_write_is_refused():
    with pytest.raises(TypeError, match="Leaf"):
        written(Leaf("personal"))
