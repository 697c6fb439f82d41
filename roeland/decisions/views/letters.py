"""A decision as a letter, and as a version that everybody may read: each as a page and as a PDF. Nothing is kept."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roeland.decisions import letters
from roeland.decisions.models import Decision, GateRequest
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.paper import answering


@require_safe
@permitted("decision.view", GateRequest)
def letter(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Show the letter, with what this person may read."""
    made = letters.letter(_decision(gate_request), request.person)
    return render(request, "decisions/letters/letter.html", {"document": made, "gate_request": gate_request})


@require_safe
@permitted("decision.view", GateRequest)
def letter_pdf(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Send the same letter as a PDF."""
    made = letters.letter(_decision(gate_request), request.person)
    return answering.answer(request, made, f"{gate_request.application.code} {made.title}")


@require_safe
@permitted("decision.make_public", GateRequest)
def public(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Show the version without names, and ask to read it before anybody sends it."""
    made = letters.public_version(_decision(gate_request))
    return render(request, "decisions/letters/public.html", {"document": made, "gate_request": gate_request})


@require_safe
@permitted("decision.make_public", GateRequest)
def public_pdf(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Send the same version as a PDF. Its name says nothing of the application: that can hold a name too."""
    made = letters.public_version(_decision(gate_request))
    return answering.answer(request, made, f"{gate_request.application.code} {_('decision')} {_('public version')}")


def _decision(gate_request: GateRequest) -> Decision:
    """The decision on the request; 404 while there is none."""
    gate_request.application.organisation = gate_request.organisation
    along = ("taken_by", "in_place_of", "organ_act", "replaced_by")
    found = Decision.objects.filter(gate_request=gate_request).select_related(*along).first()
    if found is None:
        raise Http404
    found.gate_request = gate_request
    return found
