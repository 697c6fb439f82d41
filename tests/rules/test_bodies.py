"""A body that meets: who counts, who votes, and what then is its advice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.rules.bodies import (
    Choice,
    Outcome,
    Quorum,
    Seat,
    Way,
    carried_gaps,
    counted,
    needed,
    outcome_gaps,
    quorum_gaps,
    reference_gaps,
)

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


def table(*there: bool | None, recused: str = "", chair: str = "") -> list[Seat]:
    """Seats a, b, c, … with who is there; `recused` and `chair` are letters."""
    letters = "abcdefghij"
    return [Seat(k, here, k in recused, k in chair) for k, here in zip(letters, there, strict=False)]


def said(*choices: Choice) -> dict[str, Choice]:
    return dict(zip("abcdefghij", choices, strict=False))


@pytest.mark.parametrize(("seats", "wanted"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3)])
def test_a_majority_is_more_than_half(seats, wanted):
    assert needed(Quorum.MAJORITY, seats) == wanted


@pytest.mark.parametrize(("seats", "wanted"), [(1, 1), (3, 2), (4, 3), (5, 4), (6, 4)])
def test_two_thirds_are_rounded_up(seats, wanted):
    assert needed(Quorum.TWO_THIRDS, seats) == wanted


def test_a_number_of_nought_still_needs_somebody():
    assert needed(Quorum.NUMBER, 4, 0) == 1
    assert quorum_gaps(table(False, False), Quorum.NUMBER, 0) == ("too_few",)


def test_with_enough_members_there_is_a_quorum():
    assert quorum_gaps(table(True, True, False), Quorum.MAJORITY) == ()


def test_who_is_recused_does_not_count_for_the_quorum_and_does_not_lower_it():
    assert quorum_gaps(table(True, True, False, recused="b"), Quorum.MAJORITY) == ("too_few",)


def test_what_nobody_noted_is_not_reached():
    assert quorum_gaps(table(True, None, None), Quorum.MAJORITY) == ("presence_unknown",)


def test_what_nobody_noted_does_not_matter_when_enough_are_there():
    assert quorum_gaps(table(True, True, None), Quorum.MAJORITY) == ()


def test_a_body_without_members_has_no_quorum():
    assert quorum_gaps([], Quorum.MAJORITY) == ("no_members",)


def test_a_number_that_nobody_filled_in_is_not_reached():
    assert quorum_gaps(table(True, True), Quorum.NUMBER, None) == ("rule_incomplete",)


def test_more_for_than_against_carries():
    assert carried_gaps(table(True, True, True), said(FOR, FOR, AGAINST), Way.VOTE) == ()


def test_who_abstains_counts_for_neither():
    assert carried_gaps(table(True, True, True), said(FOR, ABSTAIN, ABSTAIN), Way.VOTE) == ()


def test_more_against_does_not_carry():
    assert carried_gaps(table(True, True, True), said(FOR, AGAINST, AGAINST), Way.VOTE) == ("more_against",)


def test_a_tie_carries_nothing():
    assert carried_gaps(table(True, True, chair="a"), said(FOR, AGAINST), Way.VOTE) == ("tie",)


def test_the_chair_decides_a_tie_only_with_a_casting_vote_and_only_in_favour():
    assert carried_gaps(table(True, True, chair="a"), said(FOR, AGAINST), Way.VOTE, casting_vote=True) == ()
    assert carried_gaps(table(True, True, chair="b"), said(FOR, AGAINST), Way.VOTE, casting_vote=True) == ("tie",)


def test_a_chair_who_is_recused_or_away_has_no_casting_vote():
    away = [*table(True, True), Seat("c", present=False, is_chair=True)]
    assert carried_gaps(away, said(FOR, AGAINST, FOR), Way.VOTE, casting_vote=True) == ("tie",)
    recused = [*table(True, True), Seat("c", present=True, recused=True, is_chair=True)]
    assert carried_gaps(recused, said(FOR, AGAINST, FOR), Way.VOTE, casting_vote=True) == ("tie",)


def test_a_vote_of_who_is_recused_or_away_does_not_exist():
    seats = table(True, True, False, recused="b")
    count = counted(seats, said(FOR, AGAINST, AGAINST))
    assert (count.in_favour, count.against, count.silent) == (1, 0, 0)
    assert carried_gaps(seats, said(FOR, AGAINST, AGAINST), Way.VOTE) == ()


@pytest.mark.parametrize("way", Way)
def test_a_vote_that_nobody_noted_is_no_yes(way):
    assert carried_gaps(table(True, True), said(FOR), way) == ("vote_missing",)


@pytest.mark.parametrize("way", Way)
def test_silence_of_everybody_carries_nothing(way):
    assert carried_gaps(table(True, True), said(ABSTAIN, ABSTAIN), way) == ("nobody_in_favour",)
    assert carried_gaps([], {}, way) == ("nobody_in_favour",)


def test_one_objection_ends_consensus():
    seats = table(True, True, True)
    assert carried_gaps(seats, said(FOR, FOR, AGAINST), Way.CONSENSUS) == ("objection",)
    assert carried_gaps(seats, said(FOR, FOR, ABSTAIN), Way.CONSENSUS) == ()


def test_that_there_is_no_advice_can_always_be_said():
    assert outcome_gaps(Outcome.NO_ADVICE, quorum=("too_few",), carried=("tie",)) == ()


def test_an_advice_needs_quorum_and_votes_and_an_outcome():
    assert outcome_gaps(Outcome.NEGATIVE, quorum=("too_few",), carried=("tie",)) == ("too_few", "tie")
    assert outcome_gaps(Outcome.POSITIVE, quorum=(), carried=()) == ()
    assert outcome_gaps(None, quorum=(), carried=()) == ("outcome_missing",)


def test_the_act_of_an_organ_counts_in_its_own_entity_only():
    assert reference_gaps(entity="city", of_unit="city") == ()
    assert reference_gaps(entity="city", of_unit="board") == ("other_entity",)
    assert reference_gaps(entity="city", of_unit=None) == ("entity_unknown",)


def test_an_act_that_was_corrected_or_is_of_another_organ_does_not_count():
    reasons = reference_gaps(entity="city", of_unit="city", corrected=True, allowed={"college"}, organ="council")
    assert reasons == ("other_organ", "corrected")


SEATS = st.lists(st.builds(tuple, st.tuples(st.sampled_from([True, False, None]), st.booleans())), max_size=9)
VOTES = st.lists(st.sampled_from(list(Choice)), max_size=9)


@given(SEATS, VOTES, st.sampled_from(list(Way)), st.sampled_from([Quorum.MAJORITY, Quorum.TWO_THIRDS]))
def test_learning_who_was_there_never_takes_a_quorum_away(rows, votes, way, rule):
    seats = [Seat(str(n), here, recused) for n, (here, recused) in enumerate(rows)]
    known = [Seat(seat.key, seat.present is True, seat.recused) for seat in seats]
    if not quorum_gaps(seats, rule):
        assert not quorum_gaps(known, rule)
    choices = {str(n): choice for n, choice in enumerate(votes)}
    without = {key: choice for key, choice in choices.items() if any(s.key == key and s.takes_part for s in seats)}
    assert carried_gaps(seats, choices, way) == carried_gaps(seats, without, way)
