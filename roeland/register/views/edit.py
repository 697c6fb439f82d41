"""Editing a section; two people who do so at once both keep what they typed."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from roeland.organisation.access import may, permitted
from roeland.organisation.middleware import Request
from roeland.register import services
from roeland.register.forms import FORMS, SectionForm, as_text
from roeland.register.models import Application
from roeland.register.money import euros
from roeland.register.queries import Changed, described, last_changed
from roeland.register.sections import LINKS, SECTIONS, digest


@dataclass(frozen=True)
class Clash:
    """A field that two people changed: what this user typed, what stands there now, and who wrote that."""

    field: str
    label: str | Promise
    mine: str
    theirs: str
    changed: Changed | None


@permitted("application.edit", described)
def edit(request: Request, application: Application, section: str) -> HttpResponse:
    """Change one section. On a conflict the answer (409) shows both texts and asks which one stays."""
    if section not in SECTIONS:
        raise Http404
    form = _form(section, application, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, application, form)
    taken = {field: value for field, value in form.changes.items() if request.POST.get(f"keep-{field}") != "theirs"}
    try:
        services.edit_section(
            application=application,
            section=section,
            changes=taken,
            seen=form.cleaned_data["seen"],
            actor=request.person,
        )
    except services.Conflict as conflict:
        return _ask(request, application, form, conflict)
    messages.success(request, _("Saved."))
    return redirect(application)


def _form(section: str, application: Application, data: QueryDict | None) -> SectionForm:
    return FORMS[section](data, application=application, organisation=application.organisation)


def _ask(request: Request, application: Application, form: SectionForm, conflict: services.Conflict) -> HttpResponse:
    """Show both texts; the next save knows that the user has seen the other one."""
    changed = last_changed(application, conflict.fields, reader=request.person)
    clashes = [
        Clash(field, form[field].label, _words(field, form.changes[field]), _words(field, now), changed.get(field))
        for field, now in conflict.fields.items()
    ]
    data = request.POST.copy()
    seen = form.cleaned_data["seen"] | {field: digest(now) for field, now in conflict.fields.items()}
    data["seen"] = json.dumps(seen)
    again = _form(form.section, application, data)
    return _page(request, application, again, clashes)


def _words(field: str, value: Any) -> str:
    if field in LINKS:
        return as_text(value)
    if isinstance(value, Decimal):
        return euros(value)
    return ", ".join(value) if isinstance(value, list) else str(value or "–")


def _page(
    request: Request, application: Application, form: SectionForm, clashes: list[Clash] | None = None
) -> HttpResponse:
    if may(request.person, "journal.own", application):
        changed = last_changed(application, form.now, reader=request.person)
        form.tell_history(changed, reverse("register:history", args=[application.pk]))
    context = {
        "application": application,
        "form": form,
        "section": SECTIONS[form.section],
        "sections": SECTIONS.values(),
        "clashes": clashes or [],
    }
    status = 409 if clashes else 422 if form.errors else 200
    return render(request, "register/edit.html", context, status=status)
