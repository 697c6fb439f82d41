"""Asking for a gate, and taking that back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.decisions import refusals, services
from roeland.decisions.explaining import explained
from roeland.decisions.forms import AskForm, DecisionForm
from roeland.decisions.models import GateRequest
from roeland.decisions.showing import AtTheGate
from roeland.decisions.views.requests import about, page, status
from roeland.decisions.why_shut import why
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.register.models import Application


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("decision.request", Application)
def ask(request: Request, application: Application) -> HttpResponse:
    """Ask whether an application may pass a gate, or show what keeps it shut."""
    here = AtTheGate(application, request.person)
    form = AskForm(request.POST if request.method == "POST" else None, application=application, ways=here.ways)
    refused = None
    if request.method == "POST" and here.missing:
        refused = explained(refusals.GateClosed(here.standing.missing(here.gate)), application.organisation)
    elif request.method == "POST" and form.is_valid():
        try:
            made = services.request_gate(application=application, actor=request.person, **form.request())
            messages.success(request, _("The decision has been asked."))
            return redirect(made)
        except refusals.Refused as refusal:
            refused = explained(refusal, application.organisation)
    shut = why(here.needs, request.person) if here.can_be_asked else []
    context = {"application": application, "form": form, "here": here, "refused": refused, "shut": shut}
    return render(request, "decisions/ask.html", context, status=status(form, refused))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("decision.request", GateRequest)
def withdraw(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Take the own request back, after asking whether that is meant."""
    if request.method != "POST":
        return render(request, "decisions/withdraw.html", about(request, gate_request))
    try:
        services.withdraw(gate_request=gate_request, actor=request.person)
    except refusals.Refused as refusal:
        form = DecisionForm(gate_request=gate_request)
        return page(request, gate_request, form, explained(refusal, gate_request.organisation))
    messages.success(request, _("The request has been withdrawn."))
    return redirect(gate_request.application)
