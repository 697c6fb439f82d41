"""The picture of who does what: every role with who holds it, and every unit with its people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from roeland.content.organising import Role
from roeland.organisation import queries
from roeland.organisation.models import Organisation, RoleHeld, Unit

SHOWN = 8


@dataclass(frozen=True)
class RoleLine:
    """A role, what it does, who holds it (the first few), and how many more do. Nobody: a gap."""

    code: str
    name: str
    task: str
    held: list[RoleHeld]
    more: int

    @property
    def gap(self) -> bool:
        return not self.held


@dataclass(frozen=True)
class Track:
    """One of the five tracks with its roles, or the roles beside them (no code)."""

    code: str
    name: str
    about: str
    roles: list[RoleLine]


@dataclass(frozen=True)
class UnitLine:
    """A unit in the tree, and the roles held there."""

    unit: Unit
    held: list[RoleHeld]


def tracks(
    organisation: Organisation, today: date, *, words: str = "", role: str = "", first: int = SHOWN
) -> list[Track]:
    """Return the tracks with their roles; `words` keeps what names them, `role` keeps one role. One query.

    `first`: how many holders of a role are named.
    """
    known = queries.roles()
    wanted = [entry for entry in known.roles if role in ("", entry.code)]
    by_role = _by_role(_held(organisation, today, words))
    lines = {entry.code: _line(entry, by_role[entry.code], organisation, first) for entry in wanted}
    if words:
        lines = {code: line for code, line in lines.items() if line.held}
    grouped = [_track(track, [r for r in wanted if r.track == track], lines) for track in (*known.tracks, "")]
    return [track for track in grouped if track.roles]


def gaps(of: Iterable[Track]) -> list[RoleLine]:
    """Return the roles of the matrix that nobody holds."""
    return [line for track in of if track.code for line in track.roles if line.gap]


def tree(organisation: Organisation, today: date, *, words: str = "") -> list[UnitLine]:
    """Return the units in the order of the tree, each with the roles held there; first those for the whole.

    Two queries.
    """
    here: dict[object, list[RoleHeld]] = defaultdict(list)
    for row in _held(organisation, today, words):
        here[row.unit_id].append(row)
    units = sorted_as_tree(Unit.objects.filter(organisation=organisation).select_related("entity"))
    lines = [UnitLine(unit, here[unit.pk]) for unit in units]
    if words:
        lines = [line for line in lines if line.held or words.lower() in line.unit.name.lower()]
    return lines


def for_the_whole(organisation: Organisation, today: date, *, words: str = "") -> list[RoleHeld]:
    """Return the roles that are held for the whole organisation."""
    return list(_held(organisation, today, words).filter(unit=None))


def sorted_as_tree(units: Iterable[Unit]) -> list[Unit]:
    """Return units so that each stands under its parent, siblings by name."""
    everything = list(units)
    names = {unit.pk: unit.name.lower() for unit in everything}
    return sorted(everything, key=lambda unit: [(names.get(key, ""), str(key)) for key in unit.chain()])


def _held(organisation: Organisation, today: date, words: str):
    rows = RoleHeld.objects.filter(organisation=organisation, starts__lte=today)
    rows = rows.filter(Q(ends=None) | Q(ends__gte=today) | Q(deputy__isnull=False))
    if words:
        codes = [role.code for role in queries.roles().roles if words.lower() in _name(role.code, organisation).lower()]
        named = Q(person__name__icontains=words) | Q(deputy__name__icontains=words) | Q(unit__name__icontains=words)
        rows = rows.filter(named | Q(role__in=codes))
    return rows.select_related("person", "deputy", "unit").order_by("unit__path", "person__name", "pk")


def _by_role(rows: Iterable[RoleHeld]) -> dict[str, list[RoleHeld]]:
    found: dict[str, list[RoleHeld]] = defaultdict(list)
    for row in rows:
        found[row.role].append(row)
    return found


def _line(role: Role, rows: list[RoleHeld], organisation: Organisation, first: int) -> RoleLine:
    name = _name(role.code, organisation)
    return RoleLine(role.code, name, queries.role_task(role.code), rows[:first], max(0, len(rows) - first))


def _track(code: str, roles: list[Role], lines: dict[str, RoleLine]) -> Track:
    kept = [lines[role.code] for role in roles if role.code in lines]
    if not code:
        return Track("", "", "", kept)
    return Track(code, queries.role_name(f"track.{code}"), queries.role_task(f"track.{code}"), kept)


def _name(code: str, organisation: Organisation) -> str:
    return queries.role_name(code, None, organisation)
