"""Sorting, filters and pages work by the address alone."""

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import override

from roeland.ui.pieces.lists import facet
from tests.ui.rendering import draw

OPTIONS = [("high", "High", 6), ("minimal", "Minimal", 21)]


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def header(address):
    return draw('{% sort_header "name" "Name" default="-due" %}', address)


def test_a_column_that_is_not_sorted_sorts_upward():
    assert 'href="?sort=name"' in header("/")
    assert "aria-sort" not in header("/")


def test_a_sorted_column_says_so_and_turns_round():
    assert 'aria-sort="ascending"' in header("/?sort=name")
    assert "sort=-name" in header("/?sort=name")
    assert 'aria-sort="descending"' in header("/?sort=-name")
    assert "sort=name" in header("/?sort=-name")


def test_the_default_order_is_shown_when_the_address_names_none():
    assert 'aria-sort="descending"' in draw('{% sort_header "due" "Due" default="-due" %}')


def test_sorting_keeps_the_filters_and_goes_back_to_the_first_page():
    shown = header("/?class=high&page=3")
    assert "class=high" in shown
    assert "page=3" not in shown


def test_a_filter_takes_only_values_that_it_offers():
    chosen = facet(QueryDict("class=high&class=evil&class=minimal"), "class", "Class", OPTIONS).chosen
    assert chosen == ("high", "minimal")


def test_a_filter_works_without_counts():
    assert facet(QueryDict(), "class", "Class", [("high", "High")]).options[0].count is None


def test_chosen_boxes_are_ticked_and_counted():
    part = facet(QueryDict("class=high"), "class", "Class", OPTIONS)
    shown = draw("{% facets parts %}", parts=[part])
    assert 'value="high" checked' in shown
    assert 'value="minimal">' in shown
    assert "Filters (1)" in shown


def test_a_chip_takes_away_only_itself():
    address = "/?class=high&class=minimal&q=x&page=2"
    part = facet(QueryDict(address[2:]), "class", "Class", OPTIONS)
    shown = draw("{% chips parts %}", address, parts=[part])
    assert 'href="?class=minimal&amp;q=x"' in shown
    assert 'href="?class=high&amp;q=x"' in shown
    assert 'href="?q=x"' in shown


def test_no_filter_no_chips():
    assert draw("{% chips parts %}", parts=[facet(QueryDict(), "class", "Class", OPTIONS)]).strip() == ""


def test_the_pager_says_which_lines_you_see_and_keeps_the_filters():
    page = Paginator(range(42), 10).page(2)
    shown = draw("{% pager page %}", "/?q=x&page=2", page=page)
    assert "11–20 of 42" in shown
    assert 'href="?q=x&amp;page=3" rel="next"' in shown
    assert 'aria-current="page"' in shown


def test_a_list_of_one_page_has_no_links_to_pages():
    assert "<nav" not in draw("{% pager page %}", page=Paginator(range(3), 10).page(1))


def test_a_long_list_leaves_pages_out():
    assert "…" in draw("{% pager page %}", page=Paginator(range(1000), 10).page(50))


def test_saved_views_show_their_count_even_when_it_is_none():
    items = [{"label": "All", "url": "?", "count": 0, "current": True}, {"label": "Mine", "url": "?mine=1"}]
    shown = draw('{% views "Views" items %}', items=items)
    assert '<a href="?" aria-current="page">All<span>0</span></a>' in shown
    assert '<a href="?mine=1">Mine</a>' in shown


def test_a_gate_says_in_words_what_is_done_and_where_you_are():
    items = [{"label": "Intake", "state": "done", "sub": "21 Sep"}, {"label": "Decision", "state": "now"}]
    shown = draw('{% gates items note="The director decides." %}', items=items)
    assert "Done:" in shown
    assert 'aria-current="step"' in shown
    assert "The director decides." in shown


def test_the_step_where_you_are_is_no_link():
    items = [{"label": "One", "state": "done", "url": "/1"}, {"label": "Two", "state": "now", "url": "/2"}]
    shown = draw("{% steps items %}", items=items)
    assert 'href="/1"' in shown
    assert 'href="/2"' not in shown


def test_progress_is_said_in_words_too():
    shown = draw('{% progress 4 8 "5 minutes" %}')
    assert "Step 4 of 8" in shown
    assert 'value="4" max="8"' in shown
