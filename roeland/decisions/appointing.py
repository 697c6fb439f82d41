"""Whose decision it is, here and today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roeland.decisions.matrices import matrix_at, matrix_of
from roeland.decisions.models import Advice, GateRequest
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import Holder, all_holders
from roeland.register.models import Application
from roeland.rules.gates import COMPETENT_ORGAN, ROUTES, Appointment, Refusal, Seat, appoint, levels_from, refusals
from roeland.rules.matrix import GateRow, Governance, row_of

CISO = "ciso"


@dataclass(frozen=True)
class Appointed:
    """Who answers a request: a role, and through which rows of the roles held; nobody for the competent organ.

    Of several the first to sign decides; `held` is the first appointed of them, or who signs.
    """

    role: str
    everybody: tuple[Holder, ...]
    own: frozenset[str]
    rule: Appointment

    @property
    def held(self) -> Holder | None:
        return self.everybody[0] if self.everybody else None

    @property
    def person(self) -> Person | None:
        return self.held.person if self.held else None

    @property
    def persons(self) -> tuple[Person, ...]:
        return tuple(held.person for held in self.everybody)

    def refusals(self, actor: Person) -> tuple[Refusal, ...]:
        """Why this person may not answer; empty means that they may."""
        return refusals(str(actor.pk), self.rule, self.own)

    def signed_by(self, actor: Person) -> "Appointed":
        """The same with the actor in front, so that the mandate is theirs."""
        return replace(self, everybody=tuple(sorted(self.everybody, key=lambda held: held.person.pk != actor.pk)))

    @property
    def mandate(self) -> str:
        return self.held.role_held.mandate if self.held else ""

    @property
    def decides_alone(self) -> bool:
        """Whether the mandate lets this person decide on the full route without the competent organ."""
        return bool(self.held and self.held.role_held.decides_alone)

    @property
    def in_place_of(self) -> Person | None:
        """The holder for whom a deputy answers."""
        deputises = self.held and self.held.role_held.person_id != self.held.person.pk
        return self.held.role_held.person if self.held and deputises else None


def row_for(organisation: Organisation, gate: str, route: str) -> GateRow:
    """Who takes part on this route. Raises KeyError for a route that is not known."""
    return row_of(matrix_of(organisation).gates, gate=gate, route=route)


def row_at(gate_request: GateRequest) -> GateRow:
    """Who takes part in a request, by the version of the matrix that it keeps."""
    matrix = matrix_at(gate_request.organisation, gate_request.governance)
    return row_of(matrix.gates, gate=gate_request.gate, route=gate_request.route)


def interested(application: Application, asked_by: Person | None) -> frozenset[str]:
    """Keys of those whose own request it is: who asked, and who reported the application."""
    keys = {asked_by.pk if asked_by else None, application.reporter_id}
    return frozenset(str(key) for key in keys if key)


def appointed(application: Application, *, gate: str, route: str, asked_by: Person | None, today: date) -> Appointed:
    """Who answers a request by `asked_by`. Raises KeyError for a route that is not known."""
    matrix = matrix_of(application.organisation)
    row = row_of(matrix.gates, gate=gate, route=route)
    acting = all_holders(application.organisation, _ladder(matrix, row), application.unit, today)
    return appointed_from(acting, application, matrix=matrix, row=row, asked_by=asked_by)


def appointed_from(
    acting: Mapping[str, Sequence[Holder]],
    application: Application,
    *,
    matrix: Governance,
    row: GateRow,
    asked_by: Person | None,
    advisers: frozenset[str] = frozenset(),
) -> Appointed:
    """Who answers, given who holds the roles of the levels here and now. advisers: keys of those who advised."""
    seats = {
        role: [Seat(str(held.person.pk), str(held.role_held.person_id)) for held in several]
        for role, several in acting.items()
    }
    own = interested(application, asked_by)
    found = appoint(_ladder(matrix, row), seats, own, advisers)
    chosen = tuple(held for held in acting.get(found.role, ()) if str(held.person.pk) in found.persons)
    return Appointed(found.role, chosen, own, found)


def appointed_for_experiment(application: Application, runs: Person | None, today: date) -> Appointed:
    """Who says what comes of an experiment: who decides at its gate, but never who runs or owns it."""
    matrix = matrix_of(application.organisation)
    row = row_of(matrix.gates, gate="start", route=_known_route(application) or ROUTES[0])
    acting = all_holders(application.organisation, _ladder(matrix, row), application.unit, today)
    owner = frozenset({str(application.owner_id)}) if application.owner_id else frozenset()
    return appointed_from(acting, application, matrix=matrix, row=row, asked_by=runs, advisers=owner)


def appointed_for(gate_request: GateRequest, today: date) -> Appointed:
    """Who answers this request as things stand today: people and roles may have changed since it was asked."""
    application = gate_request.application
    matrix, row = matrix_at(gate_request.organisation, gate_request.governance), row_at(gate_request)
    acting = all_holders(application.organisation, _ladder(matrix, row), application.unit, today)
    return appointed_from(
        acting,
        application,
        matrix=matrix,
        row=row,
        asked_by=gate_request.asked_by,
        advisers=advisers_of(gate_request),
    )


def advisers_of(gate_request: GateRequest) -> frozenset[str]:
    """Keys of those who advised on a request. They do not decide on it."""
    given = Advice.objects.filter(inquiry__gate_request=gate_request).exclude(verdict=Advice.Verdict.NOT_FOR_ME)
    return frozenset(str(key) for key in given.values_list("given_by", flat=True))


def appointed_to_stop(application: Application, today: date) -> list[Appointed]:
    """Who may order a stop: who is accountable, every level above, and a CISO whose mandate says so.

    Stopping is no favour to oneself: unlike a decision it may be about the own request.
    """
    matrix = matrix_of(application.organisation)
    levels = levels_from(matrix.levels, _accountable(matrix, application))
    acting = all_holders(application.organisation, (*levels, CISO), application.unit, today)
    found = [_as(role, acting[role]) for role in levels if role in acting]
    watching = [held for held in acting.get(CISO, ()) if held.role_held.may_stop]
    found += [_as(CISO, watching)] if watching else []
    return found or [_as(COMPETENT_ORGAN, ())]


def _accountable(matrix: Governance, application: Application) -> str:
    """The level that is accountable for the application as it stands; the lowest while nobody knows its route."""
    route = _known_route(application)
    return row_of(matrix.gates, gate="start", route=route).accountable if route else matrix.levels[0]


def _as(role: str, several: Iterable[Holder]) -> Appointed:
    everybody = tuple(several)
    return Appointed(role, everybody, frozenset(), Appointment(role, tuple(str(held.person.pk) for held in everybody)))


def _known_route(application: Application) -> str:
    """The route, or the heaviest that it may turn out to have; empty while nobody knows."""
    found = application.route if application.route in ROUTES else application.route_at_most
    return found if found in ROUTES else ""


def _ladder(matrix: Governance, row: GateRow) -> tuple[str, ...]:
    return levels_from(matrix.levels, row.accountable)
