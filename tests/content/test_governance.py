"""The shipped matrix holds together with the roles, the intake and the classification."""

import json

import msgspec
import pytest

from roeland.content import governance, shipped
from roeland.content.organising import Roles
from roeland.rules.matrix import Governance, Mark

MATRIX = shipped.meaning("governance", Governance)


def complaints(**changes):
    return [message for _, message in governance.check(msgspec.structs.replace(MATRIX, **changes))]


def test_the_shipped_matrix_is_a_proposal_of_nineteen_activities():
    assert MATRIX.status == "proposal"
    assert [activity.code for activity in MATRIX.activities] == [f"s{number:02d}" for number in range(1, 20)]


def test_every_role_of_the_matrix_is_a_role_we_know():
    assert MATRIX.roles() <= {role.code for role in shipped.meaning("roles", Roles).roles}


def test_every_track_has_its_activities():
    assert {a.track for a in MATRIX.activities} == {"people", "leadership", "organisation", "technology", "law"}


def test_every_fact_that_a_condition_reads_can_become_known_or_is_listed_as_not_asked():
    asked = {fact for question in shipped.questionnaire("intake").questions() for fact in question.fact_codes}
    found = {f"finding.{rule.code}" for rule in shipped.classification().rules}
    read = {fact for part in MATRIX.parts() if part.when for fact in part.when.facts()}
    assert read - asked - found - governance.TOLD_BY_ROOMS == set(MATRIX.not_asked)


def test_the_data_protection_officer_is_never_accountable_and_never_does_the_work():
    marks = {mark for activity in MATRIX.activities for mark in activity.mark("dpo")}
    assert marks == {Mark.ADVISES}


def test_the_letters_that_the_responsibility_itself_says_are_right():
    assert all(activity.mark("council") in ((), (Mark.ACCOUNTABLE,)) for activity in MATRIX.activities)
    assert all(activity.mark("lawyer") in ((), (Mark.ADVISES,)) for activity in MATRIX.activities)


def test_a_gate_that_misses_a_route_is_refused():
    assert complaints(gates=MATRIX.gates[:-1]) == [
        "the gate 'retire' must have a row for each of light, standard, full, forbidden"
    ]


def test_an_accountable_role_must_be_a_level():
    assert complaints(levels=("team_manager", "department_head")) == ["'directorate' is not one of the levels"] * 8


@pytest.mark.parametrize("part", ["activities", "requirements"])
def test_a_code_stands_once(part):
    items = getattr(MATRIX, part)
    assert f"'{items[0].code}' stands here 2 times" in complaints(**{part: (*items, items[0])})


def test_a_matrix_that_was_kept_is_read_back_as_the_same():
    stored = json.loads(json.dumps(governance.kept(MATRIX)))
    assert governance.read(stored, shipped=MATRIX) == MATRIX


def test_what_the_law_asks_is_always_that_of_the_shipped_one():
    stored = governance.kept(msgspec.structs.replace(MATRIX, requirements=(), levels=("team_manager",)))
    own = governance.read(stored, shipped=MATRIX)
    assert own.requirements == MATRIX.requirements
    assert own.levels == MATRIX.levels


def test_a_gate_that_an_own_matrix_did_not_know_yet_is_that_of_the_shipped_one():
    stored = governance.kept(msgspec.structs.replace(MATRIX, gates=()))
    assert governance.read(stored, shipped=MATRIX).gates == MATRIX.gates


@pytest.mark.parametrize("wrong", [{"activities": [{"code": "s01"}]}, {"status": "law"}, {"other": 1}])
def test_what_is_no_matrix_is_not_read(wrong):
    with pytest.raises(msgspec.ValidationError):
        governance.read(governance.kept(MATRIX) | wrong, shipped=MATRIX)


def test_who_oversees_and_whose_advice_stays_is_content():
    rules = governance.role_rules(shipped.meaning("roles", Roles))
    assert rules.overseers == {"dpo", "ciso"}
    assert rules.lasting == {"dpo"}
    assert frozenset({"dpo", "privacy_officer"}) in rules.apart
