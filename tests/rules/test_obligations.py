"""What is due, for whom and when: the rule over a small table, and its laws over the shipped one."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roeland.content import shipped
from roeland.rules.classification import State
from roeland.rules.law_dates import LawDate, LawDates, Status
from roeland.rules.logic import Is, Truth
from roeland.rules.obligations import Branch, Category, Ground, LegalRole, Obligation, Obligations, obligations
from roeland.rules.sources import Source

TODAY = date(2026, 11, 25)
SOURCE = Source("act", "1")
TABLE, LAW = shipped.obligations(), shipped.law_dates()
FINDINGS = sorted(fact for _, condition in TABLE.conditions() for fact in condition.facts() if fact != "jurisdiction")
ROLES = sorted(fact for role in TABLE.roles if role.when is not None for fact in role.when.facts())
ORDER = [row.code for row in TABLE.obligations]
# A busy machine is no reason to fail: neither the time per example nor that of drawing one is the subject here.
BUSY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

COUNTRIES = ["NL", "BE-VLG"]
anything = st.fixed_dictionaries(
    {fact: st.sampled_from([True, False, None]) for fact in FINDINGS}
    | {"jurisdiction": st.sampled_from([*COUNTRIES, None])}
)
# Half of the time the Act counts, so that most rows depend on the rest.
known = anything | anything.map(lambda facts: {**facts, "finding.ai-system": True, "finding.out-of-scope": False})
days = st.dates(date(2018, 1, 1), date(2032, 1, 1))


def law_date(code, formal, effective=None, legacy="", status=Status.SETTLED):
    return LawDate(code, "1", formal, TODAY, status, SOURCE, effective, legacy)


CALENDAR = LawDates(
    (),
    (
        law_date("past", date(2025, 2, 2)),
        law_date("soon", date(2027, 12, 2), legacy="old"),
        law_date("later", date(2028, 8, 2)),
        law_date("old", date(2030, 8, 2)),
        law_date("rushed", date(2028, 1, 1), date(2025, 1, 1), status=Status.DISPUTED),
        law_date("argued", date(2026, 8, 2), date(2027, 12, 2), status=Status.DISPUTED),
    ),
)


def row(code, *branches, **more):
    return Obligation(code, Category.ALL, "team_manager", "directorate", branches, (SOURCE,), **more)


def table(*rows):
    roles = (LegalRole("user", Is("finding.user", True)), LegalRole("maker", Is("finding.maker", True)))
    return Obligations(TODAY, Is("finding.ai", True), (*roles, LegalRole("any")), rows)


def due(document, as_of=TODAY, **findings):
    facts = {f"finding.{code}": value for code, value in {"ai": True, **findings}.items()}
    return obligations(document, facts, CALENDAR, as_of)


def codes(found):
    return [each.code for each in found]


def test_an_obligation_rests_on_who_has_the_role():
    document = table(row("a", Branch(("user",), "past")), row("b", Branch(("maker",), "past")))
    assert codes(due(document, user=True, maker=False)) == ["a"]


def test_a_role_that_may_be_there_makes_it_possible():
    (found,) = due(table(row("a", Branch(("user", "maker"), "past"))), user=False)
    assert (found.state, found.roles) == (State.POSSIBLE, ("maker",))


def test_it_says_on_which_findings_it_rests_and_how_sure_they_are():
    (found,) = due(table(row("a", Branch(("user",), "past", Is("finding.x", False)))), x=False)
    assert found.branches[0].because == (
        Ground("finding.ai", State.CERTAIN),
        Ground("finding.x", State.EXCLUDED),
        Ground("finding.user", State.POSSIBLE),
    )
    assert Ground("finding.user", State.POSSIBLE).finding == "user"
    assert Ground("jurisdiction", State.CERTAIN).finding == ""


def test_without_ai_only_what_stands_outside_the_act_is_left():
    document = table(row("a", Branch(("any",), "past")), row("b", Branch(("any",), "past"), outside_act=True))
    assert codes(due(document, ai=False)) == ["b"]
    assert [(each.code, each.state) for each in due(document, ai=None)] == [
        ("a", State.POSSIBLE),
        ("b", State.CERTAIN),
    ]


def test_what_a_colleague_must_judge_never_becomes_certain():
    (found,) = due(table(row("a", Branch(("user",), "past", judge="lawyer"))), user=True)
    assert (found.state, found.branches[0].judge) == (State.POSSIBLE, "lawyer")
    assert due(table(row("a", Branch(("user",), "past", judge="lawyer"))), user=False) == ()


def test_of_two_branches_the_earliest_leads_and_both_are_shown():
    (found,) = due(table(row("a", Branch(("any",), "later"), Branch(("user",), "soon"))), user=True)
    assert [branch.law_date for branch in found.branches] == ["soon", "later"]
    assert (found.applies_from, found.legacy_from) == (date(2027, 12, 2), date(2030, 8, 2))


def test_of_two_branches_with_one_date_to_plan_on_the_one_that_may_apply_already_leads():
    (found,) = due(table(row("a", Branch(("any",), "soon"), Branch(("any",), "argued"))))
    assert (found.formal_from, found.status) == (date(2026, 8, 2), Status.DISPUTED)


def test_a_branch_that_is_only_possible_does_not_lead_a_certain_obligation():
    (found,) = due(table(row("a", Branch(("any",), "later"), Branch(("user",), "soon"))))
    assert (found.state, found.applies_from, found.legacy_from) == (State.CERTAIN, date(2028, 8, 2), None)
    assert [branch.state for branch in found.branches] == [State.CERTAIN, State.POSSIBLE]


def test_that_it_may_apply_already_in_another_way_does_not_make_it_apply_now():
    (found,) = due(table(row("a", Branch(("any",), "later"), Branch(("user",), "past"))))
    assert (found.state, found.applies_now) == (State.CERTAIN, Truth.FALSE)


def test_between_two_readings_of_its_date_nobody_knows_whether_it_applies():
    (found,) = due(table(row("a", Branch(("any",), "argued"))))
    assert (found.applies_from, found.formal_from) == (date(2027, 12, 2), date(2026, 8, 2))
    assert (found.status, found.applies_now) == (Status.DISPUTED, Truth.UNKNOWN)


def test_first_comes_what_applies_then_what_comes_first_then_the_order_of_the_table():
    when = ["later", "argued", "soon", "past", "past", "rushed"]
    document = table(*(row(code, Branch(("any",), day)) for code, day in zip("abcdef", when, strict=True)))
    assert codes(due(document)) == ["d", "e", "f", "b", "c", "a"]


def test_a_date_that_is_not_in_the_table_is_an_error():
    with pytest.raises(KeyError, match="gone"):
        due(table(row("a", Branch(("any",), "gone"))))


def states(facts, as_of=TODAY):
    return {each.code: each.state for each in obligations(TABLE, facts, LAW, as_of)}


@BUSY
@given(known, st.sampled_from(ROLES))
def test_adding_a_role_never_removes_or_weakens_an_obligation(facts, role):
    before, after = states({**facts, role: False}), states({**facts, role: True})
    for code, state in before.items():
        assert after.get(code) is State.CERTAIN or after.get(code) is state, code


@BUSY
@given(known, st.data())
def test_knowing_more_never_contradicts_what_was_certain_or_excluded(facts, data):
    values = {fact: st.sampled_from(COUNTRIES) if fact == "jurisdiction" else st.booleans() for fact in facts}
    settled = {fact: data.draw(values[fact]) for fact, value in facts.items() if value is None}
    before, after = states(facts), states({**facts, **settled})
    for code in ORDER:
        if before.get(code, State.EXCLUDED) is not State.POSSIBLE:
            assert after.get(code, State.EXCLUDED) is before.get(code, State.EXCLUDED), code


@BUSY
@given(known, days, days)
def test_time_never_removes_an_obligation_and_what_applies_goes_on(facts, one, other):
    early, late = sorted((one, other))
    before = {each.code: each for each in obligations(TABLE, facts, LAW, early)}
    after = {each.code: each for each in obligations(TABLE, facts, LAW, late)}
    steps = [Truth.FALSE, Truth.UNKNOWN, Truth.TRUE]
    assert before.keys() == after.keys()
    for code, each in before.items():
        assert steps.index(each.applies_now) <= steps.index(after[code].applies_now), code


@BUSY
@given(known, days)
def test_the_order_is_always_what_applies_then_the_date_then_the_table(facts, as_of):
    found = obligations(TABLE, facts, LAW, as_of)
    keys = [(each.applies_now is not Truth.TRUE, each.applies_from, ORDER.index(each.code)) for each in found]
    assert keys == sorted(keys)


@BUSY
@given(known)
def test_the_leading_branch_is_as_sure_as_its_obligation_and_the_first_of_those(facts):
    for each in obligations(TABLE, facts, LAW, TODAY):
        as_sure = [branch.applies_from for branch in each.branches if branch.state is each.state]
        assert each.branches[0].state is each.state
        assert each.applies_from == min(as_sure), each.code


@BUSY
@given(known)
def test_every_ground_is_a_fact_as_it_was_given(facts):
    shown = {True: State.CERTAIN, False: State.EXCLUDED, None: State.POSSIBLE}
    for each in obligations(TABLE, facts, LAW, TODAY):
        for ground in (ground for branch in each.branches for ground in branch.because):
            value = facts[ground.fact]
            assert ground.state is shown.get(value, State.CERTAIN), each.code
