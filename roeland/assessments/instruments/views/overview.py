"""Assessments over all applications, and of one of them: which it needs, why, and how they stand."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from roeland.assessments.instruments import needing, queries, refusals, services
from roeland.assessments.models import Assessment
from roeland.assessments.queries import latest
from roeland.content import shipped
from roeland.organisation.access import may, permitted
from roeland.organisation.middleware import Request
from roeland.register.models import Application

ON_A_PAGE = 50
CHOICES = (
    ("", gettext_lazy("All"), ()),
    ("open", gettext_lazy("Still open"), queries.STILL),
    ("signed", gettext_lazy("Signed"), (Assessment.State.SIGNED,)),
)


@require_safe
@permitted("assessment.list")
def everything(request: Request) -> HttpResponse:
    """Every assessment, what was begun last first."""
    organisation, chosen = request.person.organisation, request.GET.get("which", "")
    rows = queries.here(organisation)
    states = next((states for code, _label, states in CHOICES if code == chosen), ())
    rows = rows.filter(state__in=states) if states else rows
    context = {
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "choices": _choices(chosen),
    }
    return render(request, "assessments/instruments/everything.html", context)


@require_safe
@permitted("assessment.view", Application)
def of_application(request: Request, application: Application) -> HttpResponse:
    """Which assessments this application needs and why, and every version that there is."""
    rows = queries.of_application(application)
    found = needing.asked(application, latest(application), rows)
    context = {
        "application": application,
        "classified": latest(application) is not None,
        "asked": [one for one in found if one.needed],
        "others": [one for one in found if not one.needed],
        "official": needing.official(application, rows),
        "rows": rows,
        "may_begin": may(request.person, "assessment.begin", application),
    }
    return render(request, "assessments/instruments/of_application.html", context)


@require_POST
@permitted("assessment.begin", Application)
def begin(request: Request, application: Application, instrument: str) -> HttpResponse:
    """Begin an instrument for an application, or go on with it."""
    try:
        made = services.begin(application=application, instrument=instrument, actor=request.person)
    except (shipped.NoSuchDocument, refusals.NotUsedHere) as error:
        raise Http404 from error
    except refusals.NotForThisPhase:
        messages.warning(request, _("This application is no longer in use. There is nothing to assess any more."))
        return redirect(application)
    return redirect(made)


def _choices(chosen: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": f"?which={code}" if code else "?", "current": code == chosen}
        for code, label, _states in CHOICES
    ]
