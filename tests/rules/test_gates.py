"""What keeps a gate shut, who answers, and by when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.rules.gates import (
    COMPETENT_ORGAN,
    ROUTES,
    Passed,
    Refusal,
    Requirement,
    Seat,
    appoint,
    levels_from,
    open_requirements,
    possible_routes,
    refusals,
)

LEVELS = ("team_manager", "department_head", "directorate")
REQUIREMENTS = (
    Requirement("classified", ("start",), ROUTES),
    Requirement("route-known", ("start",), ("unknown",)),
    Requirement("advice-given", ("start",), ("standard", "full")),
    Requirement("allowed-at-all", ("start",), ("forbidden",)),
    Requirement("monitored", ("go_live",), ROUTES),
)
PERSONS = ("an", "bo", "cas", "dee")
seats = st.lists(st.builds(Seat, person=st.sampled_from(PERSONS), holder=st.sampled_from(PERSONS)), max_size=3)
ladders = st.fixed_dictionaries({role: seats for role in LEVELS})
persons = st.frozensets(st.sampled_from(PERSONS))
routes = st.sampled_from([*ROUTES, "unknown", ""])


def codes(*, routes, met=("classified",)):
    return [r.code for r in open_requirements(REQUIREMENTS, gate="start", routes=routes, met=frozenset(met))]


def sits(person, holder=None):
    return Seat(person, holder or person)


def test_a_light_gate_opens_when_the_intake_is_there():
    assert codes(routes=possible_routes("light")) == []


def test_a_light_gate_without_an_intake_stays_shut():
    assert codes(routes=possible_routes("light"), met=()) == ["classified"]


def test_a_standard_gate_waits_for_advice():
    assert codes(routes=possible_routes("standard")) == ["advice-given"]


def test_a_forbidden_application_never_meets_what_the_law_asks():
    assert codes(routes=possible_routes("forbidden")) == ["allowed-at-all"]


def test_an_unknown_route_must_meet_the_requirements_of_every_route():
    assert codes(routes=possible_routes("unknown")) == ["route-known", "advice-given", "allowed-at-all"]


def test_an_unknown_route_with_bounds_must_meet_what_lies_between_them():
    assert codes(routes=possible_routes("unknown", "light", "standard")) == ["route-known", "advice-given"]


def test_an_unknown_route_stays_shut_even_when_every_other_requirement_is_met():
    met = {"classified", "advice-given", "allowed-at-all"}
    assert codes(routes=possible_routes("unknown"), met=met) == ["route-known"]


def test_requirements_of_another_gate_do_not_count():
    found = open_requirements(REQUIREMENTS, gate="go_live", routes=possible_routes("light"), met=frozenset())
    assert [requirement.code for requirement in found] == ["monitored"]


@pytest.mark.parametrize("bounds", [("full", "light"), ("", ""), ("nonsense", "standard!")])
def test_unsound_bounds_leave_every_route_possible(bounds):
    assert possible_routes("unknown", *bounds) == {*ROUTES, "unknown"}


@given(routes, routes, routes)
def test_only_a_known_route_is_one_route(route, at_least, at_most):
    found = possible_routes(route, at_least, at_most)
    assert ("unknown" in found) is (route not in ROUTES)
    assert found - {"unknown"}


@given(routes, routes, routes, st.frozensets(st.sampled_from([r.code for r in REQUIREMENTS])))
def test_meeting_more_never_shuts_a_gate(route, at_least, at_most, met):
    possible = possible_routes(route, at_least, at_most)
    assert set(codes(routes=possible, met=met)) <= set(codes(routes=possible, met=()))


@given(routes, routes)
def test_an_unknown_route_is_never_easier_than_a_route_it_may_be(at_least, at_most):
    possible = possible_routes("unknown", at_least, at_most)
    for route in possible - {"unknown"}:
        assert set(codes(routes=possible_routes(route))) < set(codes(routes=possible))


def test_the_ladder_starts_at_the_accountable_role():
    assert levels_from(LEVELS, "department_head") == ("department_head", "directorate")


def test_a_role_that_is_no_level_has_no_ladder():
    with pytest.raises(ValueError, match="not in"):
        levels_from(LEVELS, "user")


def test_the_team_manager_answers_somebody_elses_request():
    found = appoint(LEVELS, {"team_manager": [sits("tom")]}, frozenset({"eva"}))
    assert (found.role, found.person, found.passed) == ("team_manager", "tom", ())


def test_the_own_request_goes_to_the_next_level_up():
    seats = {"team_manager": [sits("tom")], "department_head": [sits("hind")]}
    found = appoint(LEVELS, seats, frozenset({"tom"}))
    assert (found.role, found.person) == ("department_head", "hind")
    assert found.passed == (("team_manager", Passed.OWN_REQUEST),)


def test_the_own_deputy_does_not_answer_the_own_request():
    seats = {"team_manager": [sits("dirk", holder="tom")], "department_head": [sits("hind")]}
    found = appoint(LEVELS, seats, frozenset({"tom"}))
    assert (found.role, found.person) == ("department_head", "hind")
    assert found.passed == (("team_manager", Passed.DEPUTY_OF_REQUESTER),)


def test_a_deputy_answers_for_an_absent_holder_who_did_not_ask():
    found = appoint(LEVELS, {"team_manager": [sits("dirk", holder="tom")]}, frozenset({"eva"}))
    assert (found.role, found.person) == ("team_manager", "dirk")


def test_a_level_that_nobody_holds_is_no_dead_end():
    found = appoint(LEVELS, {"directorate": [sits("an")]}, frozenset({"eva"}))
    assert (found.role, found.person) == ("directorate", "an")
    assert found.passed == (("team_manager", Passed.VACANT), ("department_head", Passed.VACANT))


def test_somebody_who_holds_every_level_meets_the_competent_organ():
    seats = {role: [sits("an")] for role in LEVELS}
    found = appoint(LEVELS, seats, frozenset({"an"}))
    assert (found.role, found.person) == (COMPETENT_ORGAN, None)
    assert [role for role, _ in found.passed] == list(LEVELS)


@given(ladders, persons)
def test_nobody_ever_answers_their_own_request_nor_lets_their_deputy_do_it(seats, own):
    found = appoint(LEVELS, seats, own)
    acting = {seat.person: seat for seat in seats[found.role]} if found.persons else {}
    for person in found.persons:
        assert person not in own
        assert acting[person].holder not in own


@given(ladders, persons)
def test_every_level_below_the_one_that_answers_is_explained(seats, own):
    found = appoint(LEVELS, seats, own)
    below = LEVELS[: LEVELS.index(found.role)] if found.person else LEVELS
    assert tuple(role for role, _ in found.passed) == below


def test_the_holder_may_answer():
    found = appoint(LEVELS, {"team_manager": [sits("tom")]}, frozenset({"eva"}))
    assert refusals("tom", found, frozenset({"eva"})) == ()


def test_the_requester_hears_both_reasons():
    found = appoint(LEVELS, {"team_manager": [sits("tom")]}, frozenset({"tom"}))
    assert refusals("tom", found, frozenset({"tom"})) == (Refusal.OWN_REQUEST, Refusal.NOT_THE_HOLDER)


def test_anybody_else_is_not_the_holder():
    found = appoint(LEVELS, {"team_manager": [sits("tom")]}, frozenset({"eva"}))
    assert refusals("bo", found, frozenset({"eva"})) == (Refusal.NOT_THE_HOLDER,)


@given(st.sampled_from(PERSONS), ladders, persons)
def test_only_those_who_hold_the_level_that_answers_may(actor, seats, own):
    found = appoint(LEVELS, seats, own)
    assert (refusals(actor, found, own) == ()) == (actor in found.persons)


def test_of_several_at_one_level_each_may_answer_and_the_requester_may_not():
    seats = {"team_manager": [sits("an"), sits("bo"), sits("cas")]}
    assert appoint(LEVELS, seats, frozenset({"bo"})).persons == ("an", "cas")


def test_who_advised_does_not_answer_and_nor_does_their_deputy():
    seats = {"team_manager": [sits("an")], "department_head": [sits("bo", holder="an")], "directorate": [sits("dee")]}
    found = appoint(LEVELS, seats, frozenset(), frozenset({"an"}))
    assert found.persons == ("dee",)
    assert [why for _, why in found.passed] == [Passed.ADVISER, Passed.DEPUTY_OF_ADVISER]
