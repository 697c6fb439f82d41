"""Measures: all of them, one, and what one meets."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.obligations import refusals, services, showing
from roeland.obligations.forms import EndForm, LookForm, MeasureForm
from roeland.obligations.models import Measure
from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request

ON_A_PAGE = 50
page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@permitted("measure.view")
def measures(request: Request) -> HttpResponse:
    """All measures that run, those that must be looked at first; then those that ended."""
    today = timezone.localdate()
    rows = Measure.objects.filter(organisation=request.person.organisation).select_related("owner")
    rows = rows.annotate(number=Count("covers")).order_by("ended_on", "next_on", "title", "pk")
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "pages": showing.pages(request, "obligations:measures"),
        "page": shown,
        "lines": [(row, row.holds(today)) for row in shown],
        "may_begin": may(request.person, "measure.manage"),
    }
    return render(request, "obligations/measures.html", context)


@page
@permitted("measure.manage")
def begin(request: Request) -> HttpResponse:
    """Begin a measure."""
    organisation = request.person.organisation
    known = {"owner": request.person}
    form = MeasureForm(request.POST if request.method == "POST" else None, organisation=organisation, initial=known)
    if form.is_bound and form.is_valid():
        made = services.begin_measure(actor=request.person, **form.cleaned_data)
        messages.success(request, _("The measure has begun. Choose now which obligations it meets."))
        return redirect(made)
    return render(request, "obligations/begin_measure.html", {"form": form}, status=status_of(form))


@require_safe
@permitted("measure.view", Measure)
def measure(request: Request, measure: Measure) -> HttpResponse:
    """What it is, whether it works, and what it meets."""
    today = timezone.localdate()
    covers = measure.covers.select_related("duty__application").order_by("duty__code", "duty__application__name", "pk")
    shown = Paginator(covers, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "measure": measure,
        "holds": measure.holds(today),
        "looks": measure.looks.select_related("looked_by").order_by("-looked_at", "-pk")[:ON_A_PAGE],
        "page": shown,
        "lines": [(cover.duty, showing.title(cover.duty.code)) for cover in shown],
        "may_manage": measure.ended_on is None and may(request.person, "measure.manage", measure),
        "everything": may(request.person, "report.view"),
    }
    return render(request, "obligations/measure.html", context)


@page
@permitted("measure.manage", Measure)
def look(request: Request, measure: Measure) -> HttpResponse:
    """Write down whether it works."""

    def act(said: dict[str, Any]) -> None:
        works = said["works"] == "yes"
        services.look(measure=measure, works=works, seen=said["seen"], link=said["link"], actor=request.person)

    return _asked(request, measure, LookForm, act, "obligations/look.html", _("Saved. Thank you for looking."))


@page
@permitted("measure.manage", Measure)
def end(request: Request, measure: Measure) -> HttpResponse:
    """End it; what rests on it alone is under way again."""

    def act(said: dict[str, Any]) -> None:
        services.end_measure(measure=measure, because=said["because"], actor=request.person)

    return _asked(request, measure, EndForm, act, "obligations/end_measure.html", _("The measure has ended."))


def _asked(
    request: Request,
    measure: Measure,
    kind: type[forms.Form],
    act: Callable[[dict[str, Any]], None],
    template: str,
    done: str,
) -> HttpResponse:
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except services.NotNow:
            form.add_error(None, _("This measure has ended."))
        except refusals.Refused:
            form.add_error(None, _("Say what you saw, or why."))
        else:
            messages.success(request, done)
            return redirect(measure)
    return render(request, template, {"form": form, "measure": measure}, status=status_of(form))
