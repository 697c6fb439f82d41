"""Status & plan."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.reporting.pages import pages
from roeland.reporting.status import parts


@require_safe
@permitted("report.view")
def status(request: Request) -> HttpResponse:
    """Show where the five components stand, on one page that prints on one A4."""
    now = timezone.localtime()
    found = parts(request.person.organisation, now.date())
    context = {
        "pages": pages(request, "reporting:status"),
        "parts": found,
        "behind": sum(len(part.behind) for part in found),
        "now": now,
    }
    return render(request, "reporting/status.html", context)
