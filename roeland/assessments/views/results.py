"""The pages of what Roeland concluded."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roeland.assessments import results as page_of
from roeland.assessments.explaining import explained
from roeland.assessments.models import Classification
from roeland.assessments.what_if import others
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request


@permitted("application.view", Classification)
@require_safe
def result(request: Request, classification: Classification) -> HttpResponse:
    """What Roeland concluded, why, what is still open, and who would know."""
    return render(request, "assessments/result.html", page_of.page(classification, request.person))


@permitted("application.view", Classification)
@require_safe
def what_if(request: Request, classification: Classification, code: str) -> HttpResponse:
    """With which single other answers one finding would come out otherwise; nothing is kept."""
    finding = next((each for each in classification.concluded if each.code == code), None)
    if finding is None:
        raise Http404
    context = {
        "classification": classification,
        "application": classification.application,
        "finding": explained(classification, finding),
        "others": others(classification, code),
    }
    part = "assessments/_what_if.html" if request.htmx else "assessments/what_if.html"
    return render(request, part, context)
