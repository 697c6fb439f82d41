"""Rules kept, late, deviated from: what the policy adviser looks at. Late is unknown, never broken."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from roeland.assessments.instruments.guidelines import deviations
from roeland.obligations import queries, showing
from roeland.obligations.models import Duty
from roeland.obligations.queries import Wish
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request

ON_A_PAGE = 50
LEFT = (Duty.Standing.ACCEPTED, Duty.Standing.NOT_APPLICABLE)


@require_safe
@permitted("rule.overview")
def rules(request: Request) -> HttpResponse:
    """Per obligation how often it is kept, late or deviated from; then each deviation, with who said so and why."""
    organisation, today = request.person.organisation, timezone.localdate()
    found = queries.tallies(organisation, Wish(only="sure"), today)
    rows = Duty.objects.filter(organisation=organisation, asked=True, standing__in=LEFT)
    rows = rows.select_related("application", "noted_by").order_by("until", "-noted_at", "pk")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "pages": showing.pages(request, "obligations:rules"),
        "lines": [(tally, showing.title(tally.code)) for tally in found if tally.met or tally.late or tally.set_aside],
        "page": page,
        "left": [(row, showing.title(row.code)) for row in page],
        "deviations": deviations(organisation),
    }
    return render(request, "obligations/rules.html", context)
