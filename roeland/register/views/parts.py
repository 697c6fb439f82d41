"""The data, systems and relations of an application: the list, and a page to add, change or remove one."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.register import services
from roeland.register.models import Application
from roeland.register.parts import standing
from roeland.register.parts.forms import SORTS, PartForm, Sort
from roeland.register.parts.panels import groups
from roeland.register.queries import dossier


@permitted("application.edit", dossier)
def parts(request: Request, application: Application) -> HttpResponse:
    """All that belongs to the application, to add to and to change."""
    found = groups(request, application, standing.relations(application))
    return render(request, "register/parts.html", {"application": application, "groups": found})


@permitted("application.edit", dossier)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, application: Application, kind: str) -> HttpResponse:
    """Add one to the application."""
    return _edit(request, application, _sort(kind), None)


@permitted("application.edit", dossier)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, application: Application, kind: str, part: UUID) -> HttpResponse:
    """Change one that is there. When it was removed meanwhile, what was typed can still be added."""
    sort = _sort(kind)
    found = _part(application, sort, part)
    if found is None and request.method != "POST":
        raise Http404
    return _edit(request, application, sort, found)


@permitted("application.edit", dossier)
@require_POST
def remove(request: Request, application: Application, kind: str, part: UUID) -> HttpResponse:
    """Take one off the application."""
    found = _part(application, _sort(kind), part)
    if found is None:
        raise Http404
    services.remove_part(application=application, part=found, actor=request.person)
    messages.success(request, _("Removed. The journal keeps what stood there."))
    return redirect("register:parts", pk=application.pk)


def _sort(kind: str) -> Sort:
    if kind not in SORTS:
        raise Http404
    return SORTS[kind]


def _part(application: Application, sort: Sort, key: UUID) -> Any:
    rows: Any = sort.model._default_manager.filter(organisation=application.organisation_id)
    found = rows.filter(pk=key).first()
    return found if found and application.pk in standing.ends_of(found) else None


def _edit(request: Request, application: Application, sort: Sort, part: Any) -> HttpResponse:
    row = standing.row_of(part, application) if part else None
    form = sort.form(request.POST if request.method == "POST" else None, application=application, row=row)
    if not form.is_bound or not form.is_valid():
        return _page(request, sort, form, part)
    if part is None and form.cleaned_data["seen"]:
        return _meanwhile(request, sort, form, part, None)
    try:
        sort.put(application=application, part=part, actor=request.person, **form.cleaned_data)
    except services.AlreadyThere:
        form.add_error(None, str(sort.twice))
        return _page(request, sort, form, part)
    except services.ChangedMeanwhile as changed:
        return _meanwhile(request, sort, form, part, changed.now)
    messages.success(request, _("Saved."))
    return redirect("register:parts", pk=application.pk)


def _meanwhile(request: Request, sort: Sort, form: PartForm, part: Any, now: list[str] | None) -> HttpResponse:
    """Show what stands there now beside what was typed; the next save knows that the user has seen it."""
    data = request.POST.copy()
    data["seen"] = json.dumps(now)
    again = sort.form(data, application=form.application)
    theirs = standing.PARTS[sort.field].words(now) if now else _("It was removed.")
    return _page(request, sort, again, part, theirs)


def _page(request: Request, sort: Sort, form: PartForm, part: Any, theirs: str = "") -> HttpResponse:
    context = {"application": form.application, "sort": sort, "form": form, "part": part, "theirs": theirs}
    return render(request, "register/part.html", context, status=409 if theirs else status_of(form))
