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
from roeland.reporting.picture import counting, quarters, tables
from roeland.reporting.picture.changes import changes
from roeland.reporting.picture.narrowing import SCOPES, Scope, scope_called


@require_safe
@permitted("report.view")
def picture(request: Request) -> HttpResponse:
    """Show the figures of the register, and what changed in a quarter."""
    organisation, now = request.person.organisation, timezone.localtime()
    scope = scope_called(request.GET.get("scope", ""))
    quarter = quarters.called(request.GET.get("quarter", ""), now.date())
    read = tables.Reader(counting.count(organisation, now.date()), scope)
    context = {
        "pages": pages(request, "reporting:picture"),
        "now": now,
        "lead": tables.lead(read),
        "total": read.figure("").value,
        "scope": scope,
        "scopes": _scopes(request, scope),
        "quarter": quarter,
        "quarters": _quarters(request, quarter, scope),
        "changes": changes(organisation, quarter),
        "may_advise": may(request.person, "advice.write"),
        **_figures(organisation, read),
    }
    return render(request, "reporting/picture.html", context)


def _figures(organisation: Organisation, read: tables.Reader) -> dict[str, Any]:
    waiting, late = tables.undecided(read)
    return {
        "plain": [
            tables.by_class(read),
            tables.by_phase(read),
            tables.by_route(read),
            tables.of_fields(read, counting.by_field(organisation, read.scope)),
            *tables.about_people(read),
        ],
        "missing": [
            tables.unknowns(read),
            tables.who_could_answer(organisation, waiting_for_roles(organisation)),
            tables.owners(read),
        ],
        "suppliers": tables.of_suppliers(read, counting.by_supplier(organisation, read.scope)),
        "classes": [code.label for code in tables.CLASSES],
        "entities": tables.of_entities(read, counting.by_entity(organisation, read.scope)),
        "undecided": waiting,
        "late": late,
        "longest": counting.longest_undecided(organisation, read.scope),
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
