"""Bringing in a file: choose it, watch it, read what came of it."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from roeland.files.uploads import CappedUpload
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.register import importing
from roeland.register.forms import FileForm
from roeland.register.importing.problems import text_of
from roeland.register.importing.reading import MAX_BYTES, MAX_MEGABYTES, MAX_RECORDS, Unreadable
from roeland.register.importing.sheets.reading import MAX_ROWS
from roeland.register.importing.sheets.starting import is_sheet, start_sheet
from roeland.register.models import ImportRun
from roeland.register.models.imports import UNCONFIRMED
from roeland.register.views.import_page import show
from roeland.ui.panels import Panel


@csrf_exempt  # only until the size is guarded: the check itself reads the file
@permitted("register.import")
def start(request: Request) -> HttpResponse:
    """Take a file, or say why not."""
    cap = CappedUpload(request, MAX_BYTES)
    request.upload_handlers = [cap, *request.upload_handlers]
    return _start(request, cap)


@csrf_protect
def _start(request: Request, cap: CappedUpload) -> HttpResponse:
    form = _form(request, cap)
    if form.is_valid() and (begun := _begin(request, form)):
        return begun
    runs = ImportRun.objects.filter(organisation=request.person.organisation_id).select_related("actor")
    context = {
        "form": form,
        "limit": MAX_MEGABYTES,
        "most_records": MAX_RECORDS,
        "most_rows": MAX_ROWS,
        "kept_days": UNCONFIRMED.days,
        "panels": [panel for ask in _panels() if (panel := ask(request))],
        "runs": runs.order_by("-started_at", "-pk")[:10],
    }
    return render(request, "register/import.html", context, status=422 if form.errors else 200)


@cache
def _panels() -> tuple[Callable[[Request], Panel | None], ...]:
    return tuple(import_string(dotted) for dotted in settings.IMPORT_PANELS)


def _begin(request: Request, form: FileForm) -> HttpResponse | None:
    """Take in the file of a good form; of a sheet that cannot be read the form says why."""
    upload = form.cleaned_data["file"]
    if not is_sheet(upload):
        return redirect(importing.start(actor=request.person, **form.chosen))
    try:
        return redirect("register:import_columns", start_sheet(upload=upload, actor=request.person).pk)
    except Unreadable as reason:
        form.add_error("file", text_of({"code": reason.code, "value": reason.value}))
    return None


def _form(request: Request, cap: CappedUpload) -> FileForm:
    if request.method != "POST":
        return FileForm()
    form = FileForm(request.POST, request.FILES)
    form.too_large = cap.too_large
    return form


@permitted("register.import", ImportRun)
def run(request: Request, run: ImportRun) -> HttpResponse:
    """How far an import is, and its report; htmx asks for the report only."""
    if run.state == ImportRun.State.COLUMNS:
        return redirect("register:import_columns", run.pk)
    return show(request, run)
