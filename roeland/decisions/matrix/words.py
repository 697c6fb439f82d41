"""The matrix in words: its places, its marks, what is wrong with it and what differs."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from roeland.content import shipped
from roeland.content.loader import Text
from roeland.content.organising import Roles
from roeland.decisions.models import Gate
from roeland.decisions.showing import role_in_words, text
from roeland.organisation.models import Organisation
from roeland.rules.matrix import GateRow, Governance, Mark
from roeland.rules.matrix_checks import Problem, place_of
from roeland.rules.matrix_comparing import Difference, Held
from roeland.ui.vocabulary import ROUTES

MARKS = {
    Mark.ACCOUNTABLE: gettext_lazy("Accountable"),
    Mark.DOES: gettext_lazy("Does the work"),
    Mark.ADVISES: gettext_lazy("Advises"),
    Mark.INFORMS: gettext_lazy("Gives facts"),
    Mark.TOLD: gettext_lazy("Is told"),
}
PROBLEMS = {
    "nobody_accountable": gettext_lazy("Nobody is accountable (EV). Choose one role."),
    "unknown_role": gettext_lazy("Roeland does not know the role %(role)s. Take it away."),
    "not_a_level": gettext_lazy("%(role)s cannot decide at a gate. Choose one of: %(levels)s."),
    "overseer_decides": gettext_lazy("%(role)s oversees, and so is never accountable (EV). Choose another role."),
    "overseer_works": gettext_lazy(
        "%(role)s oversees, and so never does the work (U). Let another role do it; %(role)s can advise."
    ),
    "judges_itself": gettext_lazy(
        "%(role)s is accountable here and would advise itself. Take the A away, or choose another EV."
    ),
    "forbidden_combination": gettext_lazy(
        "%(role)s and %(other)s cannot both decide or do the work here: nobody checks their own work. Choose one."
    ),
    "asked_twice": gettext_lazy("%(role)s is asked twice here. Keep one of the two."),
    "left_out": gettext_lazy("The advice of %(role)s cannot be left out here: the law asks it. Put it back."),
    "decided_lower": gettext_lazy(
        "%(role)s decides here, but the lighter route “%(other)s” goes to a higher level. Choose that level or above."
    ),
    "too_slow": gettext_lazy("What the law prohibits is answered within one working day. Write 1."),
    "route_missing": gettext_lazy("This route misses. Throw the draft away and begin again."),
}


def track(code: str) -> Text:
    """The name of a track, and what it is about."""
    return shipped.text("roles", f"track.{code}", get_language() or "nl")


def gate(code: str) -> str:
    """What a gate is called."""
    return str(Gate(code).label) if code in Gate.values else code


def route(code: str) -> str:
    """What a route is called."""
    return str(ROUTES[code].label) if code in ROUTES else code


def place(code: str, matrix: Governance) -> str:
    """A place of the matrix: the words of the activity, or the gate with its route."""
    if any(activity.code == code for activity in matrix.activities):
        return text(code).label
    return row_in_words(code.partition("-")[0], code.partition("-")[2])


def row_in_words(gate_code: str, route_code: str) -> str:
    """A gate with its route, as one thing: "Start, gewoon"."""
    return f"{gate(gate_code)}, {route(route_code).lower()}"


def within(row: GateRow) -> str:
    """Within how many working days there is an answer."""
    return ngettext("within %(days)d working day", "within %(days)d working days", row.answer_within) % {
        "days": row.answer_within
    }


def problem(found: Problem, matrix: Governance, organisation: Organisation) -> str:
    """What is wrong at a cell, and what to do."""
    levels = ", ".join(role_in_words(level, organisation) for level in matrix.levels)
    named = found.cell.role and _role(found.cell.role, organisation)
    other = route(found.other) if found.code == "decided_lower" else found.other and _role(found.other, organisation)
    return str(PROBLEMS[found.code]) % {"role": named, "other": other, "levels": levels}


def held(marks: Iterable[Held]) -> str:
    """What a role has: "Adviseert (als er persoonsgegevens in gaan)"; a dash for nothing."""
    return ", ".join(_one(mark) for mark in marks) or "–"


def difference(found: Difference, matrix: Governance, organisation: Organisation) -> dict[str, str]:
    """One cell that differs, as a row of a table."""
    if found.days:
        before, after = (_("within %(days)d working days") % {"days": days} for days in found.days)
        return {"place": place(found.place, matrix), "role": _("Time to answer"), "before": before, "after": after}
    return {
        "place": place(found.place, matrix),
        "role": _role(found.role, organisation),
        "before": held(found.before),
        "after": held(found.after),
    }


def roles_of(matrix: Governance) -> list[str]:
    """The roles that stand in the matrix, in the order in which people see roles."""
    named = matrix.roles()
    return [role.code for role in shipped.meaning("roles", Roles).roles if role.code in named]


def conditional(row: GateRow) -> dict[tuple[str, str], str]:
    """The code of the condition under which a role has a mark here: (mark, role) to code; only where there is one."""
    parts = ((Mark.ADVISES, row.advises), (Mark.INFORMS, row.informs))
    return {(mark, part.role): part.code for mark, several in parts for part in several if part.when is not None}


def rows_by_place(matrix: Governance) -> dict[str, GateRow]:
    """The gates, by their place."""
    return {place_of(row): row for row in matrix.gates}


def _one(mark: Held) -> str:
    words = str(MARKS[mark.mark])
    return _("%(mark)s (if %(reason)s)") % {"mark": words, "reason": text(mark.code).label} if mark.code else words


def _role(code: str, organisation: Organisation) -> str:
    known = code in shipped.meaning("roles", Roles).by_code
    return capfirst(role_in_words(code, organisation)) if known else code
