"""Risks: of one application, over all of them, one of them, and the matrix."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.obligations import heat, refusals, services, showing
from roeland.obligations.forms_risks import AcceptForm, CloseForm, MatrixForm, RiskForm
from roeland.obligations.models import Risk
from roeland.obligations.risk_matrices import matrix_of, proposal
from roeland.obligations.words import in_words
from roeland.organisation.access import NotPermitted, may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.register.models import Application
from roeland.rules.risks import RiskMatrix

ON_A_PAGE = 50
page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@permitted("risk.overview")
def overview(request: Request) -> HttpResponse:
    """All open risks of applications, the heaviest first, over a heat map of what is left."""
    organisation, today = request.person.organisation, timezone.localdate()
    matrix = matrix_of(organisation)
    rows = Risk.objects.filter(organisation=organisation, closed_on=None)
    cells = Counter(heat.place(*pair) for pair in rows.values_list(*heat.LEFT))
    rows = heat.within(rows, request.GET.get("cell", ""))
    rows = rows.select_related("application", "owner").order_by(_heaviest(matrix), "application__name", "pk")
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "pages": showing.pages(request, "obligations:risks"),
        "map": heat.heat_map(matrix, cells, showing.language()),
        "chosen": request.GET.get("cell", ""),
        "page": shown,
        "lines": [heat.line(row, today, showing.language()) for row in shown],
        "may_set": may(request.person, "risk.matrix"),
    }
    return render(request, "obligations/risks/overview.html", context)


@require_safe
@permitted("risk.view", Application)
def of_application(request: Request, application: Application) -> HttpResponse:
    """The risks of one application, the heaviest first; those that were closed below."""
    matrix, today = matrix_of(request.person.organisation), timezone.localdate()
    rows = Risk.objects.filter(organisation=application.organisation_id, application=application)
    rows = rows.select_related("application", "owner").order_by(_heaviest(matrix), "pk")
    lines = [heat.line(row, today, showing.language()) for row in rows]
    still = [line for line in lines if line.risk.closed_on is None]
    cells = Counter(heat.place(*(getattr(line.risk, name) for name in heat.LEFT)) for line in still)
    context = {
        "application": application,
        "lines": still,
        "closed": [line for line in lines if line.risk.closed_on],
        "map": heat.heat_map(matrix, cells, showing.language()),
        "may_note": may(request.person, "risk.note", application),
    }
    return render(request, "obligations/risks/of_application.html", context)


@page
@permitted("risk.note", Application)
def add(request: Request, application: Application) -> HttpResponse:
    """Note something that may go wrong."""
    form = _form(request, None)
    if form.is_bound and form.is_valid():
        made = services.note_risk(application=application, actor=request.person, **form.said())
        messages.success(request, _("The risk is noted."))
        return redirect(made)
    context = {"form": form, "application": application}
    return render(request, "obligations/risks/form.html", context, status=status_of(form))


@require_safe
@permitted("risk.view", Risk)
def risk(request: Request, risk: Risk) -> HttpResponse:
    """One risk: how heavy, what is done, what is left, and who lives with that until when."""
    return _risk(request, risk, AcceptForm(initial={"seen": risk.changed_at.isoformat()}))


@page
@permitted("risk.note", Risk)
def change(request: Request, risk: Risk) -> HttpResponse:
    """Change it."""
    form = _form(request, risk)
    if form.is_bound and form.is_valid():
        try:
            services.change_risk(risk=risk, actor=request.person, seen=form.cleaned_data["seen"], **form.said())
        except services.Moved:
            form = _form(request, Risk.objects.get(pk=risk.pk), again=True)
            form.add_error(
                None, _("Somebody else changed this meanwhile. Look at it in another window, then save again.")
            )
        except services.Closed:
            form.add_error(None, _("This risk was closed meanwhile."))
        else:
            messages.success(request, _("The risk is saved."))
            return redirect(risk)
    context = {"form": form, "application": risk.application, "risk": risk}
    return render(request, "obligations/risks/form.html", context, status=status_of(form))


@require_http_methods(["POST"])
@permitted("risk.accept", Risk)
def accept(request: Request, risk: Risk) -> HttpResponse:
    """Live with what is left of it until a day; who may at its level is asked before what they say."""
    if not services.may_accept(request.person, risk, matrix_of(request.person.organisation)):
        raise NotPermitted("risk.accept", request.person)
    form = AcceptForm(request.POST)
    if form.is_valid():
        try:
            services.accept_risk(risk=risk, actor=request.person, **form.cleaned_data)
        except services.Moved:
            risk = Risk.objects.select_related("application").get(pk=risk.pk)
            form = AcceptForm({**request.POST.dict(), "seen": risk.changed_at.isoformat()})
            form.add_error(None, _("Somebody changed this risk meanwhile: see above. Accept it only if you still can."))
        except services.Closed:
            form.add_error(None, _("This risk was closed meanwhile."))
        except refusals.Refused as refused:
            for sentence in in_words(refused.codes):
                form.add_error(None, str(sentence))
        else:
            messages.success(request, _("Saved. On the last day somebody looks again."))
            return redirect(risk)
    return _risk(request, risk, form)


@page
@permitted("risk.note", Risk)
def close(request: Request, risk: Risk) -> HttpResponse:
    """Say why it is no risk any more."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.close_risk(risk=risk, actor=request.person, **form.cleaned_data)
        except refusals.Refused:
            form.add_error(None, _("This risk was closed meanwhile."))
        else:
            messages.success(request, _("The risk is closed. It stays readable."))
            return redirect("obligations:risks_of", pk=risk.application_id)
    context = {"form": form, "application": risk.application, "risk": risk}
    return render(request, "obligations/risks/close.html", context, status=status_of(form))


@page
@permitted("risk.matrix")
def matrix(request: Request) -> HttpResponse:
    """The organisation's own levels in the cells."""
    organisation = request.person.organisation
    now = matrix_of(organisation)
    form = MatrixForm(request.POST if request.method == "POST" else None, matrix=now, language=showing.language())
    if form.is_bound and form.is_valid():
        try:
            said = {"cells": form.cells(), "reason": form.cleaned_data["reason"]}
            services.set_matrix(organisation=organisation, actor=request.person, **said)
        except refusals.Refused as refused:
            for sentence in in_words(refused.codes):
                form.add_error(None, str(sentence))
        else:
            messages.success(request, _("The matrix is saved. Every risk has the level that it has by it."))
            return redirect("obligations:risks")
    names = heat.names(now, showing.language())
    context = {"form": form, "names": names, "rows": form.rows(), "own": now.cells != proposal().cells}
    return render(request, "obligations/risks/matrix.html", context, status=status_of(form))


def _risk(request: Request, risk: Risk, form: AcceptForm) -> HttpResponse:
    organisation, today = request.person.organisation, timezone.localdate()
    matrix = matrix_of(organisation)
    wanted = matrix.of(risk.left_level)
    asked = services.may_accept(request.person, risk, matrix) and may(request.person, "risk.accept", risk)
    context: dict[str, Any] = {
        "risk": risk,
        "application": risk.application,
        "line": heat.line(risk, today, showing.language()),
        "names": heat.names(matrix, showing.language()),
        "form": form,
        "may_note": risk.closed_on is None and may(request.person, "risk.note", risk),
        "may_accept": risk.closed_on is None and asked,
        "accepts": showing.roles_of(organisation, [wanted.accepted_by])[wanted.accepted_by],
        "months": wanted.months,
    }
    return render(request, "obligations/risks/risk.html", context, status=status_of(form))


def _form(request: Request, risk: Risk | None, *, again: bool = False) -> RiskForm:
    """The form; `again` after somebody else changed it: with what was typed, over what stands there now."""
    organisation = request.person.organisation
    known = {name: getattr(risk, name) for name in services.RISK_FIELDS} if risk else {"owner": request.person}
    known |= {"seen": risk.changed_at.isoformat()} if risk else {}
    bound = request.POST.copy() if request.method == "POST" else None
    if bound is not None and again:
        bound["seen"] = str(known["seen"])
    names = heat.names(matrix_of(organisation), showing.language())
    return RiskForm(bound, organisation=organisation, names=names, initial=known)


def _heaviest(matrix: RiskMatrix) -> Any:
    whens = [When(left_level=code, then=Value(-weight)) for code, weight in matrix.weight.items()]
    return Case(*whens, default=Value(0), output_field=IntegerField())
