"""The page for the council."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.reporting import council as asked
from roeland.reporting.pages import pages


@require_safe
@permitted("council.view")
def council(request: Request) -> HttpResponse:
    """Show how many applications there are, which affect people, and who is accountable."""
    now = timezone.localtime()
    context = asked.page(request.person.organisation, now.date())
    context |= {"pages": pages(request, "reporting:council"), "now": now}
    return render(request, "reporting/council.html", context)
