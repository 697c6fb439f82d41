"""Who is who: roles by track, units as a tree, one person, and one's own roles."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from roeland.content import shipped
from roeland.content.organising import Permissions
from roeland.organisation import governance, queries
from roeland.organisation.access import may, permitted
from roeland.organisation.forms.finding import WhoIsWhoFilter
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
    context["matrix_url"] = reverse(settings.MATRIX_PAGE)
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


@require_safe
@permitted("organisation.view")
def my_roles(request: Request) -> HttpResponse:
    """Show one's own roles, and what one may do with them."""
    context = _about(request, request.person)
    codes = shipped.meaning("permissions", Permissions).by_code
    language = get_language() or "nl"
    context["allowed"] = [shipped.text("permissions", code, language) for code in codes if may(request.person, code)]
    return render(request, "organisation/my_roles.html", context)


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
        "reads_history": may(request.person, "journal.own", shown),
    }
