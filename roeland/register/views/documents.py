"""The documents of an application: bring one in, read it, take it away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from roeland.files.documents import KINDS, Refused
from roeland.files.downloads import download
from roeland.files.services import TooLarge
from roeland.files.uploads import CappedUpload
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.register import services
from roeland.register.importing.reading import MAX_BYTES
from roeland.register.models import Application, Attachment
from roeland.register.parts import standing
from roeland.register.parts.forms import DocumentForm
from roeland.register.queries import dossier

MEGABYTE = 1024 * 1024


@csrf_exempt  # only until the size is guarded: the check itself reads the file
@permitted("application.edit", dossier)
def documents(request: Request, application: Application) -> HttpResponse:
    """All documents of the application, and a form for another one."""
    cap = CappedUpload(request, MAX_BYTES)
    request.upload_handlers = [cap, *request.upload_handlers]
    return _documents(request, application, cap)


@csrf_protect
def _documents(request: Request, application: Application, cap: CappedUpload) -> HttpResponse:
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    form.too_large = request.method == "POST" and cap.too_large
    if form.is_bound and form.is_valid() and _kept(request, application, form):
        messages.success(request, _("The document is kept."))
        return redirect("register:documents", pk=application.pk)
    context = {
        "application": application,
        "form": form,
        "documents": standing.attachments(application),
        "limit": services.LARGEST_DOCUMENT // MEGABYTE,
        "kinds": ", ".join(KINDS),
    }
    return render(request, "register/documents.html", context, status=status_of(form))


def _kept(request: Request, application: Application, form: DocumentForm) -> bool:
    """Keep the document, or say on the form why not."""
    upload, title = form.cleaned_data["file"], form.cleaned_data["title"]
    try:
        services.attach(application=application, title=title, upload=upload, actor=request.person)
    except (Refused, TooLarge, services.AlreadyThere, services.TooMany) as refused:
        form.add_error("file", _why(refused))
        return False
    return True


def _why(refused: Any) -> str:
    if isinstance(refused, Refused):
        return str(refused.sentence)
    if isinstance(refused, TooLarge):
        return _("The file is larger than %(limit)s MB. Choose a smaller one.") % {"limit": refused.limit // MEGABYTE}
    if isinstance(refused, services.AlreadyThere):
        return _("This file is there already.")
    return _("An application keeps at most 100 documents. Remove one first.")


@require_safe
@permitted("application.view", Attachment)
def document(request: Request, attachment: Attachment) -> HttpResponseBase:
    """Send the file to be saved; a browser never opens it as a page of ours."""
    return download(attachment.file)


@require_POST
@permitted("application.edit", Attachment)
def remove(request: Request, attachment: Attachment) -> HttpResponse:
    """Take a document away."""
    services.detach(attachment=attachment, actor=request.person)
    messages.success(request, _("Removed. The journal keeps that it was there."))
    return redirect("register:documents", pk=attachment.application_id)
