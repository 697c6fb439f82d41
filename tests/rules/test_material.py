"""Which changes let a decision lapse, by the shipped rules, and after how many working days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.content import shipped
from roeland.rules.casefile import differences
from roeland.rules.gates import ROUTES
from roeland.rules.material import changes, lapses_after
from roeland.rules.matrix import Governance

RULES = shipped.meaning("governance", Governance).material
TOPICS = {"prohibited-a": "prohibited", "dpia-required": "privacy"}
BEFORE = {
    "route": {"route": "standard", "at_least": "standard", "at_most": "standard"},
    "class": {"class": "transparency", "certain": "transparency", "possible": "transparency"},
    "findings": {"dpia-required": "excluded", "prohibited-a": "excluded", "personal-data": "certain"},
    "fields": {"purpose": "Vragen over afval", "version": "", "product": "Chat 2", "summary": "Chatbot"},
    "facts": {"effect.decides": False},
}


def found(gate="go_live", **parts):
    after = {part: BEFORE[part] | parts.get(part, {}) for part in BEFORE}
    return changes(BEFORE, after, RULES, gate=gate, topics=TOPICS)


def why(**parts):
    return [change.rule.code for change in found(**parts) if change.rule]


def test_nothing_changed_lets_nothing_lapse():
    assert found() == ()
    assert lapses_after(()) is None


def test_a_heavier_route_is_material():
    assert why(route={"at_most": "full"}) == ["route-heavier"]


def test_a_lighter_route_is_listed_and_does_nothing():
    seen = found(route={"at_most": "light", "at_least": "light", "route": "light"})
    assert [change.difference.what for change in seen] == ["at_least", "at_most", "route"]
    assert lapses_after(seen) is None


def test_a_route_that_nobody_knows_counts_as_the_heaviest():
    assert why(route={"at_most": ""}) == ["route-heavier"]


@pytest.mark.parametrize("state", ["possible", "certain"])
def test_a_new_finding_is_material(state):
    assert why(findings={"dpia-required": state}) == ["finding-changed"]


def test_a_finding_of_new_rules_is_material_and_one_they_dropped_is_not():
    after = BEFORE | {"findings": {"dpia-required": "excluded", "prohibited-a": "excluded", "new": "certain"}}
    seen = changes(BEFORE, after, RULES, gate="start", topics=TOPICS)
    assert {change.difference.what: change.material for change in seen} == {"new": True, "personal-data": False}


def test_what_the_law_prohibits_now_lapses_at_once():
    assert why(findings={"prohibited-a": "certain"}) == ["prohibited-now"]
    assert lapses_after(found(findings={"prohibited-a": "certain"}, fields={"purpose": "Ander doel"})) == 0


def test_another_version_of_the_product_is_material_once_it_goes_live():
    assert why(fields={"product": "Chat 3"}) == ["system-changed"]
    assert why(gate="start", fields={"product": "Chat 3"}) == []


def test_filling_in_a_version_that_nobody_knew_changes_nothing():
    assert why(fields={"version": "2.1"}) == []


def test_a_purpose_that_is_filled_in_is_another_purpose():
    assert why(fields={"purpose": "Vragen over afval en over belastingen"}) == ["purpose-changed"]


def test_another_summary_is_immaterial():
    seen = found(fields={"summary": "De chatbot"})
    assert [(change.difference.what, change.material) for change in seen] == [("summary", False)]


def test_a_decision_to_retire_never_lapses():
    assert why(gate="retire", route={"at_most": "forbidden"}, fields={"purpose": "Ander doel"}) == []


states = st.dictionaries(
    st.sampled_from(sorted(BEFORE["findings"])), st.sampled_from(["excluded", "possible", "certain"])
)
routes = st.fixed_dictionaries({"at_most": st.sampled_from(ROUTES)})


@given(states, routes, states, routes)
def test_every_difference_is_listed_and_going_back_is_never_stricter_both_ways(one, low, other, high):
    before, after = {"findings": one, "route": low}, {"findings": other, "route": high}
    there = changes(before, after, RULES, gate="change", topics=TOPICS)
    assert tuple(change.difference for change in there) == differences(before, after)
    back = {
        change.difference.what for change in changes(after, before, RULES, gate="change", topics=TOPICS) if change.rule
    }
    assert not back.intersection(change.difference.what for change in there if change.rule)
