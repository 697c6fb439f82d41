"""What changed in a quarter, as the journal and the classifications know it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
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
READ_AT_MOST = 2000
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


def changes(organisation: Organisation, quarter: Quarter) -> list[Change]:
    """What changed in the quarter, kind by kind, in four queries."""
    found: dict[str, Moments] = {code: {} for code in LABELS}
    found["new"] = _moments(_created(organisation, quarter))
    classified = _classified(organisation, quarter)
    found["classified"] = _moments((key, at) for key, at, _now, _before in classified)
    found["outcome"] = _moments((key, at) for key, at, now, before in classified if before and before != now)
    acts = _acts(organisation, quarter)
    for code in ("decided", "ended", "owner"):
        found[code] = _moments((act.subject, act.at) for act in acts if _kind(act) == code)
    return _with_names(organisation, found, cut=len(acts) == READ_AT_MOST)


def _moments(rows: Iterable[tuple[UUID, datetime]]) -> Moments:
    kept: Moments = {}
    for key, at in rows:
        kept.setdefault(key, at)
    return kept


def _created(organisation: Organisation, quarter: Quarter) -> Iterable[tuple[UUID, datetime]]:
    rows = Application.objects.of(organisation).filter(created_at__gte=quarter.begins, created_at__lt=quarter.ends)
    return rows.order_by("-created_at", "-pk").values_list("pk", "created_at")


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


def _acts(organisation: Organisation, quarter: Quarter) -> list[Entry]:
    """The decisions, changes of phase and changes of owner of the quarter, the newest first."""
    wanted = Q(verb__in=["decision.taken", "application.phase_changed", *OWNER_VERBS])
    wanted |= Q(verb="application.edited", named__contains='"owner"')
    rows = Entry.objects.filter(organisation=organisation.pk, at__gte=quarter.begins, at__lt=quarter.ends)
    rows = rows.annotate(named=Cast("fields", TextField())).filter(wanted)
    return list(rows.select_related("detail").order_by("-at", "-id")[:READ_AT_MOST])


def _kind(act: Entry) -> str:
    """A proposal to the competent organ is no decision yet; an entry whose details are erased says nothing of it."""
    detail = getattr(act, "detail", None)
    values = detail.values if detail else {}
    if act.verb == "decision.taken":
        return "" if values.get("is_proposal") else "decided"
    if act.verb == "application.phase_changed":
        return "ended" if values.get("phase", [""])[-1] in ENDED else ""
    return "owner"


def _with_names(organisation: Organisation, found: Mapping[str, Moments], *, cut: bool) -> list[Change]:
    newest = {code: list(moments.items())[:SHOWN] for code, moments in found.items()}
    keys = {key for rows in newest.values() for key, _at in rows}
    named = Application.objects.of(organisation).filter(pk__in=keys).only("name", "number").in_bulk()
    return [
        Change(
            code,
            LABELS[code],
            len(moments),
            cut and code in ("decided", "ended", "owner"),
            tuple(Happened(named[key], at) for key, at in newest[code] if key in named),
        )
        for code, moments in found.items()
    ]
