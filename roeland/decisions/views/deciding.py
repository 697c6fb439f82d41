"""Answering a request for a gate."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.decisions import refusals, second_factor, services
from roeland.decisions.explaining import explained
from roeland.decisions.forms import DecisionForm
from roeland.decisions.hearing import heard
from roeland.decisions.models import GateRequest
from roeland.decisions.views.requests import about, page
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.register.models import Route


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("decision.take", GateRequest)
def decide(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Take the decision in two steps: fill in, then confirm. A refusal loses nothing of what was typed.

    On the full route a second factor comes in between; what was filled in waits in the session.
    """
    words = request.POST if request.method == "POST" else second_factor.kept(request, gate_request.pk)
    if words is None:
        return redirect(gate_request)
    form = DecisionForm(words, gate_request=gate_request, heard=heard(gate_request, timezone.localdate()))
    if not form.is_valid() or "back" in words:
        return page(request, gate_request, form)
    if "confirmed" not in request.POST:
        return _confirm(request, gate_request, form)
    return _take(request, gate_request, form)


def _take(request: Request, gate_request: GateRequest, form: DecisionForm) -> HttpResponse:
    try:
        services.decide(
            gate_request=gate_request,
            actor=request.person,
            second_factor=second_factor.is_recent(request),
            **form.decision(),
        )
    except refusals.SecondFactorNeeded:
        return redirect(_to_second_factor(request, gate_request))
    except refusals.Refused as refusal:
        return page(request, gate_request, form, explained(refusal, gate_request.organisation))
    second_factor.forget(request)
    messages.success(request, _("Your decision is on record."))
    return redirect(gate_request)


def _confirm(request: Request, gate_request: GateRequest, form: DecisionForm) -> HttpResponse:
    """Show once more what is decided; on the full route only after a second factor."""
    must = gate_request.route == Route.FULL and not second_factor.is_recent(request)
    if must and request.method == "POST":
        second_factor.keep(request, gate_request.pk)
    context = about(request, gate_request) | {"form": form}
    if must:
        back = reverse("decisions:decide", args=[gate_request.pk])
        context |= {"second_factor": second_factor.way(request, back), "has_one": second_factor.has_one(request)}
    return render(request, "decisions/confirm.html", context)


def _to_second_factor(request: Request, gate_request: GateRequest) -> str:
    second_factor.keep(request, gate_request.pk)
    return second_factor.way(request, reverse("decisions:decide", args=[gate_request.pk]))
