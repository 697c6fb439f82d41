"""What changed in a quarter, as the journal and the classifications know it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast, Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roeland.assessments.models import Classification
from roeland.journal.models import Entry
from roeland.organisation.models import Organisation
from roeland.register.models import Application, Phase
from roeland.reporting.picture.quarters import Quarter

SHOWN = 5
# Of acts that nobody can count at a glance only the newest are read; the page then says "at least".
READ_AT_MOST = 1000
ENDED = (Phase.STOPPED.value, Phase.RETIRED.value, Phase.REJECTED.value)
LABELS: Mapping[str, Promise] = {
    "new": _("New in the register"),
    "classified": _("Got a class and a route"),
    "decided": _("Decided"),
    "ended": _("Stopped, retired or rejected"),
    "outcome": _("Class or route became another one"),
    "owner": _("AI owner changed"),
}
OWNER_VERBS = tuple(f"application.owner_{done}" for done in ("appointed", "accepted", "declined", "removed"))


@dataclass(frozen=True)
class Happened:
    """One application to which something happened, the last time in the quarter."""

    application: Application
    at: datetime


@dataclass(frozen=True)
class Change:
    """One kind of change: to how many applications, and the newest of them."""

    code: str
    label: str | Promise
    number: int
    at_least: bool
    shown: tuple[Happened, ...]

    @property
    def more(self) -> int:
        return self.number - len(self.shown)


Moments = dict[UUID, datetime]
"""Per application the last moment at which it happened, the newest first."""


@dataclass(frozen=True)
class Found:
    """How many applications, and the newest of them with the moment; `cut`: there may be more."""

    number: int
    newest: tuple[tuple[UUID, datetime], ...]
    cut: bool = False


def changes(organisation: Organisation, quarter: Quarter) -> list[Change]:
    """What changed in the quarter, kind by kind, in five queries."""
    classified = _classified(organisation, quarter)
    outcomes = [(key, at) for key, at, now, before in classified if before and before != now]
    acts = _acts(organisation, quarter)
    cut = len(acts) == READ_AT_MOST
    found = {
        "new": _created(organisation, quarter),
        "classified": _newest((key, at) for key, at, _now, _before in classified),
        "decided": _newest(_of_kind("decided", acts), cut=cut),
        "ended": _newest(_of_kind("ended", acts), cut=cut),
        "outcome": _newest(outcomes),
        "owner": _newest(_of_kind("owner", acts), cut=cut),
    }
    return _with_names(organisation, found)


def _newest(rows: Iterable[tuple[UUID, datetime]], *, cut: bool = False) -> Found:
    """Count each application once, at the last moment; the rows come newest first."""
    kept: Moments = {}
    for key, at in rows:
        kept.setdefault(key, at)
    return Found(len(kept), tuple(kept.items())[:SHOWN], cut)


def _created(organisation: Organisation, quarter: Quarter) -> Found:
    rows = Application.objects.of(organisation).filter(created_at__gte=quarter.begins, created_at__lt=quarter.ends)
    newest = rows.order_by("-created_at", "-pk").values_list("pk", "created_at")[:SHOWN]
    return Found(rows.count(), tuple(newest))


def _classified(organisation: Organisation, quarter: Quarter) -> list[tuple[UUID, datetime, str, str | None]]:
    """Every classification of the quarter, with what the one before it said."""
    said = Concat("ai_class", "route", output_field=CharField())
    earlier = Classification.objects.filter(
        organisation=OuterRef("organisation"), application=OuterRef("application"), made_at__lt=OuterRef("made_at")
    )
    rows = Classification.objects.filter(
        organisation=organisation, made_at__gte=quarter.begins, made_at__lt=quarter.ends
    ).annotate(now=said, before=Subquery(earlier.annotate(then=said).order_by("-made_at", "-pk").values("then")[:1]))
    return list(rows.order_by("-made_at", "-pk").values_list("application", "made_at", "now", "before"))


@dataclass(frozen=True)
class Act:
    """An entry of the journal: what was done to which application, when, and the values that it keeps."""

    verb: str
    subject: UUID
    at: datetime
    values: Mapping[str, Any] | None

    @property
    def kind(self) -> str:
        """A proposal to the competent organ is no decision yet; erased details say nothing of it."""
        values = self.values or {}
        if self.verb == "decision.taken":
            return "" if values.get("is_proposal") else "decided"
        if self.verb == "application.phase_changed":
            return "ended" if values.get("phase", [""])[-1] in ENDED else ""
        return "owner"


def _acts(organisation: Organisation, quarter: Quarter) -> list[Act]:
    """The decisions, changes of phase and changes of owner of the quarter, the newest first."""
    wanted = Q(verb__in=["decision.taken", "application.phase_changed", *OWNER_VERBS])
    wanted |= Q(verb="application.edited", named__contains='"owner"')
    rows = Entry.objects.filter(organisation=organisation.pk, at__gte=quarter.begins, at__lt=quarter.ends)
    rows = rows.annotate(named=Cast("fields", TextField())).filter(wanted).order_by("-at", "-id")
    return [Act(*row) for row in rows.values_list("verb", "subject", "at", "detail__values")[:READ_AT_MOST]]


def _of_kind(kind: str, acts: Iterable[Act]) -> Iterable[tuple[UUID, datetime]]:
    return ((act.subject, act.at) for act in acts if act.kind == kind)


def _with_names(organisation: Organisation, found: Mapping[str, Found]) -> list[Change]:
    keys = {key for each in found.values() for key, _at in each.newest}
    named = Application.objects.of(organisation).filter(pk__in=keys).only("name", "number").in_bulk()
    return [_change(code, each, named) for code, each in found.items()]


def _change(code: str, found: Found, named: Mapping[UUID, Application]) -> Change:
    shown = tuple(Happened(named[key], at) for key, at in found.newest if key in named)
    return Change(code, LABELS[code], found.number, found.cut, shown)
