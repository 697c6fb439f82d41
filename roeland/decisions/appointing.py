"""Whose decision it is, here and today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from roeland.decisions.matrices import matrix_of
from roeland.decisions.models import GateRequest
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import Holder, holders
from roeland.register.models import Application
from roeland.rules.gates import Appointment, Refusal, Seat, appoint, levels_from, refusals
from roeland.rules.matrix import GateRow, row_of


@dataclass(frozen=True)
class Appointed:
    """Who answers a request: a role, and through which row of the roles held; nobody for the competent organ."""

    role: str
    held: Holder | None
    own: frozenset[str]
    rule: Appointment

    @property
    def person(self) -> Person | None:
        return self.held.person if self.held else None

    def refusals(self, actor: Person) -> tuple[Refusal, ...]:
        """Why this person may not answer; empty means that they may."""
        return refusals(str(actor.pk), self.rule, self.own)

    @property
    def mandate(self) -> str:
        return self.held.role_held.mandate if self.held else ""

    @property
    def in_place_of(self) -> Person | None:
        """The holder for whom a deputy answers."""
        deputises = self.held and self.held.role_held.person_id != self.held.person.pk
        return self.held.role_held.person if self.held and deputises else None


def row_for(organisation: Organisation, gate: str, route: str) -> GateRow:
    """Who takes part on this route. Raises KeyError for a route that is not known."""
    return row_of(matrix_of(organisation).gates, gate=gate, route=route)


def interested(application: Application, asked_by: Person | None) -> frozenset[str]:
    """Keys of those whose own request it is: who asked, and who reported the application."""
    keys = {asked_by.pk if asked_by else None, application.reporter_id}
    return frozenset(str(key) for key in keys if key)


def appointed(application: Application, *, gate: str, route: str, asked_by: Person | None, today: date) -> Appointed:
    """Who answers a request by `asked_by`. Raises KeyError for a route that is not known."""
    row = row_for(application.organisation, gate, route)
    acting = holders(application.organisation, _ladder(application, row), application.unit, today)
    return appointed_from(acting, application, row=row, asked_by=asked_by)


def appointed_from(
    acting: Mapping[str, Holder], application: Application, *, row: GateRow, asked_by: Person | None
) -> Appointed:
    """Who answers, given who holds the roles of the levels here and now."""
    seats = {role: Seat(str(held.person.pk), str(held.role_held.person_id)) for role, held in acting.items()}
    own = interested(application, asked_by)
    found = appoint(_ladder(application, row), seats, own)
    return Appointed(found.role, acting.get(found.role), own, found)


def appointed_for(gate_request: GateRequest, today: date) -> Appointed:
    """Who answers this request as things stand today: people and roles may have changed since it was asked."""
    return appointed(
        gate_request.application,
        gate=gate_request.gate,
        route=gate_request.route,
        asked_by=gate_request.asked_by,
        today=today,
    )


def _ladder(application: Application, row: GateRow) -> tuple[str, ...]:
    return levels_from(matrix_of(application.organisation).levels, row.accountable)
