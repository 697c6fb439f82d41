"""The whole picture."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from roeland.assessments.queries import waiting_for_roles
from roeland.organisation.access import may, permitted
from roeland.organisation.middleware import Request
from roeland.organisation.models import Organisation
from roeland.reporting.pages import pages
from roeland.reporting.picture import keeping, quarters, tables
from roeland.reporting.picture.narrowing import SCOPES, Scope, scope_called


@require_safe
@permitted("report.view")
def picture(request: Request) -> HttpResponse:
    """Show the figures of the register, and what changed in a quarter."""
    organisation, now = request.person.organisation, timezone.localtime()
    scope = scope_called(request.GET.get("scope", ""))
    quarter = quarters.called(request.GET.get("quarter", ""), now.date())
    found = keeping.snapshot(organisation, now.date(), scope)
    context = {
        "pages": pages(request, "reporting:picture"),
        "now": now,
        "lead": tables.lead(found.read),
        "total": found.read.total,
        "scope": scope,
        "scopes": _scopes(request, scope),
        "quarter": quarter,
        "quarters": _quarters(request, quarter, scope),
        "changes": keeping.changed_in(organisation, quarter),
        "reads_journal": may(request.person, "journal.view"),
        "may_advise": may(request.person, "advice.write"),
        **_figures(organisation, found),
    }
    return render(request, "reporting/picture.html", context)


def _figures(organisation: Organisation, found: keeping.Snapshot) -> dict[str, Any]:
    read = found.read
    waiting, late = tables.undecided(read)
    return {
        "plain": [
            tables.by_class(read),
            tables.by_phase(read),
            tables.by_route(read),
            tables.of_fields(read, found.fields),
            *tables.about_people(read),
        ],
        "missing": [
            tables.unknowns(read),
            tables.who_could_answer(organisation, waiting_for_roles(organisation)),
            tables.owners(read),
        ],
        "suppliers": tables.of_suppliers(read, found.suppliers),
        "classes": [code.label for code in tables.CLASSES],
        "entities": tables.of_entities(read, found.entities),
        "undecided": waiting,
        "late": late,
        "longest": found.longest,
    }


def _scopes(request: Request, chosen: Scope) -> list[dict[str, Any]]:
    return [
        {"label": scope.label, "url": _with(request, scope=scope.code), "current": scope == chosen} for scope in SCOPES
    ]


def _quarters(request: Request, chosen: quarters.Quarter, scope: Scope) -> list[dict[str, Any]]:
    shown = dict.fromkeys([*quarters.lately(timezone.localdate()), chosen])
    return [
        {"quarter": one, "url": f"{_with(request, quarter=one.code)}#changes", "current": one == chosen}
        for one in shown
    ]


def _with(request: Request, **chosen: str) -> str:
    query = request.GET.copy()
    for name, value in chosen.items():
        query[name] = value
    return f"?{query.urlencode()}"
