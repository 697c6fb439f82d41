"""What the FG did in a year, counted: for the yearly report. Figures on cases, never on people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.decisions.models import (
    Advice,
    GateRequest,
    Inquiry,
    Oversight,
    PriorConsultation,
    UnaskedAdvice,
    UrgentWarning,
    Weighing,
)
from roeland.decisions.overseeing import DPO
from roeland.organisation.models import Organisation

PULLED_IN = "pulled-in"
LATE = timedelta(days=1)  # after the request was made
SHOWN_AT_MOST = 100


@dataclass(frozen=True)
class Figure:
    label: str
    value: int


@dataclass(frozen=True)
class Table:
    """Figures about one thing. help: what exactly is counted."""

    title: str
    help: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Year:
    """A year of an organisation, from its first moment here to that of the next."""

    organisation: Organisation
    number: int

    def of(self, rows: QuerySet[Any, Any], moment: str) -> QuerySet[Any, Any]:
        """Those of which this moment lies in the year."""
        begins, ends = _moment(self.number), _moment(self.number + 1)
        return rows.filter(organisation=self.organisation, **{f"{moment}__gte": begins, f"{moment}__lt": ends})


def years(organisation: Organisation, today: date) -> list[int]:
    """The years that can be chosen, the newest first: from the first question to the FG until now."""
    first = Inquiry.objects.filter(organisation=organisation, role=DPO).order_by("asked_at").first()
    begins = timezone.localdate(first.asked_at).year if first else today.year
    return list(range(today.year, min(begins, today.year) - 1, -1))


def tables(year: Year) -> list[Table]:
    """Everything that is counted of a year."""
    return [_asked(year), _advised(year), _weighed(year), _late(year), _warned(year), _oversaw(year), _unasked(year)]


def advised_on(year: Year) -> list[GateRequest]:
    """The requests on which the DPO advised, the newest first; at most SHOWN_AT_MOST."""
    given = year.of(Advice.objects.filter(inquiry__role=DPO), "given_at")
    keys = given.values("inquiry__gate_request").annotate(last=Max("given_at")).order_by("-last")
    found = [row["inquiry__gate_request"] for row in keys[:SHOWN_AT_MOST]]
    rows = GateRequest.objects.filter(pk__in=found).select_related("application", "organisation")
    by_key = {row.pk: row for row in rows}
    return [by_key[key] for key in found]


def as_rows(year: Year) -> Iterator[tuple[int, str, str, int]]:
    """The same as a list: the year, about what, what, how many."""
    for table in tables(year):
        yield from ((year.number, table.title, figure.label, figure.value) for figure in table.figures)


def _asked(year: Year) -> Table:
    rows = year.of(Inquiry.objects.filter(role=DPO, kind=Inquiry.Kind.ADVICE), "asked_at")
    figures = (
        Figure(_("Requests on which the DPO was asked"), rows.exclude(code=PULLED_IN).count()),
        Figure(_("of these because the law asks it"), rows.filter(required=True).exclude(code=PULLED_IN).count()),
        Figure(_("Requests that the DPO pulled in"), rows.filter(code=PULLED_IN).count()),
    )
    return Table(_("Asked"), _("By the day of the question."), figures)


def _advised(year: Year) -> Table:
    rows = year.of(Advice.objects.filter(inquiry__role=DPO), "given_at")
    requests = rows.values("inquiry").distinct().count()
    last = _last_of(year, rows)
    found = _counted(last.values_list("verdict").annotate(Count("pk")))
    figures = [Figure(str(label), found.get(code, 0)) for code, label in Advice.Verdict.choices]
    return Table(
        _("Advised"),
        _("Of each request the last advice of the year."),
        (Figure(_("Requests on which the DPO advised"), requests), *figures),
    )


def _last_of(year: Year, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The advices that no other advice of the same year took the place of."""
    newer = rows.exclude(replaces=None).values("replaces")
    return rows.exclude(pk__in=newer)


def _weighed(year: Year) -> Table:
    rows = year.of(Weighing.objects.filter(inquiry__role=DPO), "decision__taken_at")
    found = _counted(rows.values_list("outcome").annotate(Count("pk")))
    figures = tuple(Figure(str(label), found.get(code, 0)) for code, label in Weighing.Outcome.choices)
    return Table(_("What decisions did with it"), _("Decisions that were taken in the year."), figures)


def _late(year: Year) -> Table:
    asked = year.of(Inquiry.objects.filter(role=DPO, kind=Inquiry.Kind.ADVICE), "asked_at")
    after = asked.filter(asked_at__gte=F("gate_request__asked_at") + LATE)
    first = year.of(Advice.objects.filter(inquiry__role=DPO, replaces=None), "given_at")
    passed = first.annotate(day=TruncDate("given_at")).filter(day__gt=F("inquiry__due"))
    figures = (
        Figure(_("Asked a day or more after the request was made"), after.count()),
        Figure(_("Advised after the date that stood for it"), passed.count()),
    )
    return Table(_("Late"), _("No figure says whose fault it was: the DPO is timed by nobody."), figures)


def _warned(year: Year) -> Table:
    rows = year.of(UrgentWarning.objects.all(), "given_at")
    answered = rows.exclude(answered_at=None)
    in_time = answered.annotate(day=TruncDate("answered_at")).filter(day__lte=F("due"))
    figures = (
        Figure(_("Urgent warnings"), rows.count()),
        Figure(_("answered within one working day"), in_time.count()),
        Figure(_("without an answer"), rows.filter(answered_at=None).count()),
    )
    return Table(_("Warned"), "", figures)


def _oversaw(year: Year) -> Table:
    rows = year.of(Oversight.objects.filter(kind=Oversight.Kind.PRIVACY), "given_at")
    found = _counted(rows.values_list("result").annotate(Count("pk")))
    consulted = PriorConsultation.objects.filter(organisation=year.organisation, sent_on__year=year.number).count()
    figures = [Figure(str(label), found.get(code, 0)) for code, label in Oversight.Result.choices]
    return Table(
        _("Oversight of privacy assessments"),
        "",
        (*figures, Figure(_("Times that the supervisor was consulted (GDPR 36)"), consulted)),
    )


def _unasked(year: Year) -> Table:
    rows = year.of(UnaskedAdvice.objects.all(), "given_at")
    figures = (
        Figure(_("Advices to the directorate that nobody asked for"), rows.count()),
        Figure(_("answered"), rows.exclude(answered_at=None).count()),
        Figure(_("without an answer"), rows.filter(answered_at=None).count()),
    )
    return Table(_("Unasked"), "", figures)


def _counted(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    return dict(pairs)


def _moment(year: int) -> datetime:
    return timezone.make_aware(datetime(year, 1, 1))
