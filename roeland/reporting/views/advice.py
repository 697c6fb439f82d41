"""Advice to the directorate: the list, one advice, writing it and sending it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.library import queries
from roeland.library.models import Document, Kind
from roeland.library.services import AlreadySent, ChangedMeanwhile
from roeland.organisation.access import may, must, permitted
from roeland.organisation.middleware import Request
from roeland.reporting.advice import figures, services
from roeland.reporting.advice.forms import AdviceForm, as_typed
from roeland.reporting.pages import pages

ON_A_PAGE = 20
LAST = "last"


@require_safe
@permitted("advice.view")
def advices(request: Request) -> HttpResponse:
    """Show what was advised before; who writes it also sees the drafts."""
    organisation = request.person.organisation
    writes = may(request.person, "advice.write")
    page = Paginator(queries.sent(organisation, Kind.ADVICE), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "pages": pages(request, "reporting:advices"),
        "page": page,
        "drafts": queries.drafts(organisation, Kind.ADVICE) if writes else (),
        "writes": writes,
    }
    return render(request, "reporting/advices.html", context)


@require_safe
@permitted("advice.view", Document)
def advice(request: Request, document: Document) -> HttpResponse:
    """Show one advice with its frozen figures; a draft only to who may write it."""
    if document.is_draft:
        must(request.person, "advice.write", document)
    frozen = figures.shown(document.figures)
    context = {
        "document": document,
        "figures": frozen,
        "moved": any(figure.moved for figure in frozen),
        "writes": may(request.person, "advice.write", document),
    }
    return render(request, "reporting/advice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("advice.write")
def write(request: Request) -> HttpResponse:
    """Write a new advice beside the figures of now; it may start from the last one that was sent."""
    organisation, today = request.person.organisation, timezone.localdate()
    last = services.last_sent(organisation)
    initial: dict[str, Any] = {"dated": today}
    if last and LAST in request.GET:
        initial = as_typed(last) | {"dated": today, "version": ""}
    form = AdviceForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        made = services.write(actor=request.person, **form.written)
        messages.success(request, _("Your draft is kept, with the figures of now. Nobody has received it yet."))
        return redirect(made)
    now = figures.shown(figures.of_now(organisation, today, last))
    context = {
        "form": form,
        "figures": now,
        "last": last,
        "starts_from_last": LAST in request.GET,
        "now": timezone.now(),
    }
    return render(request, "reporting/write.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("advice.write", Document)
def change(request: Request, document: Document) -> HttpResponse:
    """Change a draft. What was sent leads back to its page; when a colleague was first, nothing typed is lost."""
    form = AdviceForm(request.POST if request.method == "POST" else None, initial=as_typed(document), document=document)
    status, meanwhile = (422 if form.is_bound and not form.is_valid() else 200), None
    if not document.is_draft:
        return _back(request, document)
    if form.is_bound and status == 200:
        said = form.cleaned_data
        try:
            services.change(
                document=document, actor=request.person, seen=said["version"], renew=said["renew"], **form.written
            )
            messages.success(request, _("Your changes are kept."))
            return redirect(document)
        except AlreadySent:
            return _back(request, document)
        except ChangedMeanwhile as changed:
            meanwhile, status = changed.document, 409
            form.data = request.POST.copy()
            form.data["version"] = meanwhile.version
    context = {"form": form, "document": document, "figures": figures.shown(document.figures), "meanwhile": meanwhile}
    return render(request, "reporting/change.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("advice.write", Document)
def send(request: Request, document: Document) -> HttpResponse:
    """Send a draft, after asking whether that is meant."""
    if not document.is_draft:
        return _back(request, document)
    if request.method == "POST":
        try:
            services.send(document=document, actor=request.person)
        except AlreadySent:
            return _back(request, document)
        messages.success(request, _("The advice has been sent. Nobody can change it any more."))
        return redirect(document)
    context = {"document": document, "readers": services.readers(document.organisation)}
    return render(request, "reporting/send.html", context)


def _back(request: Request, document: Document) -> HttpResponse:
    messages.info(request, _("This advice was sent. It never changes any more; you can write a new one."))
    return redirect(document)
