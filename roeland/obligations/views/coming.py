"""What comes at us: the dates of the law, with what each touches here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from roeland.content import shipped
from roeland.obligations import queries, showing
from roeland.obligations.queries import Touched
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.rules.law_dates import LawDate, LawDates, Status

ON_A_PAGE = 50
Key = tuple[str, date]  # a date of the law by its code, and the day to plan on
Dated = tuple[str, LawDate]  # the document that says so, as name@version
OF_THE_ACT = frozenset({"ai-act", "omnibus"})


@dataclass(frozen=True)
class Moment:
    """One provision of the law that begins to apply, and what it touches here; nothing when `touched` is None."""

    law_date: LawDate
    words: str
    touched: Touched | None

    @property
    def disputed(self) -> bool:
        return self.law_date.status is Status.DISPUTED

    @property
    def unverified(self) -> bool:
        return self.law_date.status is Status.UNVERIFIED


@require_safe
@permitted("report.view")
def calendar(request: Request) -> HttpResponse:
    """Every date of the law: what is still to come first, by day; then what applies already and touches something."""
    today = timezone.localdate()
    touched = {(one.law_date, one.applies_from): one for one in queries.touched(request.person.organisation)}
    moments = [_moment(each, touched.get(key)) for key, each in _dates(touched).items()]
    coming = [one for one in moments if one.law_date.plan_on > today and (one.touched or _is_of_the_act(one))]
    past = [one for one in moments if one.law_date.plan_on <= today and one.touched]
    context = {
        "pages": showing.pages(request, "obligations:calendar"),
        "coming": _by_day(coming),
        "past": sorted(past, key=_day, reverse=True),
        "today": today,
        "release": shipped.text("law-dates", "document", showing.language()).help,
    }
    return render(request, "obligations/calendar.html", context)


@require_safe
@permitted("report.view")
def on_date(request: Request, code: str) -> HttpResponse:
    """What is asked from one date of the law on, application by application. Unknown code → 404."""
    found = [each for (known, _day), each in _all_dates().items() if known == code]
    if not found:
        raise Http404
    document, law_date = found[-1]
    today = timezone.localdate()
    rows = queries.on_date(request.person.organisation, code)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "pages": showing.pages(request, ""),
        "moment": _moment((document, law_date), None),
        "page": page,
        "lines": [(duty, showing.title(duty.code), duty.is_late(today)) for duty in page],
        "source": shipped.source_text(law_date.source, showing.language()),
    }
    return render(request, "obligations/on_date.html", context)


def _dates(touched: Iterable[Key]) -> dict[Key, Dated]:
    """The dates of the newest version, and those of before as far as an application that was not moved keeps them."""
    newest, wanted = shipped.document("law-dates").ref, set(touched)
    return {key: found for key, found in _all_dates().items() if found[0] == newest or key in wanted}


def _all_dates() -> dict[Key, Dated]:
    """Every date by its code and the day to plan on, with the newest document that says so."""
    found: dict[Key, Dated] = {}
    for document in (f"law-dates@{version}" for version in shipped.versions("law-dates")):
        for each in shipped.meaning(document, LawDates).dates:
            found.pop((each.code, each.plan_on), None)  # the newest comes last
            found[each.code, each.plan_on] = document, each
    return found


def _moment(found: Dated, touched: Touched | None) -> Moment:
    document, law_date = found
    return Moment(law_date, shipped.text(document, law_date.code, showing.language()).label, touched)


def _is_of_the_act(moment: Moment) -> bool:
    return moment.law_date.source.law in OF_THE_ACT


def _by_day(moments: list[Moment]) -> list[tuple[date, list[Moment]]]:
    return [(day, list(rows)) for day, rows in groupby(sorted(moments, key=_day), key=_day)]


def _day(moment: Moment) -> Any:
    return moment.law_date.plan_on
