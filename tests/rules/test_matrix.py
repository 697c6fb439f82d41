"""Who takes part in a gate, by the shipped matrix and by the facts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roeland.content import shipped
from roeland.rules.logic import Truth
from roeland.rules.matrix import Activity, Governance, Mark, row_of, shares

MATRIX = shipped.meaning("governance", Governance)
FACTS = sorted({fact for part in MATRIX.parts() if part.when for fact in part.when.facts()})
NOTHING_ASKED = {fact: False for fact in FACTS} | {"ai_class": "minimal"}
known = st.fixed_dictionaries(
    {
        f: st.sampled_from(["minimal", "high", None]) if f == "ai_class" else st.sampled_from([True, False, None])
        for f in FACTS
    }
)
routes = st.sampled_from(["light", "standard", "full", "forbidden"])


def taking_part(route, facts, mark=None, truth=None):
    found = shares(row_of(MATRIX.gates, gate="start", route=route), facts)
    return {s.role for s in found if mark in (None, s.mark) and truth in (None, s.truth)}


@pytest.mark.parametrize(
    ("route", "role"),
    [("light", "team_manager"), ("standard", "department_head"), ("full", "directorate"), ("forbidden", "directorate")],
)
def test_each_route_has_one_accountable_role(route, role):
    assert taking_part(route, NOTHING_ASKED, Mark.ACCOUNTABLE) == {role}


def test_nobody_advises_on_the_light_route_and_the_information_manager_is_told():
    assert taking_part("light", {}, Mark.ADVISES) == set()
    assert taking_part("light", {}, Mark.INFORMS) == set()
    assert taking_part("light", {}, Mark.TOLD) == {"information_manager"}


def test_a_standard_route_asks_nobody_whose_reason_is_certainly_absent():
    assert taking_part("standard", NOTHING_ASKED, Mark.ADVISES) == set()
    assert taking_part("standard", NOTHING_ASKED, Mark.INFORMS) == set()


@pytest.mark.parametrize(
    ("fact", "role"),
    [
        ("finding.dpia-required", "dpo"),
        ("finding.dpia-recommended", "dpo"),
        ("finding.special-categories", "dpo"),
        ("finding.staff-monitored", "dpo"),
        ("finding.security-medium", "ciso"),
        ("legal_question_open", "lawyer"),
        ("finding.personal-data", "privacy_officer"),
        ("finding.employees-affected", "hr_adviser"),
        ("finding.residual-risk-high", "dpo"),
        ("origin.built", "architect"),
        ("finding.linked-source", "architect"),
        ("finding.linked-target", "architect"),
        ("finding.cloud-outside-guidelines", "architect"),
        ("origin.bought", "procurement_officer"),
        ("finding.contract-changed", "procurement_officer"),
    ],
)
def test_a_fact_brings_its_adviser(fact, role):
    asked = shares(row_of(MATRIX.gates, gate="start", route="standard"), NOTHING_ASKED | {fact: True})
    share = next(s for s in asked if s.mark is Mark.ADVISES and s.role == role)
    assert share.truth is Truth.TRUE
    assert [ref.fact for ref in share.because] == [fact]


@pytest.mark.parametrize("ai_class", ["transparency", "high", "forbidden"])
def test_a_class_above_minimal_brings_the_lawyer(ai_class):
    assert "lawyer" in taking_part("standard", NOTHING_ASKED | {"ai_class": ai_class}, Mark.ADVISES, Truth.TRUE)


@pytest.mark.parametrize("ai_class", ["minimal", "not_ai"])
def test_a_minimal_class_does_not_bring_the_lawyer(ai_class):
    assert "lawyer" not in taking_part("standard", NOTHING_ASKED | {"ai_class": ai_class})


def test_an_unknown_fact_keeps_its_adviser_in_view():
    asked = shares(
        row_of(MATRIX.gates, gate="start", route="standard"), NOTHING_ASKED | {"finding.personal-data": None}
    )
    share = next(s for s in asked if s.role == "privacy_officer")
    assert (share.truth, share.open) == (Truth.UNKNOWN, ("finding.personal-data",))


@pytest.mark.parametrize(
    ("fact", "role"),
    [
        ("finding.managed-environment", "application_manager"),
        ("origin.commissioned", "data_analyst"),
        ("finding.own-data", "data_analyst"),
    ],
)
@pytest.mark.parametrize("route", ["standard", "full"])
def test_a_fact_brings_who_knows_the_facts(route, fact, role):
    assert taking_part(route, NOTHING_ASKED | {fact: True}, Mark.INFORMS, Truth.TRUE) == {role}


def test_what_is_not_asked_yet_stays_unknown():
    facts = NOTHING_ASKED | dict.fromkeys(MATRIX.not_asked)
    assert taking_part("standard", facts, Mark.INFORMS, Truth.UNKNOWN) == {"user"}


def test_the_full_route_always_asks_the_five():
    always = {"dpo", "ciso", "lawyer", "privacy_officer", "policy_adviser"}
    assert taking_part("full", NOTHING_ASKED, Mark.ADVISES, Truth.TRUE) == always


def test_no_gate_waits_for_an_ethics_board_that_does_not_exist():
    assert "ethics_board" not in taking_part("full", NOTHING_ASKED)
    assert "ethics_board" in taking_part("full", NOTHING_ASKED | {"ethics_board_exists": True})


def test_the_full_route_also_tells_the_department_head_and_the_hub():
    more = taking_part("full", {}, Mark.TOLD) - taking_part("standard", {}, Mark.TOLD)
    assert more == {"department_head", "ai_hub"}


def test_on_a_forbidden_route_the_lawyer_advises_and_the_watchdogs_are_told():
    assert taking_part("forbidden", {}, Mark.ADVISES) == {"lawyer"}
    assert taking_part("forbidden", {}, Mark.TOLD) == {"dpo", "ciso"}


@settings(deadline=None)
@given(routes, known)
def test_the_data_protection_officer_is_never_accountable_and_never_does_the_work(route, facts):
    assert "dpo" not in taking_part(route, facts, Mark.ACCOUNTABLE) | taking_part(route, facts, Mark.DOES)


@settings(deadline=None)
@given(known, known)
def test_learning_a_fact_never_drops_an_adviser_who_was_certain(facts, more):
    learnt = {fact: more[fact] if value is None else value for fact, value in facts.items()}
    certain = taking_part("standard", facts, Mark.ADVISES, Truth.TRUE)
    assert certain <= taking_part("standard", learnt, Mark.ADVISES, Truth.TRUE)
    assert taking_part("standard", learnt) <= taking_part("standard", facts)


def test_a_route_without_a_row_is_refused():
    with pytest.raises(KeyError, match="start/unknown"):
        row_of(MATRIX.gates, gate="start", route="unknown")


def test_a_role_can_have_two_marks_in_one_activity():
    activity = Activity("s", "people", "team_manager", does=("team_manager",), informs=("user",))
    assert activity.mark("team_manager") == (Mark.ACCOUNTABLE, Mark.DOES)
    assert activity.mark("user") == (Mark.INFORMS,)
    assert activity.mark("dpo") == ()
