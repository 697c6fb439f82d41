"""What changed since a case file was frozen, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from roeland.assessments.queries import latest
from roeland.content import shipped
from roeland.decisions.showing import text
from roeland.register import history
from roeland.register.models import AIClass, Application, Route
from roeland.rules.casefile import Difference, Value
from roeland.rules.material import Change

STATES = {
    "certain": gettext_lazy("certain"),
    "possible": gettext_lazy("possible"),
    "excluded": gettext_lazy("does not apply"),
}
IN_WORDS = {"route": dict(Route.choices), "class": dict(AIClass.choices), "findings": STATES}
SHOWN = frozenset({"route", "class", "fields", "findings"})
"""The parts that people read; the rest follows from these or is only counted."""


@dataclass(frozen=True)
class Line:
    """One difference: what, what it was and is, and why it matters when it does."""

    what: str
    was: str
    now: str
    because: str


def lines(changes: Iterable[Change], application: Application) -> list[Line]:
    """The differences that people read, in words."""
    classification = latest(application)
    rules = classification.rules if classification else ""
    return [_line(change, rules) for change in changes if change.difference.part in SHOWN]


def _line(change: Change, rules: str) -> Line:
    found = change.difference
    because = text(change.rule.code).label if change.rule else ""
    return Line(_what(found, rules), _value(found, found.was), _value(found, found.now), because)


def _what(found: Difference, rules: str) -> str:
    if found.part == "fields":
        return str(Application.label_of(found.what))
    if found.part == "findings":
        return _finding(found.what, rules)
    names = {"at_least": _("Route, at least"), "at_most": _("Route, at most"), "route": _("Route")}
    names |= {"class": _("AI class"), "certain": _("AI class, certain"), "possible": _("AI class, at most")}
    return names[found.what]


def _finding(code: str, rules: str) -> str:
    try:
        return shipped.text(rules, code, get_language() or "nl").label
    except KeyError:
        return code


def _value(found: Difference, value: Value) -> str:
    if found.part == "fields":
        return ", ".join(history.in_words(found.what, value)) or "–"
    return str(IN_WORDS[found.part].get(value, value or "–"))
