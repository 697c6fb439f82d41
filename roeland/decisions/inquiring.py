"""Who is asked about a request, by the matrix and the facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from roeland.bodies.queries import ethics_board
from roeland.decisions.gatekeeping import Standing
from roeland.decisions.matrices import matrix_of
from roeland.decisions.models import Inquiry
from roeland.decisions.models.inquiries import SPEAKS_BESIDE
from roeland.organisation.models import Person
from roeland.organisation.queries import Holder, all_holders, holders_around
from roeland.rules.logic import Truth
from roeland.rules.matrix import Mark, staff_parts

USERS, BOARD, POLICY, STAFF = "user", "ethics_board", "policy_adviser", "staff_representation"
SPEAKS_FOR_STAFF = (STAFF, SPEAKS_BESIDE)
"""Who records what staff representation says: its own spokesman, or else the HR adviser."""
Kind = Inquiry.Kind


@dataclass(frozen=True)
class Wish:
    """One role that must be asked, and why."""

    kind: Inquiry.Kind
    role: str
    code: str
    perhaps: bool
    required: bool
    holders: tuple[Holder, ...]

    @property
    def persons(self) -> tuple[Person, ...]:
        return tuple(held.person for held in self.holders)


def wishes(standing: Standing, *, gate: str, own: frozenset[str], today: date) -> tuple[Wish, ...]:
    """Everybody who must be asked about a gate, in the order of the matrix; nobody for the same thing twice.

    own: keys of those whose request it is, and of those who decide on it: they do not advise on it. A role that only
    they hold is a gap. The users of an application are asked only where somebody was named for it.
    """
    application = standing.application
    found = list(_wanted(standing, gate, today))
    roles = {role for wish in found for role in (SPEAKS_FOR_STAFF if wish.kind.of_staff else (wish.role,))}
    acting = all_holders(application.organisation, sorted(roles), application.unit, today)
    asked = (_held(wish, acting, own) for wish in found)
    return tuple(wish for wish in asked if wish.holders or wish.role != USERS)


def allowed(inquiry: Inquiry, own: frozenset[str], today: date) -> tuple[Holder, ...]:
    """Who can answer an inquiry as things stand today: the nearest, and to whom it was handed over."""
    application, roles = inquiry.gate_request.application, _roles_of(inquiry)
    acting = all_holders(application.organisation, roles, application.unit, today)
    nearest = _free(_first(roles, acting), _left_out(inquiry, own))
    if inquiry.holder_id is None or inquiry.holder_id in {held.person.pk for held in nearest}:
        return nearest
    handed = [held for held in colleagues(inquiry, own, today) if held.person.pk == inquiry.holder_id]
    return (*handed, *nearest)


def colleagues(inquiry: Inquiry, own: frozenset[str], today: date) -> tuple[Holder, ...]:
    """Everybody to whom an inquiry can go: who holds its role for this part of the organisation, or for more."""
    application = inquiry.gate_request.application
    around = holders_around(application.organisation, _roles_of(inquiry), application.unit, today)
    return _free(around, _left_out(inquiry, own))


def _roles_of(inquiry: Inquiry) -> tuple[str, ...]:
    return SPEAKS_FOR_STAFF if Kind(inquiry.kind).of_staff else (inquiry.role,)


def _left_out(inquiry: Inquiry, own: frozenset[str]) -> frozenset[str]:
    return own if inquiry.kind == Kind.ADVICE else frozenset()


def _wanted(standing: Standing, gate: str, today: date) -> Iterator[Wish]:
    application = standing.application
    board = ethics_board(application.organisation, today)
    for share in standing.shares(board is not None, gate):
        perhaps = share.truth is Truth.UNKNOWN
        if share.mark is Mark.ADVISES:
            yield Wish(Kind.ADVICE, share.role, share.code, perhaps, share.required is not Truth.FALSE, ())
        elif share.mark is Mark.INFORMS:
            yield Wish(Kind.FACTS, share.role, share.code, perhaps, False, ())
    parts = staff_parts(matrix_of(application.organisation).staff, gate=gate, facts=standing.facts(board is not None))
    for part, evaluation in parts:
        yield Wish(Kind(part.kind), STAFF, part.code, evaluation.truth is Truth.UNKNOWN, True, ())


def _held(wish: Wish, acting: Mapping[str, tuple[Holder, ...]], own: frozenset[str]) -> Wish:
    roles: Iterable[str] = SPEAKS_FOR_STAFF if wish.kind.of_staff else (wish.role,)
    left_out = own if wish.kind is Kind.ADVICE else frozenset()
    return Wish(wish.kind, wish.role, wish.code, wish.perhaps, wish.required, _free(_first(roles, acting), left_out))


def _first(roles: Iterable[str], acting: Mapping[str, tuple[Holder, ...]]) -> tuple[Holder, ...]:
    return next((acting[role] for role in roles if role in acting), ())


def _free(several: Iterable[Holder], own: frozenset[str]) -> tuple[Holder, ...]:
    """Those who are not the ones whose request it is, nor deputise for them."""
    return tuple(held for held in several if not {str(held.person.pk), str(held.role_held.person_id)}.intersection(own))
