"""Who is who: roles by track, units as a tree, and one person."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from roeland.organisation import governance, queries
from roeland.organisation.access import may, permitted
from roeland.organisation.forms.finding import WhoIsWhoFilter
from roeland.organisation.governance_pages import pages
from roeland.organisation.middleware import Request
from roeland.organisation.models import Person


@require_safe
@permitted("organisation.view")
def who_is_who(request: Request) -> HttpResponse:
    """Show every role with who holds it, or every unit with its people; what nobody holds is shown as a gap."""
    organisation, today = request.person.organisation, timezone.localdate()
    form = WhoIsWhoFilter(request.GET, organisation=organisation)
    asked = form.cleaned_data if form.is_valid() else {}
    words, by_unit = asked.get("q", ""), request.GET.get("view") == "units"
    context: dict[str, Any] = {"form": form, "by_unit": by_unit, "today": today, "words": words}
    context["pages"] = pages(request, "organisation:who_is_who")
    context["governance_url"] = reverse(settings.GOVERNANCE_PAGE)
    if by_unit:
        context["units"] = governance.tree(organisation, today, words=words)
        context["whole"] = governance.for_the_whole(organisation, today, words=words)
    else:
        role = asked.get("role", "")
        context["tracks"] = tracks = governance.tracks(organisation, today, words=words, role=role)
        context["gaps"] = [] if words or role else governance.gaps(tracks)
    return render(request, "organisation/who_is_who.html", context)


@require_safe
@permitted("organisation.view", Person)
def person(request: Request, shown: Person) -> HttpResponse:
    """Show one person: roles, deputies, terms and mandates."""
    return render(request, "organisation/person.html", _about(request, shown))


def _about(request: Request, shown: Person) -> dict[str, Any]:
    today = timezone.localdate()
    rows = queries.roles_of(shown, today)
    return {
        "shown": shown,
        "today": today,
        "here": shown.is_here(today),
        "held": [row for row in rows if row.person_id == shown.pk],
        "stands_in": [row for row in rows if row.deputy_id == shown.pk],
        "administers": may(request.person, "organisation.administer"),
        "departs": shown.active and may(request.person, "person.depart", shown),
        "declined": queries.declined_by(shown, today) if may(request.person, "person.depart", shown) else [],
        "reads_history": may(request.person, "journal.own", shown),
    }
