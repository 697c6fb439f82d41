"""Keeping and removing: all that the organisation has, as one archive."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roeland.organisation import packing, queries
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.organisation.models import Export

SHOWN = 5


@require_safe
@permitted("organisation.administer")
def keeping(request: Request) -> HttpResponse:
    """Say what can be exported, and how an organisation leaves for good."""
    organisation = request.person.organisation
    context = {"organisation": organisation, "last": queries.last_export(organisation), **_exports(request)}
    return render(request, "organisation/keeping.html", context)


@require_POST
@permitted("organisation.administer")
def export(request: Request) -> HttpResponse:
    """Let an archive of all that the organisation has be made in the background."""
    try:
        packing.ask_for_export(organisation=request.person.organisation, actor=request.person)
        messages.success(request, _("The export is being made. You get a message when it is ready."))
    except packing.AlreadyUnderWay:
        messages.info(request, _("An export is being made already. Wait until it is ready."))
    return redirect("organisation:keeping")


@require_safe
@permitted("organisation.administer")
def exports(request: Request) -> HttpResponse:
    """How far the exports are; a part of the page that renews itself."""
    return render(request, "organisation/_exports.html", _exports(request))


@require_POST
@permitted("export.fetch", Export)
def fetch(request: Request, export: Export) -> HttpResponseBase:
    """Send the archive to who asked for it."""
    try:
        content = packing.fetch(export=export, actor=request.person)
    except packing.NotReady:
        messages.info(request, _("This export is no longer here. Make a new one."))
        return redirect("organisation:keeping")
    name = f"{export.organisation.slug}-{timezone.localdate(export.ready_at):%Y-%m-%d}.zip"
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")


def _exports(request: Request) -> dict[str, Any]:
    rows = Export.objects.filter(organisation=request.person.organisation).select_related("asked_by")
    shown = list(rows.order_by("-asked_at")[:SHOWN])
    return {"exports": shown, "under_way": any(one.under_way for one in shown)}
