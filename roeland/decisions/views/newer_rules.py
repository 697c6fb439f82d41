"""The pages of newer rules: which came, what one of them changes, and moving what comes out otherwise."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roeland.decisions.forms.newer_rules import MoveForm
from roeland.decisions.models import Recheck
from roeland.decisions.newer_rules import moving, showing
from roeland.organisation.access import permitted
from roeland.organisation.governance_pages import pages
from roeland.organisation.middleware import Request

SHOWN = 50


@require_safe
@permitted("recheck.view")
def rechecks(request: Request) -> HttpResponse:
    """Show which newer rules came, and what became of each."""
    found = Recheck.objects.filter(organisation=request.person.organisation_id).select_related("moved_by")
    context = {
        "rechecks": found.exclude(total=0).order_by("-begun_at")[:SHOWN],
        "pages": pages(request, "decisions:rechecks"),
    }
    return render(request, "decisions/newer_rules/rechecks.html", context)


@require_safe
@permitted("recheck.view", Recheck)
def recheck(request: Request, recheck: Recheck) -> HttpResponse:
    """Show how far it is, and what comes out otherwise; htmx asks for that part only."""
    return _shown(request, recheck, MoveForm())


@require_POST
@permitted("recheck.move", Recheck)
def move(request: Request, recheck: Recheck) -> HttpResponse:
    """Move everything that comes out otherwise, in the background."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _shown(request, recheck, form, status=422)
    try:
        moving.move(recheck=recheck, actor=request.person, **form.cleaned_data)
        messages.success(request, _("The applications are being moved. Who must know hears it when that is done."))
    except moving.NotReady:
        messages.error(request, _("Nothing was moved: somebody did that already, or newer rules came meanwhile."))
    return redirect(recheck)


def _shown(request: Request, recheck: Recheck, form: MoveForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "recheck": recheck}
    if not recheck.under_way:
        context |= showing.shown(recheck, request.person, request.GET.dict())
    only_part = request.htmx and not request.htmx.history_restore_request
    page = "decisions/newer_rules/_recheck.html" if only_part else "decisions/newer_rules/recheck.html"
    return render(request, page, context, status=status)
