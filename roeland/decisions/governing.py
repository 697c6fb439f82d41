"""The matrix for people: the standing activities by track, and who takes part in a gate by route."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roeland.content import shipped
from roeland.content.loader import Text
from roeland.content.organising import Roles
from roeland.decisions.appointing import matrix
from roeland.decisions.showing import role_in_words, text
from roeland.organisation.models import Organisation
from roeland.rules.matrix import Activity, GateRow, Mark

IN_WORDS = {
    Mark.DOES: _("Does the work"),
    Mark.ACCOUNTABLE: _("Accountable"),
    Mark.ADVISES: _("Advises"),
    Mark.INFORMS: _("Gives facts"),
}


@dataclass(frozen=True)
class Column:
    """One mark of an activity in words, with the roles that have it."""

    words: str
    roles: list[str]


@dataclass(frozen=True)
class Row:
    """An activity, with its marks in a fixed order."""

    title: str
    columns: list[Column]


def page(organisation: Organisation) -> dict[str, Any]:
    """What the page of the matrix shows."""
    found = matrix()
    tracks = shipped.meaning("roles", Roles).tracks
    return {
        "document": text("document"),
        "is_proposal": found.status == "proposal",
        "tracks": [
            (_track(track), [_row(activity, organisation) for activity in found.activities if activity.track == track])
            for track in tracks
        ],
        "gates": [(gate.route, _gate(gate, organisation)) for gate in found.gates],
    }


def _track(track: str) -> Text:
    return shipped.text("roles", f"track.{track}", get_language() or "nl")


def _row(activity: Activity, organisation: Organisation) -> Row:
    places: tuple[tuple[Mark, tuple[str, ...]], ...] = (
        (Mark.DOES, activity.does),
        (Mark.ACCOUNTABLE, (activity.accountable,)),
        (Mark.ADVISES, activity.advises),
        (Mark.INFORMS, activity.informs),
    )
    columns = [
        Column(str(IN_WORDS[mark]), [role_in_words(role, organisation) for role in roles]) for mark, roles in places
    ]
    return Row(text(activity.code).label, columns)


def _gate(gate: GateRow, organisation: Organisation) -> dict[str, Any]:
    def part(each: Any) -> tuple[str, str]:
        return role_in_words(each.role, organisation), text(each.code).label if each.when else ""

    return {
        "accountable": role_in_words(gate.accountable, organisation),
        "advises": [part(each) for each in gate.advises],
        "informs": [part(each) for each in gate.informs],
        "told": [role_in_words(role, organisation) for role in gate.told],
        "answer_within": gate.answer_within,
    }
