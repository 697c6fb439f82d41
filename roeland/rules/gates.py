"""What keeps a gate shut, who answers a request for it, and by when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from roeland.rules.sources import Source

COMPETENT_ORGAN = "competent_organ"
"""What stands above the highest level. It decides in its own system; here only by reference."""

UNKNOWN_ROUTE = "unknown"
ROUTES = ("light", "standard", "full", "forbidden")
"""The routes that can be known, from the lightest to the heaviest."""


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that must be met on these routes before a gate opens ("unknown": while the route is not known)."""

    code: str
    gate: str
    routes: tuple[str, ...]
    sources: tuple[Source, ...] = ()


class Passed(StrEnum):
    """Why a level does not answer a request itself."""

    OWN_REQUEST = "own_request"
    DEPUTY_OF_REQUESTER = "deputy_of_requester"
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
    """Who answers: a role and a person, or the competent organ and nobody; `passed` says who not, and why."""

    role: str
    person: str | None
    passed: tuple[tuple[str, Passed], ...] = ()


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
    requirements: Iterable[Requirement], *, gate: str, routes: frozenset[str], met: frozenset[str]
) -> tuple[Requirement, ...]:
    """Return what still keeps `gate` shut, in the order of the content; empty means open.

    routes: from `possible_routes`. An unknown route must meet the requirements of every route it may be.
    """
    return tuple(
        requirement
        for requirement in requirements
        if requirement.gate == gate and routes.intersection(requirement.routes) and requirement.code not in met
    )


def levels_from(levels: tuple[str, ...], role: str) -> tuple[str, ...]:
    """The role and every level above it. Raises ValueError when the role is not a level."""
    return levels[levels.index(role) :]


def appoint(ladder: Iterable[str], seats: Mapping[str, Seat | None], own: frozenset[str]) -> Appointment:
    """The first level on the ladder that may answer.

    own: keys of the persons whose request it is. They and their deputies are passed over for the next level up;
    so is a level that nobody holds. Above the last level stands the competent organ.
    """
    passed: list[tuple[str, Passed]] = []
    for role in ladder:
        seat = seats.get(role)
        why = _why_passed(seat, own)
        if why is None and seat is not None:
            return Appointment(role, seat.person, tuple(passed))
        passed.append((role, why or Passed.VACANT))
    return Appointment(COMPETENT_ORGAN, None, tuple(passed))


def _why_passed(seat: Seat | None, own: frozenset[str]) -> Passed | None:
    if seat is None:
        return Passed.VACANT
    if seat.person in own:
        return Passed.OWN_REQUEST
    return Passed.DEPUTY_OF_REQUESTER if seat.holder in own else None


def refusals(actor: str, appointment: Appointment, own: frozenset[str]) -> tuple[Refusal, ...]:
    """Why this person may not answer the request; empty means that they may."""
    found = []
    if actor in own:
        found.append(Refusal.OWN_REQUEST)
    if appointment.person is None or actor != appointment.person:
        found.append(Refusal.NOT_THE_HOLDER)
    return tuple(found)
