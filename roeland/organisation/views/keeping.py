"""Keeping and removing: all that the organisation has, as one archive."""

from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from roeland.organisation import queries, services
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request


@require_safe
@permitted("organisation.administer")
def keeping(request: Request) -> HttpResponse:
    """Say what can be exported, and how an organisation leaves for good."""
    organisation = request.person.organisation
    context = {"organisation": organisation, "last": queries.last_export(organisation)}
    return render(request, "organisation/keeping.html", context)


@require_POST
@permitted("organisation.administer")
def export(request: Request) -> FileResponse:
    """Send all that the organisation has. It is made on disk, so that memory stays small whatever its size."""
    organisation, target = request.person.organisation, _on_disk()
    services.export_organisation(organisation=organisation, target=target, actor=request.person)
    name = f"{organisation.slug}-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(target, as_attachment=True, filename=name, content_type="application/zip")


def _on_disk() -> IO[bytes]:
    """A file without a name, that is gone when the answer is sent."""
    return TemporaryFile()
