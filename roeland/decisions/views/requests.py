"""A request for a gate: what it is about, who decides, and the decision once there is one."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from roeland.decisions import second_factor
from roeland.decisions.casefile import is_whole
from roeland.decisions.disclosing import Reader
from roeland.decisions.explaining import Explained
from roeland.decisions.forms import DecisionForm
from roeland.decisions.hearing import heard, known
from roeland.decisions.letters.told import told
from roeland.decisions.models import Decision, GateRequest, Weighing
from roeland.decisions.showing import AtTheGate, role_in_words
from roeland.decisions.why_shut import why
from roeland.organisation.access import may, permitted
from roeland.organisation.middleware import Request


@require_safe
@permitted("decision.view", GateRequest)
def gate_request(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Show a request: what it is about, who decides, and the decision once there is one."""
    everybody = heard(gate_request, timezone.localdate())
    kept = second_factor.kept(request, gate_request.pk)
    return page(request, gate_request, DecisionForm(kept, gate_request=gate_request, heard=everybody))


def page(
    request: Request, gate_request: GateRequest, form: DecisionForm, refused: Explained | None = None
) -> HttpResponse:
    context = about(request, gate_request) | {"form": form, "refused": refused}
    return render(request, "decisions/gate_request.html", context, status=status(form, refused))


def status(form: Form, refused: Explained | None) -> int:
    if refused:
        return refused.status
    return 422 if form.is_bound and not form.is_valid() else 200


def about(request: Request, gate_request: GateRequest) -> dict[str, Any]:
    organisation = gate_request.organisation
    gate_request.application.organisation = organisation
    here = AtTheGate(gate_request.application, request.person, gate_request.gate)
    decision = getattr(gate_request, "decision", None) if not gate_request.is_open else None
    reader = Reader(request.person, gate_request)
    return {
        "gate_request": gate_request,
        "application": gate_request.application,
        "decision": decision,
        "role_of_decision": role_in_words(decision.role, organisation) if decision else "",
        "weighings": _weighings(decision, reader) if decision else [],
        "conditions": reader.conditions(decision) if decision else [],
        "case_file_is_whole": gate_request.case_file is None or is_whole(gate_request.case_file),
        "voices": reader.voices(heard(gate_request, timezone.localdate())),
        "facts": known(gate_request),
        "here": here,
        "shut": why(here.needs, request.person) if gate_request.is_open else [],
        "told": told(gate_request, sees_who_asked=may(request.person, "journal.own", gate_request)),
        "may_make_public": may(request.person, "decision.make_public", gate_request),
        "may_record_organ": may(request.person, "decision.record_organ"),
    }


def _weighings(decision: Decision, reader: Reader) -> list[Weighing]:
    """What the decision does with each advice, and why as far as it may be read; the inquiries know their request."""
    rows = list(decision.weighings.select_related("inquiry", "advice").order_by("pk"))
    for row in rows:
        row.inquiry.gate_request = decision.gate_request
        row.reason = row.reason if reader.may_read_weighing(row) else ""
    return rows
