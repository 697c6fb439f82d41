"""The register as a list: what somebody asks to see, and the rows that answer it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import Lower
from django.http import QueryDict

from roeland.organisation.models import Organisation, Person, Unit
from roeland.register import finding
from roeland.register.models import AIClass, Application, Phase, Route
from roeland.search.queries import Answer

PAGE_SIZE = 25
# Somebody who types AI-0031 means that one application.
NUMBER = re.compile(r"^ai[- ]?(\d{1,8})$", re.IGNORECASE)
# Beyond this a list says "more than": nobody pages that far, and counting must stay cheap.
COUNTED_AT_MOST = 10_000
CLASSES_OF_VIEW = {"high": (AIClass.HIGH, AIClass.FORBIDDEN), "unknown": (AIClass.UNKNOWN,)}
UNDECIDED = "undecided"
VIEWS = {
    "": Q(),
    UNDECIDED: Q(undecided=True),
    **{view: Q(ai_class__in=classes) for view, classes in CLASSES_OF_VIEW.items()},
}
MINE = "mine"


def _rank(field: str, codes: list[str]) -> Case:
    whens = [When(**{field: code}, then=Value(place)) for place, code in enumerate(codes)]
    return Case(*whens, default=Value(len(codes)), output_field=IntegerField())


ORDERS: dict[str, Any] = {
    "name": "name",
    "number": "number",
    "changed": "changed_at",
    "class": _rank("ai_class", list(AIClass.values)),
    "phase": _rank("phase", list(Phase.values)),
    "route": _rank("route", [Route.FORBIDDEN, Route.FULL, Route.STANDARD, Route.LIGHT]),
    "owner": Lower("owner__name"),
}
DEFAULT_ORDER = "name"
BEST = "best"  # the best answers first; only where words are asked


@dataclass(frozen=True)
class Wish:
    """What somebody asks of the list. Values that do not exist are passed over."""

    text: str = ""
    view: str = ""
    classes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    sort: str = ""  # empty when nobody chose an order

    @property
    def words(self) -> str:
        """What must be found by its words: a number is not."""
        return "" if NUMBER.match(self.text) else self.text

    @property
    def order(self) -> str:
        return self.sort or (BEST if self.words else DEFAULT_ORDER)

    @property
    def filtered(self) -> bool:
        return bool(self.classes or self.phases or self.units or self.marks or self.view)

    @property
    def everything(self) -> bool:
        return not (self.filtered or self.text)


def wish_from(query: QueryDict) -> Wish:
    """Read what the address asks."""
    sort = query.get("sort", "")
    view = query.get("view", "")
    return Wish(
        text=query.get("q", "").strip()[:200],
        view=view if view in VIEWS or view == MINE else "",
        classes=tuple(value for value in query.getlist("class") if value in AIClass.values),
        phases=tuple(value for value in query.getlist("phase") if value in Phase.values),
        units=tuple(value for value in query.getlist("unit") if _is_key(value)),
        marks=tuple(value for value in query.getlist("mark") if value == "undecided"),
        sort=sort if sort.removeprefix("-") in ORDERS else "",
    )


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def wished(person: Person, wish: Wish, answer: Answer | None = None) -> QuerySet[Application]:
    """Return the applications that answer the wish, in its order, of the person's organisation only.

    `answer` is what its words find, where that is known already.
    """
    organisation = person.organisation
    rows = Application.objects.of(organisation).filter(_view(person, wish.view))
    if wish.classes:
        rows = rows.filter(ai_class__in=wish.classes)
    if wish.phases:
        rows = rows.filter(phase__in=wish.phases)
    if wish.marks:
        rows = rows.filter(undecided=True)
    if wish.units:
        rows = rows.filter(unit__in=_with_all_below(organisation, wish.units))
    if number := NUMBER.match(wish.text):
        rows = rows.filter(number=int(number[1]))
    if wish.words:
        return finding.among(rows, answer or finding.read(organisation.pk, wish.words), _order(wish.order))
    return rows.order_by(*_order(wish.order))


def _view(person: Person, view: str) -> Q:
    return Q(owner=person) | Q(reporter=person) if view == MINE else VIEWS[view]


def _with_all_below(organisation: Organisation, units: tuple[str, ...]) -> QuerySet[Unit]:
    chosen = Unit.objects.filter(organisation=organisation, pk__in=units).values_list("path", flat=True)
    below = Q(pk__in=[])
    for path in chosen:
        below |= Q(path__startswith=path)
    return Unit.objects.filter(below, organisation=organisation)


def _order(sort: str) -> tuple[Any, ...]:
    if sort == BEST:
        return ()
    order = ORDERS[sort.removeprefix("-")]
    backward = sort.startswith("-")
    if isinstance(order, str):
        return (f"-{order}", "-pk") if backward else (order, "pk")
    return (order.desc(nulls_last=True) if backward else order.asc(nulls_last=True), "name", "pk")


# What a line shows, or works out what it shows from.
OF_A_LINE = ("number", "name", "unit__name", "owner__name", "phase", "undecided", "decide_by", "waits_for")
OF_ITS_CLASS = ("ai_class", "route", "route_at_most", "classified_on")


def with_names(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Read of these applications only what a line of the list shows."""
    return rows.select_related("unit", "owner").only(*OF_A_LINE, *OF_ITS_CLASS)


class RegisterPaginator(Paginator):
    """Pages that skip along an index before they read a row, and a count that stops in time."""

    def __init__(self, rows: QuerySet[Application], *, known_count: int | None = None, searched: bool = False) -> None:
        super().__init__(rows, PAGE_SIZE)
        self.rows = rows
        self.known_count = known_count
        self.searched = searched

    @cached_property
    def found(self) -> list[Any]:
        """The first page, each line with how many were found: asking for words is dear, so it is done once."""
        counted = with_names(self.rows).annotate(number_found=Window(Count("pk")))
        return list(counted[: self.per_page])

    @cached_property
    def count(self) -> int:
        if self.searched:
            return min(self.found[0].number_found, COUNTED_AT_MOST) if self.found else 0
        if self.known_count is not None:
            return min(self.known_count, COUNTED_AT_MOST)
        return self.rows.order_by()[:COUNTED_AT_MOST].count()

    def page(self, number: int | str) -> "Page[Application]":
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        if self.searched:
            return Page(
                self.found if number == 1 else with_names(self.rows)[start : start + self.per_page], number, self
            )
        rows = with_names(Application.objects.filter(pk__in=self.rows.values("pk")[start : start + self.per_page]))
        return Page(list(rows.order_by(*self.rows.query.order_by)), number, self)


def answered(person: Person, wish: Wish, known_count: int | None = None) -> tuple[Answer | None, RegisterPaginator]:
    """Return what the words of a wish find, and the pages of all that answers it.

    When nothing in the register has all the words, the pages hold what has most of them.
    """
    answer = finding.read(person.organisation_id, wish.words) if wish.words else None
    pages = RegisterPaginator(wished(person, wish, answer), known_count=known_count, searched=bool(wish.text))
    if answer and not pages.count and (nearest := answer.with_fewer_words()):
        return nearest, RegisterPaginator(wished(person, wish, nearest), searched=True)
    return answer, pages


@dataclass(frozen=True)
class Counts:
    """How many applications there are, per class, phase and whether they are undecided."""

    rows: tuple[tuple[str, str, bool, int], ...]

    def of(self, *, classes: Collection[str] = (), phases: Collection[str] = (), undecided: bool = False) -> int:
        """How many have one of these classes and one of these phases; nothing asked is everything."""
        return sum(
            number
            for ai_class, phase, mark, number in self.rows
            if (not classes or ai_class in classes) and (not phases or phase in phases) and (mark or not undecided)
        )

    def answering(self, wish: Wish) -> int | None:
        """How many answer the wish; None when more must be known of them than is counted here."""
        around = self.around(wish)
        if around is None:
            return None
        return around.of(classes=wish.classes, phases=wish.phases, undecided=bool(wish.marks))

    def around(self, wish: Wish) -> "Counts | None":
        """What the filters by class, phase and mark choose from: what answers the rest of the wish.

        None for words, a unit or one's own applications: those are not in these counts, and to find words a second
        time costs more than the list itself. No number is better than one that is not true.
        """
        if wish.text or wish.units or wish.view == MINE:
            return None
        seen = CLASSES_OF_VIEW.get(wish.view)
        marked = wish.view == UNDECIDED
        return Counts(tuple(row for row in self.rows if (not seen or row[0] in seen) and (row[2] or not marked)))


def counts(organisation: Organisation) -> Counts:
    """Count the organisation's applications, in one query along one index."""
    rows = Application.objects.of(organisation).order_by().values_list("ai_class", "phase", "undecided")
    return Counts(tuple(rows.annotate(number=Count("*"))))
