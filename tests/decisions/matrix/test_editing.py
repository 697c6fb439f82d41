"""Changing one place of a matrix leaves the others alone, unless they say the same and somebody asks for it."""

import msgspec
import pytest

from roeland.content import shipped
from roeland.decisions.matrix.editing import Added, Taking, alike, find, known_parts, stamp, with_taking
from roeland.rules.matrix import Governance
from roeland.rules.matrix_checks import place_of

SHIPPED = shipped.meaning("governance", Governance)
START = tuple(row for row in SHIPPED.gates if row.gate == "start")


@pytest.fixture
def several():
    """The same routes at three gates, of which one decides otherwise."""
    gates = [msgspec.structs.replace(row, gate=gate) for gate in ("start", "change", "retire") for row in START]
    gates = [msgspec.structs.replace(row, answer_within=9) if place_of(row) == "retire-light" else row for row in gates]
    return msgspec.structs.replace(SHIPPED, gates=tuple(gates))


def taken(matrix, **fields) -> Governance:
    kept = {"accountable": "department_head", "answer_within": 4}
    return with_taking(matrix, "start-light", Taking(**kept | fields), SHIPPED)


def test_one_gate_changes_alone(several):
    changed = taken(several)
    assert find(changed, "start-light").accountable == "department_head"
    assert find(changed, "change-light") == find(several, "change-light")
    assert changed.activities == several.activities


def test_gates_that_say_the_same_change_along_when_asked(several):
    changed = taken(several, everywhere=True, added=Added("A", "lawyer", "law-asked"))
    here, other = find(changed, "start-light"), find(changed, "change-light")
    assert msgspec.structs.replace(other, gate="start") == here
    assert other.advises[0].role == "lawyer"
    assert find(changed, "retire-light") == find(several, "retire-light")
    assert [place_of(row) for row in changed.gates] == [place_of(row) for row in several.gates]


def test_only_gates_that_say_the_same_are_alike(several):
    assert [row.gate for row in alike(several, find(several, "start-light"))] == ["change"]
    assert [row.gate for row in alike(several, find(several, "retire-light"))] == []
    assert [row.gate for row in alike(several, find(several, "start-full"))] == ["change", "retire"]


def test_what_always_holds_is_offered_on_its_own_route_only():
    assert "full-asked" in known_parts((SHIPPED,), "full")
    assert "full-asked" not in known_parts((SHIPPED,), "standard")
    assert "privacy-asked" in known_parts((SHIPPED,), "light")


def test_a_stamp_tells_two_states_of_a_place_apart(several):
    before = stamp(find(several, "start-light"))
    assert before == stamp(find(several, "start-light"))
    assert before != stamp(find(taken(several), "start-light"))
