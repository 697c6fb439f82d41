"""A case file has one form, so that a seal says whether it is still the same; a difference names its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.rules.casefile import Difference, NotCanonical, canonical, differences, read, seal

NAMES = st.text(max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(NAMES, each, max_size=3),
    max_leaves=8,
)
PARTS = st.dictionaries(NAMES, st.dictionaries(NAMES, VALUES, max_size=4), max_size=4)


@given(PARTS)
def test_the_order_in_which_it_was_gathered_makes_no_difference(parts):
    turned = {part: dict(reversed(list(values.items()))) for part, values in reversed(list(parts.items()))}
    assert canonical(parts) == canonical(turned)
    assert seal(canonical(parts)) == seal(canonical(turned))


@given(PARTS)
def test_what_was_written_can_be_read_back_and_written_the_same(parts):
    assert canonical(read(canonical(parts))) == canonical(parts)
    assert differences(read(canonical(parts)), json.loads(canonical(parts))) == ()


def test_one_letter_more_is_another_seal():
    assert seal(canonical({"fields": {"purpose": "Afval"}})) != seal(canonical({"fields": {"purpose": "Afval."}}))


def test_the_form_has_sorted_keys_no_spaces_and_letters_as_they_are():
    assert (
        canonical({"b": {"y": None, "x": [1, True]}, "a": {"é": "ü"}}) == '{"a":{"é":"ü"},"b":{"x":[1,true],"y":null}}'
    )


@pytest.mark.parametrize("value", [object(), {1: "a"}, {1, 2}, b"bytes", [object()], float("nan"), float("inf")])
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical({"facts": {"code": value}})


def test_text_that_is_no_case_file_cannot_be_read():
    with pytest.raises(ValueError, match="Expecting"):
        read("geen dossier")


def test_a_difference_says_where_what_and_how():
    before = {"route": {"route": "light"}, "fields": {"purpose": "A", "unit": "1"}, "gone": {"x": 1}}
    after = {"route": {"route": "full"}, "fields": {"purpose": "A", "supplier": "B"}}
    assert differences(before, after) == (
        Difference("fields", "supplier", None, "B"),
        Difference("fields", "unit", "1", None),
        Difference("gone", "x", 1, None),
        Difference("route", "route", "light", "full"),
    )


@given(PARTS, PARTS)
def test_looking_the_other_way_finds_the_same_places(before, after):
    there = [(each.part, each.what, each.was, each.now) for each in differences(before, after)]
    back = [(each.part, each.what, each.now, each.was) for each in differences(after, before)]
    assert there == back
