"""A governance document: what its schema cannot say, and how an organisation's own version of it is kept."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from roeland.content.conditions import Conditions, written
from roeland.content.organising import Roles
from roeland.rules.gates import ROUTES
from roeland.rules.logic import Condition
from roeland.rules.matrix import Governance
from roeland.rules.matrix_checks import RoleRules

Complaint = tuple[tuple[str | int, ...], str]

TOLD_BY_ROOMS = frozenset({"ai_class", "legal_question_open", "ethics_board_exists"})
"""Facts that are neither asked nor found: the rooms that ask the matrix know them."""


def check(meaning: Governance) -> Iterator[Complaint]:
    """What is wrong with a governance document."""
    yield from _twice([activity.code for activity in meaning.activities], "activities")
    yield from _twice([requirement.code for requirement in meaning.requirements], "requirements")
    yield from _twice([f"{row.gate}/{row.route}" for row in meaning.gates], "gates")
    for gate in dict.fromkeys(row.gate for row in meaning.gates):
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


def kept(meaning: msgspec.Struct) -> dict[str, Any]:
    """A matrix, or a part of it, as plain data to be stored; `read` makes a whole one a matrix again."""
    found: dict[str, Any] = _plain(meaning)
    return found


def read(data: dict[str, Any], *, shipped: Governance) -> Governance:
    """An own matrix from what was stored. Raises msgspec.ValidationError.

    The letters are its own. What the law asks (requirements) is that of the shipped one, and so are the gates that
    it did not know yet: nothing that Roeland learns later stays unguarded.
    """
    conditions = Conditions()

    def hook(wanted: type, raw: Any) -> Any:
        return conditions.condition(raw) if wanted is Condition else raw

    own = msgspec.convert(data, Governance, dec_hook=hook)
    known = {row.gate for row in own.gates}
    gates = (*own.gates, *(row for row in shipped.gates if row.gate not in known))
    return msgspec.structs.replace(shipped, status=own.status, activities=own.activities, gates=gates)


def role_rules(roles: Roles) -> RoleRules:
    """What holds for roles in every matrix."""
    return RoleRules(
        known=frozenset(roles.by_code),
        overseers=frozenset(role.code for role in roles.roles if role.oversees),
        lasting=frozenset(role.code for role in roles.roles if role.stays),
        apart=frozenset(frozenset({role.code, other}) for role in roles.roles for other in role.apart_from),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Condition):
        return written(value)
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
