"""Which obligations change by newer rules, in figures and in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, TextField
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from roeland.assessments.duties import title_of
from roeland.decisions.models import Recheck, Rechecked
from roeland.rules.duty_comparing import Kind

ANY = ~Q(duties=[])
FOLDED_FROM = 8
SAID = {"said": Cast(F("duties"), TextField())}
COLUMNS: dict[str, tuple[str | Promise, tuple[Kind, ...]]] = {
    "appears": (pgettext_lazy("an obligation", "New"), (Kind.APPEARS,)),
    "disappears": (pgettext_lazy("an obligation", "Gone"), (Kind.DISAPPEARS,)),
    "earlier": (pgettext_lazy("an obligation", "Earlier"), (Kind.EARLIER,)),
    "later": (pgettext_lazy("an obligation", "Later"), (Kind.LATER,)),
    "otherwise": (
        pgettext_lazy("an obligation", "Otherwise"),
        (Kind.SURER, Kind.LESS_SURE, Kind.EXISTING, Kind.OTHERWISE),
    ),
}
COLUMN_OF = {kind.value: column for column, (_label, kinds) in COLUMNS.items() for kind in kinds}
ORDER = [kind.value for kind in Kind]
Figures = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Cell:
    """How many applications see this change of this obligation, and the list of these; empty when none."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Chosen:
    """One change of one obligation, to which the list is narrowed."""

    title: str
    label: str
    code: str
    column: str

    @property
    def only(self) -> Q:
        """The rows that have it, among rows with `SAID`; a code and a kind stand side by side in each."""
        found = Q(pk__in=[])
        for kind in COLUMNS[self.column][1]:
            found |= Q(said__contains=f'"{self.code}", "{kind.value}"')
        return found


def tallied(known: Figures, rows: Iterable[Rechecked]) -> dict[str, dict[str, int]]:
    """Per obligation how many applications see it change in which column: what was known, with these rows."""
    found = {code: Counter(columns) for code, columns in known.items()}
    for row in rows:
        for code, column in {(code, COLUMN_OF[kind]) for code, kind, _before, _after in row.duties}:
            found.setdefault(code, Counter())[column] += 1
    return {code: dict(columns) for code, columns in found.items()}


def columns(recheck: Recheck) -> list[str]:
    """The kinds of change that there are here, as codes of `COLUMNS`."""
    return [column for column in COLUMNS if any(column in kinds for kinds in recheck.duties.values())]


def table(recheck: Recheck) -> list[tuple[str, str, list[Cell]]]:
    """Per obligation its code, its title and a cell for each of `columns`; the most applications first."""
    figures: Figures = recheck.duties
    shown = columns(recheck)
    codes = sorted(figures, key=lambda code: (-sum(figures[code].values()), code))
    return [(code, _title(code), [_cell(recheck, code, column) for column in shown]) for code in codes]


def chosen(recheck: Recheck, code: str, column: str) -> Chosen | None:
    """What the address asks; None when nothing changes so."""
    if column not in COLUMNS or column not in recheck.duties.get(code, ()):
        return None
    return Chosen(_title(code), str(COLUMNS[column][0]), code, column)


def in_words(duties: Iterable[tuple[str, str, str | None, str | None]]) -> list[tuple[str, list[str]]]:
    """What changes for one application: what happens, and to which obligations by their titles."""
    found: dict[str, list[str]] = {}
    for code, kind, before, after in sorted(duties, key=lambda each: ORDER.index(each[1])):
        found.setdefault(_words(Kind(kind), _day(before), _day(after)), []).append(_title(code))
    return list(found.items())


def _words(kind: Kind, before: str, after: str) -> str:
    days: dict[str, Any] = {"before": before, "after": after}
    if kind is Kind.EXISTING:
        return _existing(days)
    return {
        Kind.APPEARS: _("comes, from %(after)s"),
        Kind.DISAPPEARS: _("no longer asked"),
        Kind.EARLIER: _("comes earlier: from %(before)s to %(after)s"),
        Kind.LATER: _("moves from %(before)s to %(after)s"),
        Kind.SURER: _("sure now, was possible"),
        Kind.LESS_SURE: _("possible now, was sure"),
        Kind.OTHERWISE: _("same day, but otherwise: who does it, or what the law says"),
    }[kind] % days


def _existing(days: dict[str, Any]) -> str:
    if not days["after"]:
        return _("no later day any more for what was in use before (was %(before)s)") % days
    if not days["before"]:
        return _("for what was in use before: from %(after)s") % days
    return _("for what was in use before: from %(before)s to %(after)s") % days


def _cell(recheck: Recheck, code: str, column: str) -> Cell:
    count = recheck.duties[code].get(column, 0)
    query = urlencode({"show": "duties", "duty": code, "change": column})
    return Cell(str(COLUMNS[column][0]), count, f"{recheck.get_absolute_url()}?{query}" if count else "")


def _day(day: str | None) -> str:
    return date_format(date.fromisoformat(day), "j F Y") if day else ""


def _title(code: str) -> str:
    return title_of(code, get_language() or "nl")
