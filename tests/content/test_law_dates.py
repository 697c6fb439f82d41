from datetime import date

import pytest

from roeland.content import shipped
from roeland.rules.law_dates import Status, applies
from roeland.rules.logic import Truth

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("entry-into-force", date(2024, 8, 1)),
        ("prohibited", date(2025, 2, 2)),
        ("literacy", date(2025, 2, 2)),
        ("general-model", date(2025, 8, 2)),
        ("omnibus-date", date(2026, 7, 27)),
        ("transparency", date(2026, 8, 2)),
        ("prohibited-images", date(2026, 12, 2)),
        ("transparency-marking-legacy", date(2026, 12, 2)),
        ("annex-iii", date(2027, 12, 2)),
        ("annex-i", date(2028, 8, 2)),
        ("public-legacy", date(2030, 8, 2)),
    ],
)
def test_each_date_of_the_amended_act_is_what_the_law_says(code, day):
    assert shipped.law_date(code).formal == day


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("prohibited", Truth.TRUE),
        ("transparency", Truth.TRUE),
        ("prohibited-images", Truth.FALSE),
        ("annex-iii", Truth.FALSE),
        ("conformity-and-registration", Truth.UNKNOWN),
        ("registration-not-high", Truth.UNKNOWN),
    ],
)
def test_what_applies_in_november_2026(code, expected):
    assert applies(shipped.law_date(code), TODAY) is expected


def test_transparency_was_not_postponed_with_high_risk():
    assert shipped.law_date("transparency").plan_on < shipped.law_date("annex-iii").plan_on


def test_a_disputed_date_keeps_both_readings_and_only_those_do():
    for law_date in shipped.law_dates().dates:
        both = law_date.effective is not None and law_date.effective != law_date.formal
        assert both is (law_date.status is Status.DISPUTED), law_date.code


def test_marking_has_its_own_date_for_systems_that_existed():
    marking = shipped.law_date("transparency-marking")
    assert shipped.law_date(marking.legacy).formal == date(2026, 12, 2)


def test_every_finding_of_the_ai_act_points_at_a_date():
    for rule in shipped.classification().rules:
        if any(source.law in ("ai-act", "gdpr") for source in rule.sources) and rule.code != "staff-monitored":
            assert rule.law_date, rule.code


def test_the_ban_on_intimate_images_has_its_own_later_date():
    dates = {rule.code: rule.law_date for rule in shipped.classification().rules}
    assert dates["prohibited-ba"] == dates["prohibited-bb"] == "prohibited-images"
    assert dates["prohibited-h"] == "prohibited"


def test_everything_stands_as_of_the_day_it_was_verified():
    assert shipped.classification().verified_on == TODAY
    assert {law_date.verified_on for law_date in shipped.law_dates().dates} == {TODAY}


def test_a_source_is_shown_in_words_with_its_address():
    source = shipped.classification().by_code["prohibited-a"].sources[0]
    shown = shipped.source_text(source, "nl")
    assert shown.text == "AI-verordening (EU) 2024/1689, art. 5(1)(a)"
    assert shown.url.startswith("https://eur-lex.europa.eu/")
    assert shipped.source_text(source, "en").text.startswith("AI Act")
