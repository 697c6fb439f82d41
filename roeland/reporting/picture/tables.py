"""The figures of the whole picture, each with the list behind it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roeland.organisation.models import Organisation
from roeland.organisation.queries import role_name
from roeland.register.models import AIClass, Answered, Phase, Route
from roeland.reporting.picture.counting import LATE, Counted, EntityRow, Named
from roeland.reporting.picture.narrowing import (
    NO_INTAKE,
    NONE,
    SOME,
    UNDECIDED,
    WAITING,
    Filters,
    Scope,
    address,
)

SUPPLIERS_SHOWN = 10
CLASSES = (
    AIClass.FORBIDDEN,
    AIClass.HIGH,
    AIClass.TRANSPARENCY,
    AIClass.MINIMAL,
    AIClass.NOT_AI,
    AIClass.UNKNOWN,
)
ROUTES = (Route.FORBIDDEN, Route.FULL, Route.STANDARD, Route.LIGHT, Route.UNKNOWN)
ANSWERS = (Answered.YES, Answered.NO, Answered.UNKNOWN)


@dataclass(frozen=True)
class Figure:
    """A number, what it says, and the list of exactly those applications; without an address there is no such list."""

    label: str | Promise
    value: int
    url: str = ""
    holders_url: str = ""  # for a role: who holds it


@dataclass(frozen=True)
class Table:
    """Figures under one heading. `whole` is what a full bar stands for."""

    id: str
    title: str
    heading: str
    rows: tuple[Figure, ...]
    note: str = ""

    @property
    def whole(self) -> int:
        return max((row.value for row in self.rows), default=0)


@dataclass(frozen=True)
class CrossRow:
    """An entity with a figure for each class, and how many it has together."""

    name: str
    figures: tuple[Figure, ...]
    total: Figure


@dataclass(frozen=True)
class Reader:
    """Makes figures within one scope: what it counts and where the figure leads come from the same filters."""

    counted: Counted  # what the scope lets through
    scope: Scope

    @property
    def total(self) -> int:
        return self.counted.total

    def count(self, **filters: Sequence[str]) -> int:
        """How many answer the filters (`klass` is the filter "class") within the scope."""
        return self.counted.of(named(filters))

    def figure(self, label: str | Promise, **filters: Sequence[str]) -> Figure:
        """The same, as a figure that leads to the list; a phase that is asked must be one of the scope."""
        return Figure(label, self.count(**filters), address(self.within(named(filters))))

    def within(self, filters: Filters) -> Filters:
        """The filters with those of the scope, as an address names them; a phase that is asked stands alone."""
        return {**self.scope.filters, **filters}


def named(filters: Filters) -> Filters:
    """The filters under the names of the list: `klass` is "class", a word that Python keeps for itself."""
    return {"class" if name == "klass" else name: values for name, values in filters.items()}


def lead(read: Reader) -> str:
    """The conclusion in one sentence: how many, how many undecided, how many without an owner."""
    total = read.total
    if not total:
        return _("There are no applications here yet.")
    undecided = read.count(mark=[UNDECIDED])
    ownerless = read.count(owner=[NONE])
    return ", ".join(
        (
            ngettext("%(n)d application", "%(n)d applications", total) % {"n": total},
            ngettext("%(n)d not yet decided", "%(n)d not yet decided", undecided) % {"n": undecided},
            ngettext("%(n)d without an owner.", "%(n)d without an owner.", ownerless) % {"n": ownerless},
        )
    )


def by_class(read: Reader) -> Table:
    rows = (read.figure(code.label, klass=[code.value]) for code in CLASSES)
    return Table("classes", _("AI class"), _("AI class"), tuple(rows))


def by_route(read: Reader) -> Table:
    rows = (read.figure(code.label, route=[code.value]) for code in ROUTES)
    return Table("routes", _("Route"), _("Route"), tuple(rows))


def by_phase(read: Reader) -> Table:
    """Every phase of the scope."""
    phases = [phase for phase in Phase if not read.scope.phases or phase.value in read.scope.phases]
    return Table(
        "phases", _("Phase"), _("Phase"), tuple(read.figure(phase.label, phase=[phase.value]) for phase in phases)
    )


def about_people(read: Reader) -> list[Table]:
    """Personal data, and whom it affects; what is not known has a row of its own and never counts as no."""
    personal = tuple(read.figure(code.label, personal=[code.value]) for code in ANSWERS)
    affects = tuple(read.figure(code.label, affects=[code.value]) for code in ANSWERS)
    note = _("Not yet known is not no: it counts apart until somebody answers.")
    return [
        Table("affects", _("Affects people directly"), _("Answer"), affects, note),
        Table("personal", _("Uses personal data"), _("Answer"), personal, note),
    ]


def unknowns(read: Reader) -> Table:
    """What is not known yet."""
    rows = (
        read.figure(_("No intake yet"), questions=[NO_INTAKE]),
        read.figure(_("Intake with open questions"), questions=[SOME]),
        read.figure(_("AI class not yet known"), klass=[AIClass.UNKNOWN.value]),
        read.figure(_("Route not yet known"), route=[Route.UNKNOWN.value]),
    )
    return Table("unknowns", _("What we do not know yet"), _("What is missing"), rows)


def who_could_answer(organisation: Organisation, waiting: Counter[str]) -> Table:
    """Per role how many intakes wait for its answer; the role leads to who holds it."""
    url = reverse("organisation:who_is_who")
    rows = [
        Figure(
            role_name(role, None, organisation) if role else _("Nobody in particular"),
            number,
            holders_url=f"{url}?role={role}",
        )
        for role, number in waiting.most_common()
    ]
    return Table("answers", _("Who could answer"), _("Role"), tuple(rows))


def owners(read: Reader) -> Table:
    rows = (
        read.figure(_("Nobody is the AI owner"), owner=[NONE]),
        read.figure(_("Appointed, not yet accepted"), owner=[WAITING]),
    )
    return Table("owners", _("Without an AI owner"), _("What is missing"), rows)


def undecided(read: Reader) -> tuple[Figure, int]:
    """How many nobody decided on yet, and how many of them are past their date."""
    waiting = read.figure(_("Not yet decided"), mark=[UNDECIDED])
    return waiting, read.count(late=[LATE])


def of_fields(read: Reader, rows: Iterable[Named]) -> Table:
    figures = (_of_thing(read, row, "field", _("Field not filled in")) for row in rows)
    return Table("fields", _("Field of use"), _("Field"), tuple(figures))


def of_suppliers(read: Reader, rows: Sequence[Named]) -> Table:
    """The ten suppliers with the most, then the rest together, then what has none."""
    named_ = [row for row in rows if row.key]
    figures = [_of_thing(read, row, "supplier", "") for row in named_[:SUPPLIERS_SHOWN]]
    if rest := named_[SUPPLIERS_SHOWN:]:
        label = ngettext("%(n)d other supplier", "%(n)d other suppliers", len(rest)) % {"n": len(rest)}
        figures.append(Figure(label, sum(row.number for row in rest)))
    figures += [_of_thing(read, row, "supplier", _("Supplier not filled in")) for row in rows if not row.key]
    return Table("suppliers", _("Supplier"), _("Supplier"), tuple(figures))


def _of_thing(read: Reader, row: Named, name: str, nothing: str) -> Figure:
    asked = read.within({name: [str(row.key) if row.key else NONE]})
    return Figure(row.name or nothing, row.number, address(asked))


def of_entities(read: Reader, rows: Iterable[EntityRow]) -> list[CrossRow]:
    """Every entity with a figure per class."""
    return [_entity(read, row) for row in rows]


def _entity(read: Reader, row: EntityRow) -> CrossRow:
    place: Filters = {"entity": [str(row.key)]} if row.key else {"unit": [NONE]}
    has_list = bool(row.key) or row.without_unit
    figures = tuple(
        Figure(
            code.label,
            row.classes[code.value],
            address(read.within({**place, "class": [code.value]})) if has_list else "",
        )
        for code in CLASSES
    )
    name = row.name or (_("No unit filled in") if row.without_unit else _("No legal entity"))
    total = Figure(_("Total"), sum(row.classes.values()), address(read.within(place)) if has_list else "")
    return CrossRow(name, figures, total)
