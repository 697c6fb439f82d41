"""What this room knows of that somebody holds: roles, and standing in for others."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roeland.organisation import refusals
from roeland.organisation.leaving.kinds import Kind, Move, Thing, one_by_one
from roeland.organisation.models import Person, RoleHeld
from roeland.organisation.role_rules import check
from roeland.organisation.services import RoleRefused, today
from roeland.organisation.services.roles import end_held, move_role, pass_deputyship, passed_on

ALONG = ("person", "deputy", "unit", "organisation")


def _roles(person: Person) -> list[Thing]:
    rows = RoleHeld.objects.filter(Q(ends=None) | Q(ends__gte=today()), person=person).select_related(*ALONG)
    found = _together(rows.order_by("role", "unit__path", "pk"), person)
    return [Thing(f"role:{row.pk}", row.name, row.get_absolute_url()) for row in found]


def _deputyships(person: Person) -> list[Thing]:
    rows = RoleHeld.objects.filter(deputy=person).select_related(*ALONG)
    found = _together(rows.order_by("person__name", "role", "pk"), person)
    return [Thing(f"deputy:{row.pk}", f"{row.person.name}: {row.name}", row.person.get_absolute_url()) for row in found]


def _together(rows: Iterable[RoleHeld], person: Person) -> Iterator[RoleHeld]:
    """The rows with the organisation of the person, so that its words are read once."""
    for row in rows:
        row.organisation = person.organisation
        yield row


def _row(key: UUID) -> RoleHeld | None:
    return RoleHeld.objects.select_related(*ALONG).filter(pk=key).first()


def _hand_over_role(key: UUID, move: Move) -> None:
    """Without a successor the role stays in sight as vacant: the room of the tasks hears that its holder left."""
    row = _row(key)
    if row is None or row.person_id != move.leaver.pk or move.successor is None:
        return
    refusal = _refusal(passed_on(row, move.successor))
    if refusal is None:
        move_role(row, move.successor, given_by=move.arranged_by, actor=move.actor)
    elif refusal.code == "already_held":
        end_held(row, move.actor)


def _hand_over_deputyship(key: UUID, move: Move) -> None:
    row = _row(key)
    if row is None or row.deputy_id != move.leaver.pk:
        return
    fits = move.successor is not None and not _against_deputy(key, move.successor)
    pass_deputyship(row, move.successor if fits else None, move.actor)


def _against_role(key: UUID, successor: Person) -> str:
    row = _row(key)
    refusal = _refusal(passed_on(row, successor)) if row else None
    return refusals.sentence(refusal, successor.organisation) if refusal and refusal.code != "already_held" else ""


def _against_deputy(key: UUID, successor: Person) -> str:
    row = _row(key)
    if row is None:
        return ""
    row.deputy = successor
    refusal = _refusal(row)
    return refusals.sentence(refusal, successor.organisation) if refusal else ""


def _refusal(held: RoleHeld) -> RoleRefused | None:
    try:
        check(held)
    except RoleRefused as refusal:
        return refusal
    return None


ROLES = Kind(
    _("Roles"),
    _("stays vacant. The administrator gets a task to find somebody. Until then a deputy stands in."),
    _roles,
    one_by_one(_hand_over_role),
    _against_role,
)
DEPUTYSHIPS = Kind(
    _("Stands in for"),
    _("has no deputy any more. That shows on the page with who does what."),
    _deputyships,
    one_by_one(_hand_over_deputyship),
    _against_deputy,
)
