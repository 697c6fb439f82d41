"""What keeps a gate shut, who answers a request for it, and by when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import msgspec

from roeland.rules.sources import Source

COMPETENT_ORGAN = "competent_organ"
"""What stands above the highest level. It decides in its own system; here only by reference."""

UNKNOWN_ROUTE = "unknown"
ROUTES = ("light", "standard", "full", "forbidden")
"""The routes that can be known, from the lightest to the heaviest."""


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that must be met at these gates, on these routes ("unknown": while the route is not known).

    stage: "ask" before a request is taken at all, "decide" before an answer may open the gate.
    """

    code: str
    gates: tuple[str, ...]
    routes: tuple[str, ...]
    stage: Literal["ask", "decide"] = "decide"
    sources: tuple[Source, ...] = ()


class Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Through which gate an application goes from one phase to another, on these routes.

    undecided: whether it holds for what is in use and was never decided on (true), for what was (false), or both.
    """

    gate: str
    comes_from: tuple[str, ...]
    leads_to: tuple[str, ...]
    routes: tuple[str, ...]
    undecided: bool | None = None


class Passed(StrEnum):
    """Why a level does not answer a request itself."""

    OWN_REQUEST = "own_request"
    DEPUTY_OF_REQUESTER = "deputy_of_requester"
    ADVISER = "adviser"
    DEPUTY_OF_ADVISER = "deputy_of_adviser"
    VACANT = "vacant"


class Refusal(StrEnum):
    """Why somebody may not answer a request."""

    OWN_REQUEST = "own_request"
    NOT_THE_HOLDER = "not_the_holder"


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts in a role here and now: `person`, and `holder`, in whose place a deputy acts (else the same)."""

    person: str
    holder: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """Who answers: a role and the persons who hold it, or the competent organ and nobody.

    persons: the first to sign decides. passed: which levels do not, and why.
    """

    role: str
    persons: tuple[str, ...] = ()
    passed: tuple[tuple[str, Passed], ...] = ()

    @property
    def person(self) -> str | None:
        """The one who is named first."""
        return self.persons[0] if self.persons else None


def possible_routes(route: str, at_least: str = UNKNOWN_ROUTE, at_most: str = UNKNOWN_ROUTE) -> frozenset[str]:
    """The routes that an application may turn out to have; with "unknown" while there is more than one.

    A route that is not known and has no sound bounds may be any.
    """
    if route in ROUTES:
        return frozenset({route})
    low = ROUTES.index(at_least) if at_least in ROUTES else 0
    high = ROUTES.index(at_most) if at_most in ROUTES else len(ROUTES) - 1
    between = ROUTES[low : high + 1] or ROUTES
    return frozenset({*between, UNKNOWN_ROUTE})


def open_requirements(
    requirements: Iterable[Requirement],
    *,
    gate: str,
    routes: frozenset[str],
    met: frozenset[str],
    stage: Literal["ask", "decide"] = "decide",
) -> tuple[Requirement, ...]:
    """Return what still keeps `gate` shut, in the order of the content; empty means open.

    routes: from `possible_routes`. An unknown route must meet the requirements of every route it may be.
    stage: "ask" leaves out what only an answer must meet.
    """
    return tuple(
        requirement
        for requirement in requirements
        if gate in requirement.gates
        and routes.intersection(requirement.routes)
        and requirement.code not in met
        and stage in (requirement.stage, "decide")
    )


def passages_from(
    passages: Iterable[Passage], *, phase: str, routes: frozenset[str], undecided: bool
) -> tuple[tuple[str, str], ...]:
    """The gates that can be asked here, each with the phase that it leads to; "" stands for the phase as it is.

    undecided: in use without a decision that holds. A route that is not known counts as every route it may be, so
    that a passage which only some of them allow is not there.
    """
    return tuple(
        (passage.gate, leads_to)
        for passage in passages
        if phase in passage.comes_from
        and routes - {UNKNOWN_ROUTE} <= set(passage.routes)
        and passage.undecided in (None, undecided)
        for leads_to in passage.leads_to
    )


def levels_from(levels: tuple[str, ...], role: str) -> tuple[str, ...]:
    """The role and every level above it. Raises ValueError when the role is not a level."""
    return levels[levels.index(role) :]


def appoint(
    ladder: Iterable[str],
    seats: Mapping[str, Sequence[Seat]],
    own: frozenset[str],
    advisers: frozenset[str] = frozenset(),
) -> Appointment:
    """The first level on the ladder that may answer, with everybody who may there.

    own: keys of the persons whose request it is; advisers: of those who advise on it. They and their deputies are
    passed over for a colleague in the same place, or else for the next level up; so is a level that nobody holds.
    Above the last level stands the competent organ.
    """
    passed: list[tuple[str, Passed]] = []
    for role in ladder:
        why = {seat.person: _why_passed(seat, own, advisers) for seat in seats.get(role, ())}
        if free := tuple(person for person, reason in why.items() if reason is None):
            return Appointment(role, free, tuple(passed))
        passed.append((role, next((reason for reason in why.values() if reason), Passed.VACANT)))
    return Appointment(COMPETENT_ORGAN, (), tuple(passed))


def _why_passed(seat: Seat, own: frozenset[str], advisers: frozenset[str]) -> Passed | None:
    if seat.person in own:
        return Passed.OWN_REQUEST
    if seat.holder in own:
        return Passed.DEPUTY_OF_REQUESTER
    if seat.person in advisers:
        return Passed.ADVISER
    return Passed.DEPUTY_OF_ADVISER if seat.holder in advisers else None


def refusals(actor: str, appointment: Appointment, own: frozenset[str]) -> tuple[Refusal, ...]:
    """Why this person may not answer the request; empty means that they may."""
    found = []
    if actor in own:
        found.append(Refusal.OWN_REQUEST)
    if actor not in appointment.persons:
        found.append(Refusal.NOT_THE_HOLDER)
    return tuple(found)
