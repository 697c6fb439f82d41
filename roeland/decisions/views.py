"""The pages at a gate: ask, look, decide, withdraw."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.decisions import refusals, services
from roeland.decisions.explaining import Explained, explained
from roeland.decisions.forms import AskForm, DecisionForm
from roeland.decisions.models import GateRequest
from roeland.decisions.showing import AtTheGate, role_in_words
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.register.models import Application


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("decision.request", Application)
def ask(request: Request, application: Application) -> HttpResponse:
    """Ask whether an application may start, or show what keeps the gate shut."""
    form = AskForm(request.POST if request.method == "POST" else None, application=application)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            made = services.request_gate(application=application, actor=request.person, **form.cleaned_data)
            messages.success(request, _("The decision has been asked."))
            return redirect(made)
        except refusals.Refused as refusal:
            refused = explained(refusal, application.organisation)
    here = AtTheGate(application, request.person)
    context = {"application": application, "form": form, "here": here, "refused": refused}
    return render(request, "decisions/ask.html", context, status=_status(form, refused))


@require_safe
@permitted("decision.view", GateRequest)
def gate_request(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Show a request: what it is about, who decides, and the decision once there is one."""
    return _page(request, gate_request, DecisionForm(gate_request=gate_request))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("decision.take", GateRequest)
def decide(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Take the decision in two steps: fill in, then confirm. A refusal loses nothing of what was typed."""
    if request.method != "POST":
        return redirect(gate_request)
    form = DecisionForm(request.POST, gate_request=gate_request)
    if not form.is_valid() or "back" in request.POST:
        return _page(request, gate_request, form)
    if "confirmed" not in request.POST:
        return render(request, "decisions/confirm.html", _about(request, gate_request) | {"form": form})
    try:
        services.decide(gate_request=gate_request, actor=request.person, **form.cleaned_data)
    except refusals.Refused as refusal:
        return _page(request, gate_request, form, explained(refusal, gate_request.organisation))
    messages.success(request, _("Your decision is on record."))
    return redirect(gate_request)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("decision.request", GateRequest)
def withdraw(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Take the own request back, after asking whether that is meant."""
    if request.method != "POST":
        return render(request, "decisions/withdraw.html", _about(request, gate_request))
    try:
        services.withdraw(gate_request=gate_request, actor=request.person)
    except refusals.Refused as refusal:
        form = DecisionForm(gate_request=gate_request)
        return _page(request, gate_request, form, explained(refusal, gate_request.organisation))
    messages.success(request, _("The request has been withdrawn."))
    return redirect(gate_request.application)


def _page(
    request: Request, gate_request: GateRequest, form: DecisionForm, refused: Explained | None = None
) -> HttpResponse:
    context = _about(request, gate_request) | {"form": form, "refused": refused}
    return render(request, "decisions/gate_request.html", context, status=_status(form, refused))


def _status(form: Form, refused: Explained | None) -> int:
    if refused:
        return 409
    return 422 if form.is_bound and not form.is_valid() else 200


def _about(request: Request, gate_request: GateRequest) -> dict[str, Any]:
    gate_request.application.organisation = gate_request.organisation
    here = AtTheGate(gate_request.application, request.person, gate_request.gate)
    decision = getattr(gate_request, "decision", None) if not gate_request.is_open else None
    return {
        "gate_request": gate_request,
        "application": gate_request.application,
        "decision": decision,
        "role_of_decision": role_in_words(decision.role, gate_request.organisation) if decision else "",
        "here": here,
    }
