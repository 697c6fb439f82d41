"""Bars stand beside a figure: they never lie about something or nothing, and nobody needs to see them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from roeland.ui.pieces.charts import WIDTH, bar

PART = re.compile(r'class="rl-bar__part" width="(\d+)"')


def drawn(part: int, whole: int) -> int:
    found = PART.search(bar(part, whole))
    assert found
    return int(found[1])


def test_all_is_the_whole_width_and_half_is_half():
    assert (drawn(10, 10), drawn(5, 10), drawn(0, 10)) == (WIDTH, WIDTH // 2, 0)


def test_nothing_of_nothing_is_nothing():
    assert drawn(0, 0) == 0


def test_one_of_very_many_can_still_be_seen():
    assert drawn(1, 100_000) > 0


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 10_000))
def test_more_is_never_drawn_as_less(one, other, whole):
    small, large = sorted((one, other))
    assert drawn(small, whole) <= drawn(large, whole) <= WIDTH


def test_who_listens_to_the_page_hears_the_figure_only():
    assert 'aria-hidden="true"' in bar(1, 2)
