"""Signs in a line of text: always a word, never colour alone."""

from datetime import UTC, date, datetime

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import override

from roeland.ui.pieces import badges
from roeland.ui.vocabulary import LETTERS, LEVELS, RISKS, ROUTES, STATES
from tests.ui.rendering import draw

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.mark.parametrize("code", RISKS)
def test_a_class_has_an_icon_a_word_and_a_style(code):
    badge = badges.risk(code)
    assert f"#i-{RISKS[code].icon}" in badge
    assert str(RISKS[code].label) in badge
    assert f"rl-risk--{RISKS[code].style}" in badge


@pytest.mark.parametrize("code", ["", "nonsense", None])
def test_a_class_that_nobody_knows_is_shown_as_not_yet_known(code):
    assert "Not yet known" in badges.risk(code)


def test_a_class_may_be_large_and_have_its_own_words():
    badge = badges.risk("high", size="lg", label="Possibly high risk")
    assert "rl-risk--lg" in badge
    assert "Possibly high risk" in badge


@pytest.mark.parametrize("code", ROUTES)
def test_a_route_is_plain_text_and_never_the_badge_of_the_class(code):
    assert str(ROUTES[code].label) in badges.route(code)
    assert "rl-risk" not in badges.route(code)


def test_an_unknown_route_says_how_heavy_it_can_become():
    assert "Not yet known, at most: full" in badges.route("unknown", at_most="full")


@pytest.mark.parametrize("bound", ["unknown", "", "nonsense"])
def test_an_upper_bound_that_nobody_knows_is_not_said(bound):
    assert "at most" not in badges.route("unknown", at_most=bound)


def test_an_upper_bound_says_nothing_about_a_known_route():
    assert "at most" not in badges.route("light", at_most="full")


@pytest.mark.parametrize("code", STATES)
def test_a_state_has_an_icon_and_a_word(code):
    assert str(STATES[code].label) in badges.state(code)
    assert f"#i-{STATES[code].icon}" in badges.state(code)


def test_a_state_that_we_do_not_know_shows_the_words_it_was_given():
    assert "Being moved" in badges.state("moving", label="Being moved")


@pytest.mark.parametrize(
    ("day", "words", "style"),
    [
        (date(2026, 12, 4), "14 days to go", ""),
        (date(2026, 11, 27), "7 days to go", ""),
        (date(2026, 11, 26), "6 days to go", "rl-due--kort"),
        (date(2026, 11, 21), "1 day to go", "rl-due--kort"),
        (date(2026, 11, 20), "today", "rl-due--kort"),
        (date(2026, 11, 19), "1 day late", "rl-due--laat"),
        (date(2025, 11, 20), "365 days late", "rl-due--laat"),
    ],
)
def test_a_deadline_says_how_far_it_is(day, words, style):
    shown = badges.due(day, today=TODAY)
    assert words in shown
    assert style in shown
    assert ("rl-due--" in shown) == bool(style)


def test_a_deadline_far_away_is_only_a_date():
    assert "days" not in badges.due(date(2027, 6, 1), today=TODAY)
    assert "1 Jun 2027" in badges.due(date(2027, 6, 1), today=TODAY)


def test_a_day_and_a_time_read_as_people_write_them():
    instant = datetime(2026, 11, 20, 7, 42, tzinfo=UTC)
    assert draw("{{ at|day }} / {{ at|day_time }}", at=instant) == "20 Nov 2026 / 20 Nov 2026, 08:42"
    with override("nl"):
        assert draw("{{ at|day }} / {{ at|day_time }}", at=instant) == "20 nov 2026 / 20 nov 2026, 8.42 uur"


def test_a_day_that_is_missing_shows_nothing():
    assert draw("{{ at|day }}{{ at|day_time }}", at=None) == ""


def test_no_deadline_shows_nothing():
    assert badges.due(None) == ""


def test_a_deadline_reads_as_dutch_on_a_dutch_page():
    with override("nl"):
        assert "20 nov 2026" in badges.due(date(2026, 11, 20), today=TODAY)


@pytest.mark.parametrize("letter", ["EV", "a", "I", "u"])
def test_a_letter_is_written_out_for_who_does_not_know_it(letter):
    assert f'title="{LETTERS[letter.lower()].label}"' in badges.mark(letter)
    assert f">{letter.upper()}<" in badges.mark(letter)


def test_the_legend_explains_every_letter():
    assert all(str(sign.label) in badges.legend() for sign in LETTERS.values())


@pytest.mark.parametrize(("code", "filled"), [("low", 1), ("medium", 2), ("high", 3), ("very_high", 4), ("odd", 0)])
def test_a_level_fills_its_steps_and_says_its_word(code, filled):
    assert badges.level(code).count('class="on"') == filled
    assert str(LEVELS.get(code, LEVELS["unknown"])[1]) in badges.level(code)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Leen Verstraete", "LV"), ("Bart De Clercq", "BC"), ("Prince", "P"), ("", "?"), ("an (intern) de wit", "AW")],
)
def test_initials_are_the_first_and_last_name(name, letters):
    assert f">{letters}<" in badges.avatar(name)


def test_an_icon_is_silent_unless_it_has_words():
    assert 'aria-hidden="true"' in badges.icon("plus")
    assert '<span class="rl-sr">Add</span>' in badges.icon("plus", "Add")


def test_words_that_were_safe_once_are_not_safe_from_everybody():
    safe = badges.state("x", label=mark_safe("<b>Our words</b>"))
    assert "<b>Our words</b>" in safe
    assert "<b>Our words</b>" not in badges.state("x", label="<b>Our words</b>")


def test_a_sign_speaks_the_language_of_who_looks():
    assert "High risk" in badges.risk("high")
    with override("nl"):
        assert "Hoog risico" in badges.risk("high")


@pytest.mark.parametrize("tag", ["risk 'high' label=bad", "state 'x' label=bad", "icon 'x' bad", "verdict 'yes' bad"])
def test_words_from_people_cannot_become_markup(tag):
    assert "<script>" not in draw(f"{{% {tag} %}}", bad="<script>alert(1)</script>")
