"""Colours of an organisation: measured, refused with a better one, and laid over the theme."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roeland.ui import colours
from roeland.ui.colours import DARK, DARK_SURFACE, DARK_SURFACE_2, PAGE, SURFACE_2, WHITE, contrast

ANY = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(("one", "other", "ratio"), [("#ffffff", "#000000", 21), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("words", ["#1C5096", "1c5096", " #1c5096 "])
def test_a_colour_is_written_in_one_way(words):
    assert colours.colour(words) == "#1c5096"
    assert colours.colour("#abc") == "#aabbcc"


@pytest.mark.parametrize("words", ["", "red", "#12345", "#gggggg", "#1c5096;}", "url(#x)", "#1c50961c"])
def test_what_is_no_colour_is_refused(words):
    with pytest.raises(colours.NotAColour):
        colours.colour(words)


def test_a_colour_that_cannot_be_read_comes_with_its_contrast_and_a_better_one():
    with pytest.raises(colours.Unreadable) as refused:
        colours.must_be_readable_bar("#ffcc00")
    assert refused.value.ratio == pytest.approx(1.51, abs=0.02)
    assert refused.value.needed == 4.5
    assert 4.5 <= contrast(refused.value.nearest, WHITE) < 5


@given(wanted=ANY)
def test_the_better_colour_is_always_accepted(wanted):
    for ask in (colours.must_be_readable_bar, colours.must_be_readable_action):
        try:
            ask(wanted)
        except colours.Unreadable as refused:
            ask(refused.nearest)


@given(wanted=ANY)
def test_white_and_grey_words_can_be_read_on_every_bar_that_is_accepted(wanted):
    assume(contrast(wanted, WHITE) >= 4.5)
    tokens = colours.bar(wanted)
    for ground in (tokens["--rl-topbar-bg"], tokens["--rl-topbar-field"]):
        assert contrast(tokens["--rl-topbar-color"], ground) >= 4.5
        assert contrast(tokens["--rl-topbar-subtle"], ground) >= 4.5
    assert contrast(tokens["--rl-brand"], tokens["--rl-topbar-bg"]) >= 3
    assert contrast(tokens["--rl-brand"], "#101828") >= 4.5  # the count on it


WORDS = ("color-subtle", "color-default", "color-hover", "color-active", "color-document")
BUTTONS = ("inverse-bg-default", "inverse-bg-hover", "inverse-bg-active")


@given(wanted=ANY)
def test_links_and_buttons_of_every_accepted_colour_can_be_read(wanted):
    assume(min(contrast(wanted, ground) for ground in (WHITE, PAGE, SURFACE_2)) >= 4.5)
    for tokens, grounds, face in (
        (colours.light(wanted), (WHITE, PAGE, SURFACE_2), WHITE),
        (colours.dark(wanted), (DARK, DARK_SURFACE, DARK_SURFACE_2), DARK),
    ):
        tints = (tokens["bg-subtle"], tokens["bg-default"])
        assert min(contrast(tokens[name], ground) for name in WORDS for ground in (*grounds, *tints)) >= 4.49
        assert min(contrast(tokens[name], face) for name in BUTTONS) >= 4.49
        assert contrast(tokens["border-default"], grounds[0]) >= 2.99


def test_the_stylesheet_lays_only_what_was_chosen_over_the_theme():
    assert "--basis" not in colours.stylesheet("#0e2342", "")
    assert "--rl-topbar" not in colours.stylesheet("", "#1c5096")
    both = colours.stylesheet("#0e2342", "#1c5096")
    for said in ("--rl-topbar-bg: #0e2342", "--basis-color-action-1-inverse-bg-default: #1c5096", "donker", "@media"):
        assert said in both


@given(bar=ANY, action=ANY)
def test_a_stylesheet_holds_nothing_but_tokens_and_colours(bar, action):
    lines = [line.strip() for line in colours.stylesheet(bar, action).splitlines()]
    inside = [line for line in lines if line and not line.endswith("{") and line != "}"]
    assert all(re.fullmatch(r"--[a-z0-9-]+: #[0-9a-f]{6};", line) for line in inside)
    assert lines.count("}") == sum(line.endswith("{") for line in lines)
