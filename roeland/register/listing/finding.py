"""The rows that answer a wish, in its order."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from roeland.organisation.models import Organisation, Person, Unit
from roeland.register import finding
from roeland.register.listing.wish import BEST, MINE, NONE, NUMBER, ORDERS, VIEWS, WAITING, Wish
from roeland.register.models import Application, Tagging
from roeland.search.matching import of_organisation
from roeland.search.queries import Answer

COLUMNS = {
    "class": "ai_class",
    "route": "route",
    "phase": "phase",
    "personal": "personal_data",
    "affects": "affects_people",
    "owner": "owner",
    "supplier": "supplier",
    "field": "field_of_use",
}
QUESTIONS: Mapping[str, Q] = {
    "some": Q(open_questions__gt=0),
    "no": Q(open_questions=0),
    "no-intake": Q(open_questions=None),
}


def wished(person: Person, wish: Wish, answer: Answer | None = None) -> QuerySet[Application]:
    """Return the applications that answer the wish, in its order, of the person's organisation only.

    `answer` is what its words find, where that is known already.
    """
    organisation = person.organisation
    here = of_organisation(organisation.pk) if wish.words else Q(organisation=organisation)
    rows = Application.objects.filter(here).filter(_view(person, wish.view))
    for name, values in wish.chosen.items():
        rows = rows.filter(_condition(organisation, name, values))
    if number := NUMBER.match(wish.text):
        rows = rows.filter(number=int(number[1]))
    if wish.words:
        return finding.among(rows, answer or finding.read(organisation.pk, wish.words), _order(wish.order))
    return rows.order_by(*_order(wish.order))


def _view(person: Person, view: str) -> Q:
    return Q(owner=person) | Q(reporter=person) if view == MINE else VIEWS[view]


def _condition(organisation: Organisation, name: str, values: Sequence[str]) -> Q:
    """Values within a filter are or."""
    keys = [value for value in values if value not in (NONE, WAITING)]
    if name == "mark":
        return Q(undecided=True)
    if name == "questions":
        return _any(QUESTIONS[value] for value in values)
    if name == "tag":
        return Q(pk__in=Tagging.objects.filter(organisation=organisation, tag__in=keys).values("application"))
    if name in ("unit", "entity"):
        return _in_units(organisation, name, keys) | _nothing("unit", values)
    return Q(**{f"{COLUMNS[name]}__in": keys}) | _nothing(COLUMNS[name], values)


def _in_units(organisation: Organisation, name: str, keys: list[str]) -> Q:
    if not keys:
        return Q(pk__in=[])
    below = (
        Q(entity__in=keys) if name == "entity" else _any(Q(path__contains=f"{key.replace('-', '')}/") for key in keys)
    )
    return Q(unit__in=Unit.objects.filter(below, organisation=organisation))


def _nothing(column: str, values: Sequence[str]) -> Q:
    asked = Q(pk__in=[])
    if NONE in values:
        asked |= Q(**{column: None})
    if WAITING in values:
        asked |= Q(owner__isnull=False, owner_accepted=False)
    return asked


def _any(conditions: Any) -> Q:
    either = Q(pk__in=[])
    for condition in conditions:
        either |= condition
    return either


def _order(sort: str) -> tuple[Any, ...]:
    if sort == BEST:
        return ()
    order = ORDERS[sort.removeprefix("-")]
    backward = sort.startswith("-")
    if isinstance(order, str):
        return (f"-{order}", "-pk") if backward else (order, "pk")
    return (order.desc(nulls_last=True) if backward else order.asc(nulls_last=True), "name", "pk")


# What a line shows, or works out what it shows from.
OF_A_LINE = ("number", "name", "unit__name", "owner__name", "phase", "undecided", "decide_by", "lapsed_on", "waits_for")
OF_ITS_CLASS = ("ai_class", "route", "route_at_most", "classified_on")


def with_names(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Read of these applications only what a line of the list shows."""
    return rows.select_related("unit", "owner").only(*OF_A_LINE, *OF_ITS_CLASS, "owner_accepted")
