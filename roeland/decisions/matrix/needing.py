"""Whom somebody needs: for a task, for a decision, or in a role, with the person and the rule by which it is them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roeland.content import shipped
from roeland.content.organising import Roles
from roeland.decisions.matrices import matrix_of
from roeland.decisions.matrix import words
from roeland.decisions.matrix.editing import find
from roeland.decisions.showing import USERS, role_in_words, text
from roeland.organisation.holder_words import because
from roeland.organisation.models import Organisation, Person, Unit
from roeland.organisation.queries import Holder, holders, role_task
from roeland.rules.matrix import Activity, GateRow, Governance, Mark
from roeland.rules.matrix_checks import place_of

FALLS_TO = "department_head"
"""The process owner: does the work that nobody has."""


@dataclass(frozen=True)
class Topic:
    """One thing about which somebody can look for a colleague: `key` stands in the address."""

    key: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Needed:
    """One colleague: what they do in this, in which role, who it is, and why."""

    mark: str
    does: str
    role: str
    person: Person | None
    why: str


def topics(organisation: Organisation) -> list[tuple[str, list[Topic]]]:
    """Everything one can ask for, in groups."""
    matrix = matrix_of(organisation)
    deciding = [Topic(place_of(row), words.row_in_words(row.gate, row.route)) for row in matrix.gates]
    groups = [(_("Somebody must decide"), deciding)]
    for track in dict.fromkeys(activity.track for activity in matrix.activities):
        of_track = [Topic(one.code, text(one.code).label) for one in matrix.activities if one.track == track]
        groups.append((words.track(track).label, of_track))
    asked = [role for role in shipped.meaning("roles", Roles).roles if role.code != USERS]
    named = [
        Topic(f"role-{role.code}", capfirst(role_in_words(role.code, organisation)), role_task(role.code))
        for role in asked
    ]
    return [(_("I look for a role"), named), *groups]


def title_of(key: str, organisation: Organisation) -> str:
    """What was asked for, in words. Raises KeyError."""
    if key.startswith("role-"):
        return capfirst(role_in_words(_role_in(key), organisation))
    matrix = matrix_of(organisation)
    find(matrix, key)
    return words.place(key, matrix)


def needed(key: str, organisation: Organisation, unit: Unit | None, today: date) -> list[Needed]:
    """Who that is here and now, the heaviest part first. Raises KeyError. One query."""
    shares = list(_shares(key, matrix_of(organisation)))
    roles = {role for _mark, role, _code in shares} | {FALLS_TO}
    acting = holders(organisation, sorted(roles), unit, today)
    return [_line(share, acting, unit, organisation) for share in shares]


def _role_in(key: str) -> str:
    role = key.removeprefix("role-")
    return shipped.meaning("roles", Roles).by_code[role].code


Share = tuple[Mark | None, str, str]


def _shares(key: str, matrix: Governance) -> Iterable[Share]:
    if key.startswith("role-"):
        return [(None, _role_in(key), "")]
    here = find(matrix, key)
    return _in_activity(here) if isinstance(here, Activity) else _at_gate(here)


def _in_activity(activity: Activity) -> Iterator[Share]:
    yield from ((Mark.DOES, role, "") for role in activity.does)
    yield Mark.ACCOUNTABLE, activity.accountable, ""
    yield from ((Mark.ADVISES, role, "") for role in activity.advises)
    yield from ((Mark.INFORMS, role, "") for role in activity.informs)


def _at_gate(row: GateRow) -> Iterator[Share]:
    yield Mark.ACCOUNTABLE, row.accountable, ""
    for mark, parts in ((Mark.ADVISES, row.advises), (Mark.INFORMS, row.informs)):
        yield from ((mark, part.role, part.code) for part in parts)


def _line(share: Share, acting: dict[str, Holder], unit: Unit | None, organisation: Organisation) -> Needed:
    mark, role, code = share
    does = str(words.MARKS[mark]) if mark else ""
    if code:
        does = _("%(mark)s if %(reason)s") % {"mark": does, "reason": text(code).label}
    held = acting.get(role) if role != USERS else None  # everybody is a user: one of them is no answer
    person, why = (held.person, f"{because(held, unit, organisation)}.") if held else _nobody(mark, role, acting)
    return Needed(mark.value if mark else "", does, capfirst(role_in_words(role, organisation)), person, why)


def _nobody(mark: Mark | None, role: str, acting: dict[str, Any]) -> tuple[Person | None, str]:
    """Who else, when nobody holds the role; and why."""
    if role == USERS:
        return None, _("Everybody who uses the application.")
    if shipped.meaning("roles", Roles).by_code[role].organ:
        return None, _("This organ decides in its own meeting, outside Roeland.")
    if mark is Mark.DOES and (head := acting.get(FALLS_TO)):
        return head.person, _("because nobody holds this role, and then the process owner does it.")
    if mark is Mark.ADVISES:
        return None, _("Nobody holds this role here. Who is accountable says how that is covered.")
    if mark is Mark.ACCOUNTABLE:
        return None, _("Nobody holds this role here. It goes to the next level up.")
    return None, _("Nobody holds this role here. Ask the information manager.")
