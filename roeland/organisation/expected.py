"""What a role asks of who holds it, as the matrix of roles says it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roeland.content import shipped
from roeland.rules.matrix import GateRow, Governance, Mark

LETTERED = (Mark.ACCOUNTABLE, Mark.ADVISES, Mark.INFORMS, Mark.DOES)


@dataclass(frozen=True)
class Expected:
    """One thing that a role asks: the letter of the part, and what it is."""

    mark: str
    words: str


def asked_of(role: str) -> list[Expected]:
    """What the role asks, the heaviest part first; empty for a role that the matrix does not name."""
    matrix = shipped.meaning("governance", Governance)
    found = [*_at_gates(matrix, role), *_standing(matrix, role)]
    order = [mark.value for mark in LETTERED]
    return sorted(dict.fromkeys(found), key=lambda one: order.index(one.mark))


def _standing(matrix: Governance, role: str) -> Iterator[Expected]:
    for activity in matrix.activities:
        for mark in activity.mark(role):
            yield Expected(mark.value, _text(activity.code))


def _at_gates(matrix: Governance, role: str) -> Iterator[Expected]:
    for gate in matrix.gates:
        yield from _at_gate(gate, role)


def _at_gate(gate: GateRow, role: str) -> Iterator[Expected]:
    if gate.accountable == role:
        yield Expected(Mark.ACCOUNTABLE.value, _("Deciding whether an application may start."))
    for part in gate.advises:
        if part.role == role:
            yield Expected(Mark.ADVISES.value, _("Giving advice when %(reason)s.") % {"reason": _text(part.code)})
    for part in gate.informs:
        if part.role == role:
            yield Expected(Mark.INFORMS.value, _("Giving facts when %(reason)s.") % {"reason": _text(part.code)})


def _text(code: str) -> str:
    return shipped.text("governance", code, get_language() or "nl").label
