"""A matrix that does not hold together cannot be adopted, and the cell is named."""

import msgspec
import pytest

from roeland.content import shipped
from roeland.content.governance import role_rules
from roeland.content.organising import Roles
from roeland.rules.matrix import Governance, Mark, Part
from roeland.rules.matrix_checks import Cell, Problem, RoleRules, place_of, problems

SHIPPED = shipped.meaning("governance", Governance)
RULES = role_rules(shipped.meaning("roles", Roles))


def with_activity(code, **fields) -> Governance:
    rows = tuple(msgspec.structs.replace(a, **fields) if a.code == code else a for a in SHIPPED.activities)
    return msgspec.structs.replace(SHIPPED, activities=rows)


def with_row(place, matrix=SHIPPED, **fields) -> Governance:
    rows = tuple(msgspec.structs.replace(r, **fields) if place_of(r) == place else r for r in matrix.gates)
    return msgspec.structs.replace(matrix, gates=rows)


def row_at(place):
    return next(row for row in SHIPPED.gates if place_of(row) == place)


def found(matrix, rules=RULES):
    return problems(matrix, shipped=SHIPPED, rules=rules)


def test_the_shipped_proposal_can_be_adopted():
    assert found(SHIPPED) == ()


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"accountable": ""}, Problem("nobody_accountable", Cell("s05", "", Mark.ACCOUNTABLE))),
        ({"accountable": "dpo", "advises": ()}, Problem("overseer_decides", Cell("s05", "dpo", Mark.ACCOUNTABLE))),
        ({"accountable": "ciso", "advises": ()}, Problem("overseer_decides", Cell("s05", "ciso", Mark.ACCOUNTABLE))),
        ({"does": ("dpo",)}, Problem("overseer_works", Cell("s05", "dpo", Mark.DOES))),
        ({"does": ("ciso",)}, Problem("overseer_works", Cell("s05", "ciso", Mark.DOES))),
        ({"accountable": "lawyer"}, Problem("judges_itself", Cell("s05", "lawyer", Mark.ADVISES))),
        ({"accountable": "mayor"}, Problem("unknown_role", Cell("s05", "mayor", Mark.ACCOUNTABLE))),
        ({"informs": ("mayor",)}, Problem("unknown_role", Cell("s05", "mayor"))),
    ],
)
def test_an_activity_has_one_accountable_role_that_may_be_it(fields, problem):
    assert found(with_activity("s05", **fields)) == (problem,)


def test_roles_that_one_person_may_not_combine_do_not_work_on_one_thing_together():
    rules = RoleRules(known=RULES.known, apart=frozenset({frozenset({"architect", "lawyer"})}))
    matrix = with_activity("s18", does=("architect", "lawyer"), advises=())
    cell = Cell("s18", "architect", Mark.DOES)
    assert found(matrix, rules) == (Problem("forbidden_combination", cell, "lawyer"),)
    assert found(with_activity("s18", does=("architect",)), rules) == ()


@pytest.mark.parametrize("route", ["light", "standard", "full", "forbidden"])
def test_every_gate_and_route_has_somebody_who_decides(route):
    place = f"start-{route}"
    assert Problem("nobody_accountable", Cell(place, "", Mark.ACCOUNTABLE)) in found(with_row(place, accountable=""))


def test_only_a_level_decides_at_a_gate():
    expected = Problem("not_a_level", Cell("start-light", "architect", Mark.ACCOUNTABLE))
    assert found(with_row("start-light", accountable="architect")) == (expected,)


@pytest.mark.parametrize("role", ["dpo", "ciso"])
def test_who_oversees_never_decides_at_a_gate(role):
    codes = [problem.code for problem in found(with_row("start-standard", accountable=role, advises=()))]
    assert "overseer_decides" in codes


def test_a_heavier_route_is_not_decided_lower():
    cell = Cell("start-full", "team_manager", Mark.ACCOUNTABLE)
    assert found(with_row("start-full", accountable="team_manager")) == (Problem("decided_lower", cell, "standard"),)
    higher = with_row("start-light", accountable="directorate")
    assert [problem.cell.place for problem in found(higher)] == ["start-standard"]


def test_what_the_law_prohibits_is_answered_within_a_day():
    assert found(with_row("start-forbidden", answer_within=2)) == (Problem("too_slow", Cell("start-forbidden")),)


@pytest.mark.parametrize("place", ["start-standard", "start-full"])
def test_the_advice_of_the_data_protection_officer_cannot_be_left_out(place):
    kept = tuple(part for part in row_at(place).advises if part.role != "dpo")
    assert found(with_row(place, advises=kept)) == (Problem("left_out", Cell(place, "dpo", Mark.ADVISES)),)


def test_other_advice_can_be_left_out_and_added():
    row = row_at("start-standard")
    kept = tuple(part for part in row.advises if part.role != "architect")
    more = (*kept, Part("i_adviser", "building-asked"))
    assert found(with_row("start-standard", advises=more)) == ()


@pytest.mark.parametrize(("name", "mark"), [("advises", Mark.ADVISES), ("informs", Mark.INFORMS)])
def test_nobody_is_asked_twice_at_one_gate(name, mark):
    row = row_at("start-full")
    first = getattr(row, name)[0]
    parts = (*getattr(row, name), Part(first.role, "other"))
    assert found(with_row("start-full", **{name: parts})) == (
        Problem("asked_twice", Cell("start-full", first.role, mark)),
    )


def test_nobody_advises_on_their_own_decision_at_a_gate():
    parts = (*row_at("start-light").advises, Part("team_manager", "law-asked"))
    expected = Problem("judges_itself", Cell("start-light", "team_manager", Mark.ADVISES))
    assert found(with_row("start-light", advises=parts)) == (expected,)


def test_every_gate_keeps_all_its_routes():
    without = msgspec.structs.replace(SHIPPED, gates=SHIPPED.gates[1:])
    first = SHIPPED.gates[0]
    assert found(without) == (Problem("route_missing", Cell(place_of(first)), first.gate),)
