"""Applications of cities in two countries: what comes out is what the law says, and who is asked for the rest."""

import pytest

from roeland.rules.classification import CLASSES, ROUTES
from tests.content.intake import COUNTRIES, RULES
from tests.content.worked_cases import bounds, cases, misspelt, supplier_cases

CASES = cases() + [case.worked() for case in supplier_cases()]
POINTS = ("a", "b", "c", "d", "e", "f", "g", "h", "ba", "bb")
AREAS = "12345678"


def roles_asked(found):
    return {question.role for question in found.open_questions} | {finding.judge for finding in found.judgements()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_comes_out_as_the_law_says(case):
    found = case.outcome()
    states = {finding.code: finding.state.value for finding in found.findings}
    assert {code: states[code] for code in case.states()} == case.states()
    assert (found.strictest_certain_class.value, found.strictest_possible_class.value) == bounds(case.ai_class)
    assert (found.route_at_least.value, found.route_at_most.value) == bounds(case.route)
    assert roles_asked(found) == set(case.asks)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_everything_that_a_case_says_is_asked(case):
    assert misspelt(case) == []
    assert [code for code in case.said if code not in case.answers()] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_says_where_it_stands_and_why(case):
    assert case.jurisdiction in COUNTRIES
    assert case.article
    assert case.because.endswith(".")
    assert bounds(case.ai_class)[0] in CLASSES
    assert bounds(case.route)[0] in ROUTES


def test_every_case_has_its_own_name():
    assert len({case.name for case in CASES}) == len(CASES)


def test_there_are_cases_enough_in_both_countries():
    assert len(cases()) >= 80
    for country in COUNTRIES:
        assert len([case for case in cases() if case.jurisdiction == country]) >= 25


@pytest.mark.parametrize("point", POINTS)
def test_every_point_of_article_5_has_a_prohibited_a_lawful_and_an_open_case(point):
    """One where it is prohibited; one where what looks like it is not; one that is open, or grey."""
    code = f"prohibited-{point}"
    asked = [case for case in cases() if code in case.states()]
    assert {case.states()[code] for case in asked} == {"certain", "possible", "excluded"}


@pytest.mark.parametrize("area", AREAS)
def test_every_area_of_annex_iii_has_three_cases(area):
    named = [case for case in cases() if any(code.startswith(f"annex-iii-{area}") for code in case.states())]
    assert len(named) >= 3


def test_every_finding_is_certain_in_a_case_and_excluded_in_another():
    states = {(code, state) for case in CASES for code, state in case.states().items()}
    codes = [rule.code for rule in RULES.rules]
    assert [code for code in codes if (code, "certain") not in states] == []
    assert [code for code in codes if (code, "excluded") not in states] == []
