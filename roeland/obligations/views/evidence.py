"""What shows that an obligation is met: brought, renewed, withdrawn, read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.files.documents import Refused as BadFile
from roeland.files.downloads import download
from roeland.files.services import Empty, TooLarge
from roeland.obligations import refusals, services
from roeland.obligations.forms import EvidenceForm, WithdrawForm
from roeland.obligations.models import Duty, Evidence
from roeland.obligations.services.showing import LARGEST
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.ui.uploads import takes_files

page = require_http_methods(["GET", "HEAD", "POST"])


@takes_files(LARGEST)
@page
@permitted("obligation.work", Duty)
def add(request: Request, duty: Duty) -> HttpResponse:
    """Bring something that shows it."""
    return _bring(request, duty, None)


@takes_files(LARGEST)
@page
@permitted("obligation.work", Evidence)
def renew(request: Request, evidence: Evidence) -> HttpResponse:
    """Bring the next version of it; the one before stays readable."""
    return _bring(request, evidence.duty, evidence)


@page
@permitted("obligation.work", Evidence)
def withdraw(request: Request, evidence: Evidence) -> HttpResponse:
    """Say that it shows it no longer."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.withdraw_evidence(evidence=evidence, actor=request.person, **form.cleaned_data)
        except refusals.Refused as refused:
            form.add_error(None, _said(refused))
        else:
            messages.success(request, _("Withdrawn. It stays readable, and the journal keeps why."))
            return redirect(evidence.duty)
    context = {"form": form, "evidence": evidence, "duty": evidence.duty}
    return render(request, "obligations/withdraw.html", context, status=status_of(form))


@require_safe
@permitted("evidence.read", Evidence)
def file(request: Request, evidence: Evidence) -> HttpResponseBase:
    """Send the file to be saved; a browser never opens it as a page of ours."""
    if evidence.file is None:
        raise Http404
    return download(evidence.file)


def _bring(request: Request, duty: Duty, before: Evidence | None) -> HttpResponse:
    initial = {"title": before.title, "note": before.note, "link": before.link} if before else {}
    sent = request.method == "POST"
    form = EvidenceForm(request.POST if sent else None, request.FILES if sent else None, initial=initial)
    if form.is_bound and form.is_valid() and _kept(request, duty, before, form):
        messages.success(request, _("The evidence is kept. Is this obligation met now? Then say so below."))
        return redirect(duty)
    context = {"form": form, "duty": duty, "before": before}
    return render(request, "obligations/evidence.html", context, status=status_of(form))


def _kept(request: Request, duty: Duty, before: Evidence | None, form: EvidenceForm) -> bool:
    """Keep it, or say on the form why not."""
    given = dict(form.cleaned_data)
    upload = given.pop("file")
    try:
        services.add_evidence(duty=duty, actor=request.person, upload=upload, replaces=before, **given)
    except (refusals.Refused, BadFile, TooLarge, Empty) as refused:
        form.add_error(None if isinstance(refused, refusals.Refused) else "file", _said(refused))
        return False
    return True


def _said(refused: Any) -> str:
    if isinstance(refused, BadFile):
        return str(refused.sentence)
    if isinstance(refused, TooLarge):
        return _("The file is larger than 20 MB. Choose a smaller one, or give a link.")
    if isinstance(refused, Empty):
        return _("There is nothing in this file.")
    if isinstance(refused, refusals.AlreadyWithdrawn):
        return _("Somebody else replaced or withdrew this meanwhile. Go back to the obligation to see what stands now.")
    if isinstance(refused, refusals.NoLongerAsked):
        return _("This is no longer asked: the answers about the application changed.")
    return _("Give a link, a file, or say in words what it shows.")
