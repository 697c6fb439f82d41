"""The days on which nobody works here, so that Roeland counts working days as people do."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.content import shipped
from roeland.organisation import services
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.forms.closing import ClosingForm, HolidaysForm
from roeland.organisation.middleware import Request
from roeland.organisation.models import ClosingDays, Organisation

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("settings.view")
def closing_days(request: Request) -> HttpResponse:
    """Show the holidays and the own days; add an own one."""
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_closing_days(organisation=request.person.organisation, actor=request.person, **form.cleaned_data)
        messages.success(request, _("These days do not count as working days any more. What was due already stays."))
        return redirect("organisation:closing_days")
    return _page(request, closing=form)


@require_POST
@permitted("organisation.administer")
def holidays(request: Request) -> HttpResponse:
    """Say which of the holidays that one may choose count."""
    form = HolidaysForm(request.POST, organisation=request.person.organisation)
    if not form.is_valid():
        return _page(request, holidays=form)
    closed = form.cleaned_data["closed"]
    services.choose_holidays(organisation=request.person.organisation, closed=closed, actor=request.person)
    messages.success(request, _("Saved. What was due already stays."))
    return redirect("organisation:closing_days")


@require_POST
@permitted("organisation.administer", ClosingDays)
def remove(request: Request, closing_days: ClosingDays) -> HttpResponse:
    """Work on these days after all."""
    services.remove_closing_days(closing_days=closing_days, actor=request.person)
    messages.success(request, _("These days are working days again. What was due already stays."))
    return redirect("organisation:closing_days")


def _page(request: Request, closing: ClosingForm | None = None, holidays: HolidaysForm | None = None) -> HttpResponse:
    organisation, today = request.person.organisation, timezone.localdate()
    rows = ClosingDays.objects.filter(organisation=organisation, holiday="", last__gte=today.replace(month=1, day=1))
    context = {
        "closing": closing or ClosingForm(),
        "holidays": holidays or HolidaysForm(organisation=organisation),
        "years": [(year, _days(organisation, year)) for year in (today.year, today.year + 1)],
        "own": rows.order_by("first", "pk")[:SHOWN],
        "organisation": organisation,
    }
    statuses = [status_of(form) for form in (closing, holidays) if form]
    return render(request, "organisation/closing_days.html", context, status=max(statuses, default=200))


def _days(organisation: Organisation, year: int) -> list[tuple[Any, str]]:
    language = get_language() or "nl"
    counted = organisation.working_days.holidays
    return sorted((one.on(year), shipped.text("holidays", one.code, language).label) for one in counted)
