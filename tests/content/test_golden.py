"""Municipal cases against the law, and what stays open in them."""

import pytest

from tests.content.golden_cases import CASES
from tests.content.intake import UNKNOWN, outcome


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_municipal_case_comes_out_as_the_law_says(case):
    found = outcome(**case.said)
    states = {finding.code: finding.state.value for finding in found.findings}
    assert (found.ai_class.value, found.route.value) == (case.ai_class, case.route)
    assert {code: states[code] for code in case.certain} == dict.fromkeys(case.certain, "certain")
    assert {code: states[code] for code in case.possible} == dict.fromkeys(case.possible, "possible")
    assert {code: states[code] for code in case.excluded} == dict.fromkeys(case.excluded, "excluded")


def test_a_case_with_a_possible_ban_lies_between_full_and_forbidden():
    case = next(case for case in CASES if case.name == "score on payments that counts for payments only")
    found = outcome(**case.said)
    assert (found.route_at_least.value, found.route_at_most.value) == ("full", "forbidden")
    assert [finding.judge for finding in found.judgements()] == ["lawyer"]


def test_an_unknown_technique_bounds_class_and_route_by_what_it_is_for():
    found = outcome(technique=UNKNOWN, output="text", users="staff_use")
    assert (found.strictest_certain_class.value, found.strictest_possible_class.value) == ("not_ai", "transparency")
    assert (found.route_at_least.value, found.route_at_most.value) == ("light", "standard")
    assert [(question.question, question.role) for question in found.open_questions] == [("technique", "data_analyst")]
