"""Stopping an application, meeting a condition, recording the act of an organ, and what changed since a decision."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.decisions import refusals, services
from roeland.decisions.changing import lines
from roeland.decisions.comparing import since
from roeland.decisions.explaining import Explained, explained
from roeland.decisions.forms import MetForm, OrganForm, StopForm
from roeland.decisions.models import Condition, Decision, GateRequest, Inquiry
from roeland.decisions.organs import COMPETENT, COURT
from roeland.decisions.views.requests import status
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.register.models import Application


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("application.stop", Application)
def stop(request: Request, application: Application) -> HttpResponse:
    """Order that an application stops, at once."""
    form, refused = StopForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            services.stop(application=application, actor=request.person, **form.cleaned_data)
            messages.success(request, _("The application has been stopped. Everybody concerned has been told."))
            return redirect(application)
        except refusals.Refused as refusal:
            refused = explained(refusal, application.organisation)
    return _shown(request, "decisions/stop.html", form, refused, application=application)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("condition.meet", Condition)
def condition(request: Request, condition: Condition) -> HttpResponse:
    """Say that a condition is met, and how it shows."""
    form, refused = MetForm(request.POST or None), None
    gate_request = condition.decision.gate_request
    if request.method == "POST" and form.is_valid():
        try:
            services.meet(condition=condition, actor=request.person, **form.cleaned_data)
            messages.success(request, _("The condition has been met. Who decided has been told."))
            return redirect(gate_request)
        except refusals.Refused as refusal:
            refused = explained(refusal, condition.organisation)
    return _shown(request, "decisions/condition.html", form, refused, condition=condition, gate_request=gate_request)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("decision.record_organ", GateRequest)
def organ(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Record what the competent organ decided on a proposal."""
    decision = Decision.objects.filter(gate_request=gate_request).first()
    if decision is None:
        raise Http404
    form = OrganForm(request.POST or None, organisation=gate_request.organisation, organs=COMPETENT)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            services.confirm(decision=decision, actor=request.person, **form.cleaned_data)
            messages.success(request, _("The act of the organ is on record."))
            return redirect(gate_request)
        except refusals.Refused as refusal:
            refused = explained(refusal, gate_request.organisation)
    return _shown(request, "decisions/organ.html", form, refused, gate_request=gate_request)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("decision.record_organ", Inquiry)
def court(request: Request, inquiry: Inquiry) -> HttpResponse:
    """Record the permission of the court that stands in for a refused consent."""
    form, refused = OrganForm(request.POST or None, organisation=inquiry.organisation, organs=COURT), None
    if request.method == "POST" and form.is_valid():
        try:
            services.replace_consent(inquiry=inquiry, actor=request.person, **form.cleaned_data)
            messages.success(request, _("The permission of the court is on record."))
            return redirect(inquiry.gate_request)
        except refusals.Refused as refusal:
            refused = explained(refusal, inquiry.organisation)
    return _shown(request, "decisions/organ.html", form, refused, gate_request=inquiry.gate_request, court=True)


@require_safe
@permitted("decision.view", GateRequest)
def changes(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Show what changed since the case file of a request, and what of it is material."""
    gate_request.application.organisation = gate_request.organisation
    found = since(gate_request)
    context = {
        "gate_request": gate_request,
        "material": lines(found.material, gate_request.application),
        "immaterial": lines(found.immaterial, gate_request.application),
        "lapses": gate_request.decision.lapses.order_by("-noticed_at") if hasattr(gate_request, "decision") else [],
    }
    return render(request, "decisions/changes.html", context)


def _shown(request: Request, template: str, form: Form, refused: Explained | None, **context: Any) -> HttpResponse:
    context |= {"form": form, "refused": refused}
    return render(request, template, context, status=status(form, refused))
