"""Adopting a version of the matrix, giving it back, and noting the act of an organ beside it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.decisions.matrix import services, showing, words
from roeland.decisions.matrix.forms import AdoptForm, GiveBackForm, OrganForm
from roeland.decisions.matrix.refusals import Refused
from roeland.library import queries
from roeland.library.models import OwnVersion
from roeland.library.versioning import NotOffered
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("matrix.adopt", OwnVersion)
def adopt(request: Request, version: OwnVersion) -> HttpResponse:
    """Adopt a version: what changes, when it is looked at again, and the act of the council for its part."""
    form = AdoptForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    refused, status = None, status_of(form)
    if version.state != OwnVersion.State.OFFERED:
        return _elsewhere(request, version)
    if form.is_bound and form.is_valid():
        try:
            day: date = form.cleaned_data["review_on"]
            adopted = services.adopt(version=version, review_on=day, act=form.act, actor=request.person)
            messages.success(request, _("This version holds from now on. What runs already keeps the version it had."))
            return redirect(adopted)
        except NotOffered:
            return _elsewhere(request, version)
        except Refused as refusal:
            refused, status = refusal.sentence, 409
    return render(
        request, "decisions/matrix/adopt.html", _about(version) | {"form": form, "refused": refused}, status=status
    )


@require_POST
@permitted("matrix.adopt", OwnVersion)
def give_back(request: Request, version: OwnVersion) -> HttpResponse:
    """Do not adopt a version, and say what has to change first."""
    form = GiveBackForm(request.POST)
    if form.is_valid():
        try:
            services.give_back(version=version, actor=request.person, **form.cleaned_data)
            messages.success(request, _("Who proposed it has been asked to change it."))
            return redirect(version)
        except NotOffered:
            return _elsewhere(request, version)
    if version.state != OwnVersion.State.OFFERED:
        return _elsewhere(request, version)
    context = _about(version) | {"form": AdoptForm(today=timezone.localdate()), "back": form}
    return render(request, "decisions/matrix/adopt.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("matrix.adopt", OwnVersion)
def note_act(request: Request, version: OwnVersion) -> HttpResponse:
    """Put the act of the council beside what was adopted."""
    if version.state != OwnVersion.State.ADOPTED:
        return _elsewhere(request, version)
    names = ("act_organ", "act_number", "act_date", "act_link")
    form = OrganForm(request.POST or None, initial={name: getattr(version, name) for name in names})
    if form.is_bound and form.is_valid():
        try:
            services.note_act(version=version, act=form.act, actor=request.person)
            messages.success(request, _("The act stands beside this version now."))
            return redirect(version)
        except NotOffered:
            return _elsewhere(request, version)
    return render(request, "decisions/matrix/act.html", {"version": version, "form": form}, status=status_of(form))


def _about(version: OwnVersion) -> dict[str, Any]:
    matrix = queries.meaning_of(version)
    return {
        "version": version,
        "differences": showing.in_rows(services.differs(version), matrix, version.organisation),
        "framework": [words.place(place, matrix) for place in showing.framework(matrix)],
        "back": GiveBackForm(),
    }


def _elsewhere(request: Request, version: OwnVersion) -> HttpResponse:
    version.refresh_from_db(fields=["state"])
    messages.info(request, _("Nobody asks to adopt this version now. Look at how it stands."))
    return redirect(version if version.is_kept or version.is_open else "governance:versions")
