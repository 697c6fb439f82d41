"""The pages of what Roeland concluded."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roeland.assessments import explaining
from roeland.assessments.models import Classification
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request


@permitted("application.view", Classification)
@require_safe
def result(request: Request, classification: Classification) -> HttpResponse:
    """What Roeland concluded, why, what is still open, and who would know."""
    return render(request, "assessments/result.html", explaining.page(classification, request.person))
