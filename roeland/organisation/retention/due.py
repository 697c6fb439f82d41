"""What is past its term: per kind the records, held back or not, and for one record what keeps it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from roeland.organisation.models import Destruction, DestructionItem, Hold, Organisation
from roeland.organisation.retention.kinds import STARTED, Kind, kinds
from roeland.organisation.retention.removing import belonging
from roeland.organisation.retention.terms import Term, terms
from roeland.rules.retention import Reason, why_kept

OPEN = (Destruction.State.PROPOSED, Destruction.State.CONFIRMED, Destruction.State.STOPPED)
COUNTED = 10_000
"""Nobody needs to know exactly how many more there are."""


@dataclass(frozen=True)
class Due:
    """A record past its term: since when it ran, and on which day it was over."""

    record: UUID
    label: str
    started_on: date
    due_on: date


@dataclass(frozen=True)
class Line:
    """How a kind stands: its term, and how many records are past it. None: Roeland does not destroy this kind."""

    term: Term
    due: int | None

    @property
    def more(self) -> bool:
        return self.due == COUNTED


def lines(organisation: Organisation, today: date) -> list[Line]:
    """How every kind with a term stands."""
    known, held = kinds(), held_keys(organisation)
    return [Line(term, _count(known.get(term.code), term, organisation, today, held)) for term in terms(organisation)]


def rows(kind: Kind, term: Term, organisation: Organisation, today: date, held: set[UUID]) -> QuerySet[Any]:
    """The records of a kind that are past their term, without what is `held` back, the oldest first."""
    found = past(kind, term, organisation, today)
    for column in ("pk", *kind.held_through):
        found = found.exclude(**{f"{column}__in": held})
    return found.order_by(STARTED, "pk")


def past(kind: Kind, term: Term, organisation: Organisation, today: date) -> QuerySet[Any]:
    """The records of a kind that are past their term, also those that somebody holds back."""
    latest = term.latest_start(today)
    if latest is None:
        return kind.closed(organisation).none()
    return kind.closed(organisation).filter(**{f"{STARTED}__lt": _midnight(latest + timedelta(days=1))})


def proposable(kind: Kind, term: Term, organisation: Organisation, today: date) -> QuerySet[Any]:
    """The same without those that are in an open proposal already."""
    waiting = DestructionItem.objects.filter(
        organisation=organisation, state=DestructionItem.State.WAITING, destruction__state__in=OPEN
    )
    found = rows(kind, term, organisation, today, held_keys(organisation))
    return found.exclude(pk__in=waiting.filter(destruction__kind=kind.code).values("record"))


def told(kind: Kind, term: Term, found: Iterable[Any]) -> Iterator[Due]:
    """Records with why they are due: since when the term runs, and when it was over."""
    for row in found:
        start = day_of(getattr(row, STARTED))
        yield Due(row.pk, kind.label(row)[:200], start, term.due_on(start) or date.max)


def kept_because(kind: Kind, term: Term, row: Any, today: date, held: set[UUID]) -> tuple[Reason, ...]:
    """What keeps this record from being destroyed now; empty means nothing does. `held`: what is held back here."""
    start = getattr(row, STARTED)
    return why_kept(
        start=day_of(start) if start else None,
        length=term.length,
        counts=term.record.counts,
        today=today,
        adopted=term.adopted,
        held=bool(held.intersection(_through(kind, row))),
    )


def held_keys(organisation: Organisation) -> set[UUID]:
    """The keys of what somebody holds back here, with all that belongs to it: few, since each is placed by hand."""
    holds = Hold.objects.filter(organisation=organisation, lifted_at=None).values_list("kind", "subject")
    by_kind: dict[str, set[UUID]] = {}
    for kind, subject in holds:
        by_kind.setdefault(kind, set()).add(subject)
    known = kinds()
    return {key for kind, keys in by_kind.items() for key in belonging(organisation, known[kind].model, keys)}


def _through(kind: Kind, row: Any) -> set[UUID]:
    """The record itself, and what it belongs to."""
    if not kind.held_through:
        return {row.pk}
    found = kind.model._base_manager.filter(pk=row.pk).values_list(*kind.held_through).first() or ()
    return {row.pk, *(key for key in found if key)}


def day_of(moment: datetime) -> date:
    """The day here on which something happened."""
    return timezone.localtime(moment).date()


def _count(kind: Kind | None, term: Term, organisation: Organisation, today: date, held: set[UUID]) -> int | None:
    return None if kind is None else rows(kind, term, organisation, today, held)[:COUNTED].count()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
