"""What keeps a gate shut, who answers a request for it, and by when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from roeland.rules.sources import Source

COMPETENT_ORGAN = "competent_organ"
"""What stands above the highest level. It decides in its own system; here only by reference."""

UNKNOWN_ROUTE = "unknown"


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that must be met on these routes (codes of `Route`) before a gate opens.

    who: codes of the roles that can bring it nearer.
    """

    code: str
    gate: str
    routes: tuple[str, ...]
    who: tuple[str, ...] = ()
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


def open_requirements(
    requirements: Iterable[Requirement], *, gate: str, route: str, met: frozenset[str]
) -> tuple[Requirement, ...]:
    """Return what still keeps `gate` shut on `route`, in the order of the content; empty means open.

    An unknown route must meet the requirements of every route.
    """
    return tuple(
        requirement
        for requirement in requirements
        if requirement.gate == gate
        and (route == UNKNOWN_ROUTE or route in requirement.routes)
        and requirement.code not in met
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


def working_days_after(day: date, count: int) -> date:
    """The day that is `count` (0 or more) working days after `day`.

    Monday to Friday are working days. Public holidays count as working days too: a date is never late by them.
    """
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
