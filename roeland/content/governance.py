"""What the schema of a governance document cannot say: codes are unique, every gate has all its routes."""

from collections import Counter
from collections.abc import Iterator

from roeland.rules.gates import ROUTES
from roeland.rules.matrix import Governance

Complaint = tuple[tuple[str | int, ...], str]

TOLD_BY_ROOMS = frozenset({"ai_class", "legal_question_open", "ethics_board_exists"})
"""Facts that are neither asked nor found: the rooms that ask the matrix know them."""


def check(meaning: Governance) -> Iterator[Complaint]:
    """What is wrong with a governance document."""
    yield from _twice([activity.code for activity in meaning.activities], "activities")
    yield from _twice([requirement.code for requirement in meaning.requirements], "requirements")
    yield from _twice([f"{row.gate}/{row.route}" for row in meaning.gates], "gates")
    for gate in {row.gate for row in meaning.gates}:
        routes = {row.route for row in meaning.gates if row.gate == gate}
        if routes != set(ROUTES):
            yield ("gates",), f"the gate '{gate}' must have a row for each of {', '.join(ROUTES)}"
    for number, row in enumerate(meaning.gates):
        if row.accountable not in meaning.levels:
            yield ("gates", number, "accountable"), f"'{row.accountable}' is not one of the levels"


def _twice(codes: list[str], place: str) -> Iterator[Complaint]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield (place,), f"'{code}' stands here {times} times"
