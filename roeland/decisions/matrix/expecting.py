"""What a role asks of who holds it, as the matrix that holds here says it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roeland.decisions.matrices import matrix_of
from roeland.decisions.matrix import words
from roeland.decisions.showing import text
from roeland.organisation.models import Organisation
from roeland.rules.matrix import GateRow, Governance, Mark

LETTERED = (Mark.ACCOUNTABLE, Mark.ADVISES, Mark.INFORMS, Mark.DOES)


@dataclass(frozen=True)
class Expected:
    """One thing that a role asks: the letter of the part, and what it is."""

    mark: str
    words: str


def asked_of(organisation: Organisation, role: str) -> list[Expected]:
    """What the role asks, the heaviest part first; empty for a role that the matrix does not name."""
    matrix = matrix_of(organisation)
    found = [*_deciding(matrix, role), *_at_gates(matrix, role), *_standing(matrix, role)]
    order = [mark.value for mark in LETTERED]
    return sorted(dict.fromkeys(found), key=lambda one: order.index(one.mark))


def _standing(matrix: Governance, role: str) -> Iterator[Expected]:
    for activity in matrix.activities:
        for mark in activity.mark(role):
            yield Expected(mark.value, text(activity.code).label)


def _deciding(matrix: Governance, role: str) -> Iterator[Expected]:
    """One line for each gate, with the routes on which this role decides there."""
    for gate in dict.fromkeys(row.gate for row in matrix.gates):
        routes = [row.route for row in matrix.gates if row.gate == gate and row.accountable == role]
        if routes:
            named = ", ".join(words.route(route).lower() for route in routes)
            told = {"gate": words.gate(gate), "routes": named}
            yield Expected(Mark.ACCOUNTABLE.value, _("Deciding at the gate “%(gate)s” (route: %(routes)s).") % told)


def _at_gates(matrix: Governance, role: str) -> Iterator[Expected]:
    for row in matrix.gates:
        yield from _at_gate(row, role)


def _at_gate(row: GateRow, role: str) -> Iterator[Expected]:
    for part in row.advises:
        if part.role == role:
            yield Expected(Mark.ADVISES.value, _("Giving advice when %(reason)s.") % {"reason": text(part.code).label})
    for part in row.informs:
        if part.role == role:
            yield Expected(Mark.INFORMS.value, _("Giving facts when %(reason)s.") % {"reason": text(part.code).label})
