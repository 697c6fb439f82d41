"""What differs between two matrices, cell by cell."""

import msgspec

from roeland.content import shipped
from roeland.rules.matrix import Governance, Mark
from roeland.rules.matrix_comparing import Difference, Held, changed_roles, differences
from tests.rules.test_matrix_checks import row_at, with_activity, with_row

SHIPPED = shipped.meaning("governance", Governance)


def test_a_matrix_does_not_differ_from_itself():
    assert differences(SHIPPED, SHIPPED) == ()


def test_a_letter_that_moves_differs_for_both_roles():
    found = differences(SHIPPED, with_activity("s02", does=("lawyer",)))
    assert found == (
        Difference("s02", "lawyer", (), (Held(Mark.DOES),)),
        Difference("s02", "hr_adviser", (Held(Mark.DOES),), ()),
    )
    assert changed_roles(found) == ("lawyer", "hr_adviser")


def test_a_role_with_two_letters_keeps_the_other():
    found = differences(SHIPPED, with_activity("s04", does=()))
    both = (Held(Mark.ACCOUNTABLE), Held(Mark.DOES))
    assert found == (Difference("s04", "team_manager", both, (Held(Mark.ACCOUNTABLE),)),)


def test_another_condition_differs():
    parts = tuple(
        msgspec.structs.replace(part, code="law-asked") if part.role == "ciso" else part
        for part in row_at("start-standard").advises
    )
    before, after = Held(Mark.ADVISES, "security-asked"), Held(Mark.ADVISES, "law-asked")
    found = differences(SHIPPED, with_row("start-standard", advises=parts))
    assert found == (Difference("start-standard", "ciso", (before,), (after,)),)


def test_the_order_of_roles_is_no_difference():
    row = row_at("start-standard")
    assert differences(SHIPPED, with_row("start-standard", advises=row.advises[::-1])) == ()


def test_who_is_told_and_how_long_it_takes_differ():
    row = row_at("start-light")
    found = differences(SHIPPED, with_row("start-light", told=(), answer_within=row.answer_within + 1))
    told = [Difference("start-light", role, (Held(Mark.TOLD),), ()) for role in row.told]
    days = Difference("start-light", days=(row.answer_within, row.answer_within + 1))
    assert found == (*told, days)


def test_a_gate_that_the_other_lacks_counts_as_empty():
    without = msgspec.structs.replace(SHIPPED, gates=())
    places = {difference.place for difference in differences(without, SHIPPED)}
    assert {"start-light", "start-standard", "start-full", "start-forbidden"} <= places
