"""A sheet that comes in: choose its columns, look at what would come of it, and import it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.organisation.models import Organisation
from roeland.paper import lists as paper
from roeland.register.importing.reading import Unreadable
from roeland.register.importing.sheets import returning, starting
from roeland.register.importing.sheets.mapping import from_kept
from roeland.register.importing.sheets.starting import NotNow, StillWrong
from roeland.register.likely_form import LikelyForm
from roeland.register.models import ImportRun
from roeland.register.sheet_forms import ColumnsForm
from roeland.register.views.import_page import show


def sheet(organisation: Organisation, key: UUID) -> ImportRun:
    """Return the run of a sheet. Raises Http404, also for the run of a file that is no sheet."""
    run = get_object_or_404(ImportRun.objects.select_related("file"), organisation=organisation, pk=key)
    if not run.sheet:
        raise Http404
    return run


@permitted("register.import", sheet)
def columns(request: Request, run: ImportRun) -> HttpResponse:
    """Say what the columns of a sheet become."""
    if not run.waits_for_somebody:
        return redirect(run)
    kept = starting.known_mapping(run.organisation, run.sheet)
    form = ColumnsForm(
        request.POST or None,
        sheet=run.sheet,
        mapping=from_kept(run.mapping),
        save_as=kept.name if kept else "",
    )
    if request.method == "POST" and form.is_valid():
        return _check(request, run, form)
    context = {"run": run, "form": form, "kept": kept}
    return render(request, "register/columns.html", context, status=422 if form.errors else 200)


def _check(request: Request, run: ImportRun, form: ColumnsForm) -> HttpResponse:
    try:
        starting.check_sheet(run=run, mapping=form.mapping, actor=request.person, save_as=form.cleaned_data["save_as"])
    except NotNow:
        messages.warning(request, _("Somebody else went on with this file. You see how far it is."))
    return redirect(run)


@permitted("register.import", sheet)
@require_POST
def confirm(request: Request, run: ImportRun) -> HttpResponse:
    """Import what somebody looked at."""
    form = LikelyForm(request.POST, likely=run.preview.get("likely", []))
    if not form.is_valid() and run.waits_for_somebody:
        return show(request, run, form)
    try:
        starting.confirm(run=run, actor=request.person, answers=form.answers)
    except NotNow:
        messages.warning(request, _("Somebody else went on with this file. You see how far it is."))
    except StillWrong:
        messages.error(request, _("There are still rows that cannot be imported. Correct them first."))
    return redirect(run)


@permitted("register.import", sheet)
@require_POST
def withdraw(request: Request, run: ImportRun) -> HttpResponse:
    """Do not import the sheet after all."""
    try:
        starting.withdraw(run=run, actor=request.person)
        messages.success(request, _("The file is gone. Nothing was stored."))
    except NotNow:
        messages.warning(request, _("Somebody else went on with this file. You see how far it is."))
        return redirect(run)
    return redirect("register:import")


@permitted("register.import", sheet)
def wrong_rows(request: Request, run: ImportRun) -> HttpResponseBase:
    """The rows that cannot be imported, as a sheet with what is wrong beside them."""
    try:
        headers, rows = returning.wrong_rows(run)
    except Unreadable:
        raise Http404 from None
    return paper.answer("xlsx", headers, rows, _("Rows to correct"))
