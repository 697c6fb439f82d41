"""Reading obligations: of one application, and over all of an organisation."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from roeland.content import shipped
from roeland.obligations.models import Duty, Evidence
from roeland.organisation.models import Organisation, RoleHeld
from roeland.organisation.prepared import prepared
from roeland.register.models import Application, Phase
from roeland.rules.standings import TO_DO

RUNNING = (Phase.REPORTED, Phase.IN_ASSESSMENT, Phase.EXPERIMENT, Phase.PRODUCTION)
STILL = tuple(standing.value for standing in TO_DO)


def of_application(application: Application) -> list[Duty]:
    """Everything that is asked of it, or once was."""
    found = _of_application(application.organisation_id, application.pk)
    for row in found:
        row.application = application
    return found


@prepared
def _of_application(organisation: UUID, application: UUID) -> QuerySet[Duty]:
    return Duty.objects.filter(organisation=organisation, application=application).order_by("applies_from", "code")


class Short(NamedTuple):
    """What a dossier needs to know of an obligation, without a row to change."""

    key: UUID
    code: str
    standing: str
    applies_from: date
    document: str

    def is_late(self, today: date) -> bool:
        encouraged = self.code in shipped.obligations(self.document).voluntary
        return self.standing in STILL and not encouraged and self.applies_from <= today


def in_short(application: Application) -> list[Short]:
    """What is certainly asked of it, the earliest first."""
    return [Short(*row) for row in _in_short(application.organisation_id, application.pk)]


@prepared
def _in_short(organisation: UUID, application: UUID) -> QuerySet[Duty, tuple[Any, ...]]:
    rows = Duty.objects.filter(organisation=organisation, application=application, asked=True, certain=True)
    return rows.order_by("applies_from", "code").values_list("pk", "code", "standing", "applies_from", "document")


def evidence(duty: Duty) -> QuerySet[Evidence]:
    """What was ever brought to show it, the newest first."""
    rows = Evidence.objects.filter(organisation=duty.organisation_id, duty=duty)
    return rows.select_related("added_by", "file", "replaced_by").order_by("-added_at", "-pk")


@dataclass(frozen=True)
class Wish:
    """Which obligations are looked at; empty is all."""

    codes: Collection[str] = field(default=())
    role: str = ""
    standing: str = ""
    only: str = ""  # late: past its date; perhaps: not certain; sure


def wished(organisation: Organisation, wish: Wish, today: date) -> QuerySet[Duty]:
    """What is asked of applications that have not ended."""
    rows = Duty.objects.filter(organisation=organisation, asked=True, application__phase__in=RUNNING)
    if wish.codes:
        rows = rows.filter(code__in=wish.codes)
    if wish.role:
        rows = rows.filter(for_role=wish.role)
    if wish.standing:
        rows = rows.filter(standing=wish.standing)
    if wish.only == "late":
        return rows.filter(_late(today), certain=True)
    return rows.filter(certain=wish.only == "sure") if wish.only else rows


def _late(today: date) -> Q:
    """What applies already and still has to be done; nobody is late with what the law only encourages."""
    return Q(standing__in=STILL, applies_from__lte=today) & ~_voluntary()


def _voluntary() -> Q:
    """What the law only encourages, by the version of the obligations by which each application is judged."""
    asked = Q(pk__in=[])
    for document in (f"obligations@{version}" for version in shipped.versions("obligations")):
        asked |= Q(document=document, code__in=shipped.obligations(document).voluntary)
    return asked


@dataclass(frozen=True)
class Tally:
    """How many applications an obligation is asked of, and how it stands there."""

    code: str
    certain: int
    perhaps: int
    met: int
    under_way: int
    set_aside: int  # does not apply, or the risk is accepted
    late: int

    @property
    def open(self) -> int:
        return self.certain - self.met - self.under_way - self.set_aside


def tallies(organisation: Organisation, wish: Wish, today: date) -> list[Tally]:
    """Per obligation how many applications it is asked of, in one query; in the order of the codes."""
    sure, standing = Q(certain=True), Duty.Standing
    rows = (
        wished(organisation, wish, today)
        .order_by()
        .values("code")
        .annotate(
            sure=Count("pk", filter=sure),
            perhaps=Count("pk", filter=~sure),
            met=Count("pk", filter=sure & Q(standing=standing.MET)),
            under_way=Count("pk", filter=sure & Q(standing=standing.UNDER_WAY)),
            set_aside=Count("pk", filter=sure & Q(standing__in=(standing.NOT_APPLICABLE, standing.ACCEPTED))),
            late=Count("pk", filter=sure & _late(today)),
        )
    )
    columns = ("code", "sure", "perhaps", "met", "under_way", "set_aside", "late")
    return sorted((Tally(*row) for row in rows.values_list(*columns)), key=lambda tally: tally.code)


@dataclass(frozen=True)
class Touched:
    """How many applications a date of the law touches, and how much of it still has to be done."""

    law_date: str
    applies_from: date
    applications: int
    perhaps: int
    to_do: int


def touched(organisation: Organisation) -> list[Touched]:
    """Per date of the law what it touches, in one query; the earliest first."""
    sure = Q(certain=True)
    rows = (
        wished(organisation, Wish(), date.min)
        .order_by()
        .values("law_date", "applies_from")
        .annotate(
            applications=Count("application", filter=sure, distinct=True),
            perhaps=Count("application", filter=~sure, distinct=True),
            to_do=Count("pk", filter=sure & Q(standing__in=STILL)),
        )
    )
    columns = ("law_date", "applies_from", "applications", "perhaps", "to_do")
    return sorted(
        (Touched(*row) for row in rows.values_list(*columns)), key=lambda one: (one.applies_from, one.law_date)
    )


def on_date(organisation: Organisation, law_date: str) -> QuerySet[Duty]:
    """What is asked from a date of the law, application by application."""
    rows = wished(organisation, Wish(), date.min).filter(law_date=law_date)
    return rows.select_related("application", "application__unit").order_by("application__name", "application", "code")


def of_roles(organisation: Organisation, held: Iterable[RoleHeld]) -> QuerySet[Duty]:
    """What is certainly asked of who holds these roles where they count, and is still to do; the first date first."""
    mine = Q(pk__in=[])
    for role in held:
        where = Q() if role.unit is None else Q(application__unit__path__startswith=role.unit.path)
        mine |= Q(for_role=role.role) & where
    rows = wished(organisation, Wish(only="sure"), date.min).filter(mine, standing__in=STILL)
    return rows.select_related("application", "application__unit").order_by("applies_from", "code", "application__name")


def of_code(organisation: Organisation, wish: Wish, today: date) -> QuerySet[Duty]:
    """The applications of which something is asked, those that are sure first."""
    rows = wished(organisation, wish, today).select_related("application", "application__unit", "noted_by")
    return rows.order_by("-certain", "application__name", "pk")
