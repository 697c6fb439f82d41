"""The list of all requests, for who oversees: which rows, in which order, one page at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from roeland.decisions.models import GateRequest, Inquiry
from roeland.decisions.overseeing import DPO
from roeland.organisation.access import may
from roeland.organisation.models import Organisation, Person

PAGE_SIZE = 25
COUNTED_AT_MOST = 10_000
"""Further nobody leafs: filters make the list shorter. It keeps the last page as quick as the first."""
OPEN, EVERYTHING = "open", "all"
DECIDES, ASKED = "decides", "asked"
BY_DUE, BY_DAY = ("due", "asked_at", "id"), ("-asked_at", "-id")


@dataclass(frozen=True)
class Row:
    """A request as the FG sees it: the own inquiry when they are asked, or whether they can pull it in."""

    gate_request: GateRequest
    asked: Inquiry | None
    may_pull_in: bool


def wished(organisation: Organisation, wish: Mapping[str, Any]) -> QuerySet[GateRequest]:
    """The requests that answer the wish: state, gate, route, waits. Open ones by their date, others the newest first.

    waits: `decides:ROLE` or `asked:ROLE`, and only open requests wait for somebody.
    """
    rows = GateRequest.objects.filter(organisation=organisation)
    state, waits = wish.get("state") or OPEN, wish.get("waits") or ""
    if state == OPEN or waits:
        rows = rows.filter(closed_at=None)
    elif state != EVERYTHING:
        rows = rows.filter(outcome=state)
    same = {name: wish[name] for name in ("gate", "route") if wish.get(name)}
    rows = _waiting(rows.filter(**same), waits)
    return rows.order_by(*(BY_DUE if state == OPEN or waits else BY_DAY))


def _waiting(rows: QuerySet[GateRequest], waits: str) -> QuerySet[GateRequest]:
    way, _colon, role = waits.partition(":")
    if way == DECIDES:
        return rows.filter(role=role)
    if way == ASKED:
        silent = Inquiry.objects.filter(gate_request=OuterRef("pk"), role=role, answered_at=None, closed_at=None)
        return rows.filter(Exists(silent))
    return rows


class RequestPaginator(Paginator):
    """Pages that skip along an index before they read a row, and a count that stops in time."""

    def __init__(self, rows: QuerySet[GateRequest], person: Person) -> None:
        super().__init__(rows, PAGE_SIZE)
        self.rows, self.person = rows, person

    @cached_property
    def count(self) -> int:
        return self.rows.order_by()[:COUNTED_AT_MOST].count()

    @property
    def is_cut_off(self) -> bool:
        """Whether there is more than can be leafed through."""
        return self.count == COUNTED_AT_MOST

    def page(self, number: int | str) -> "Page[Row]":
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = list(self.rows.values_list("pk", flat=True)[start : start + self.per_page])
        of_dpo = Inquiry.objects.filter(kind=Inquiry.Kind.ADVICE, role=DPO)
        rows = GateRequest.objects.filter(pk__in=keys).select_related("application__unit", "organisation", "holder")
        rows = rows.prefetch_related(Prefetch("inquiries", of_dpo, to_attr="of_dpo"))
        found = {row.pk: row for row in rows}
        return Page([_row(found[key], found[key].of_dpo, self.person) for key in keys if key in found], number, self)


def _row(gate_request: GateRequest, of_dpo: Iterable[Inquiry], person: Person) -> Row:
    asked = next(iter(of_dpo), None)
    free = asked is None and gate_request.is_open
    return Row(gate_request, asked, free and may(person, "inquiry.pull_in", gate_request))
