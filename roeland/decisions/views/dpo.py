"""The work of the DPO: the figures of a year, and advice to the directorate that nobody asked for."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roeland.decisions import dpo_year, refusals, services
from roeland.decisions.explaining import Explained, explained
from roeland.decisions.forms.advising import AnswerForm
from roeland.decisions.forms.unasked import UnaskedForm
from roeland.decisions.models import UnaskedAdvice
from roeland.decisions.views.requests import status
from roeland.organisation.access import may, permitted
from roeland.organisation.middleware import Request
from roeland.paper import lists as paper

ON_A_PAGE = 20


@require_safe
@permitted("dpo_year.view")
def year(request: Request) -> HttpResponseBase:
    """Show the figures of a year, or give them as a file."""
    organisation, today = request.person.organisation, timezone.localdate()
    numbers = dpo_year.years(organisation, today)
    chosen = next((one for one in numbers if str(one) == request.GET.get("year")), numbers[0])
    here = dpo_year.Year(organisation, chosen)
    if request.GET.get("format") == "csv":
        columns = (_("Year"), _("About"), _("What"), _("How many"))
        return paper.answer("csv", columns, dpo_year.as_rows(here), _("Work of the DPO"))
    address = reverse("decisions:dpo_year")
    context = {
        "year": chosen,
        "now": timezone.localtime(),
        "years": [{"label": one, "url": f"{address}?year={one}", "current": one == chosen} for one in numbers],
        "tables": dpo_year.tables(here),
        "requests": dpo_year.advised_on(here),
        "pages": _pages(request, "decisions:dpo_year"),
    }
    return render(request, "decisions/dpo/year.html", context)


@require_safe
@permitted("unasked.view")
def all_unasked(request: Request) -> HttpResponse:
    """Show what the FG advised the directorate without being asked."""
    rows = UnaskedAdvice.objects.filter(organisation=request.person.organisation)
    rows = rows.select_related("application", "given_by", "answered_by").order_by("-given_at", "-pk")
    context = {
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_give": may(request.person, "unasked.give"),
        "pages": _pages(request, "decisions:all_unasked"),
    }
    return render(request, "decisions/dpo/all_unasked.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("unasked.give")
def give_unasked(request: Request) -> HttpResponse:
    """Advise the directorate: once sent it goes straight there."""
    first = {"application": request.GET.get("about", "")}
    form = UnaskedForm(request.POST or None, organisation=request.person.organisation, initial=first)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            made = services.advise_unasked(actor=request.person, **form.cleaned_data)
            messages.success(request, _("Your advice is with the directorate. Nobody can change it any more."))
            return redirect(made)
        except refusals.Refused as refusal:
            refused = explained(refusal, request.person.organisation)
    context = {"form": form, "refused": refused}
    return render(request, "decisions/dpo/give_unasked.html", context, status=status(form, refused))


@require_safe
@permitted("unasked.view", UnaskedAdvice)
def unasked(request: Request, advice: UnaskedAdvice) -> HttpResponse:
    """Show an advice and its answer; the directorate answers here."""
    return _shown(request, advice, AnswerForm())


@require_POST
@permitted("unasked.answer", UnaskedAdvice)
def answer_unasked(request: Request, advice: UnaskedAdvice) -> HttpResponse:
    """Answer for the directorate."""
    form, refused = AnswerForm(request.POST), None
    if form.is_valid():
        try:
            services.answer_unasked(advice=advice, actor=request.person, **form.cleaned_data)
            messages.success(request, _("Your answer is on record. The DPO has been told."))
            return redirect(advice)
        except refusals.Refused as refusal:
            refused = explained(refusal, advice.organisation)
    advice.refresh_from_db(fields=["answer", "answered_at", "answered_by"])
    return _shown(request, advice, form, refused)


def _shown(request: Request, advice: UnaskedAdvice, form: AnswerForm, refused: Explained | None = None) -> HttpResponse:
    free = (
        advice.answered_at is None
        and advice.given_by_id != request.person.pk
        and may(request.person, "unasked.answer", advice)
    )
    context = {"advice": advice, "form": form, "refused": refused, "may_answer": free}
    return render(request, "decisions/dpo/unasked.html", context, status=status(form, refused))


def _pages(request: Request, current: str) -> list[dict[str, Any]]:
    rows = (
        ("decisions:everything", _("All requests"), "inquiry.oversee"),
        ("decisions:dpo_year", _("Figures of a year"), "dpo_year.view"),
        ("decisions:all_unasked", _("Advice to the directorate"), "unasked.view"),
    )
    return [
        {"label": label, "url": reverse(name), "current": name == current}
        for name, label, permission in rows
        if may(request.person, permission)
    ]
