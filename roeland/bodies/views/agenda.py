"""The items of an agenda and their papers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roeland.bodies import queries, services, showing
from roeland.bodies.forms.meeting import ItemForm, PaperForm, WhyForm
from roeland.bodies.models import AgendaItem, Paper, Session
from roeland.bodies.reasons import in_words
from roeland.files.documents import KINDS, Refused
from roeland.files.downloads import download
from roeland.files.services import TooLarge
from roeland.files.uploads import CappedUpload
from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request

MEGABYTE = 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", Session)
def add_item(request: Request, session: Session) -> HttpResponse:
    """Put a question on the agenda."""
    form = ItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_item(session=session, actor=request.person, **form.cleaned_data)
        except services.Closed:
            form.add_error(None, _("This session is closed. Plan a new one for this question."))
        else:
            messages.success(request, _("It is on the agenda. You can add papers now."))
            return redirect(made)
    return render(request, "bodies/item_form.html", {"form": form, "session": session}, status=status_of(form))


@require_safe
@permitted("body.read", AgendaItem)
def item(request: Request, item: AgendaItem) -> HttpResponse:
    """Show one item: what is asked, who stays out, the advice, and what keeps it from being concluded."""
    seats = queries.seats(item)
    quorum = queries.quorum_gaps(item, seats) if item.session else ()
    own = [m for m in _members(item) if m.person_id == request.person.pk]
    manages = may(request.person, "body.manage", item)
    held = item.session is not None and item.session.state == Session.State.HELD
    context = {
        "item": item,
        "session": item.session,
        "address": showing.subject_link(item),
        "papers": item.papers.select_related("file", "added_by").order_by("added_at", "pk"),
        "recusals": item.recusals.select_related("member__person").order_by("noted_at", "pk"),
        "said": showing.said(item),
        "held": held,
        "quorum_gaps": in_words(quorum),
        "gaps": in_words(queries.outcome_gaps(item)) if held and item.outcome and not item.is_concluded else [],
        "manages": manages,
        "inside": may(request.person, "body.read", item.body),  # who only asked, reads the advice and no names
        "may_recuse": bool(own or manages) and item.session is not None and not item.is_concluded,
        "taking_part": sum(seat.takes_part for seat in seats),
    }
    return render(request, "bodies/item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", AgendaItem)
def put_off(request: Request, item: AgendaItem) -> HttpResponse:
    """Take an item off the agenda, to wait for the next session."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.put_off(item=item, actor=request.person, **form.cleaned_data)
        except (services.Closed, services.HeldAlready):
            form.add_error(None, _("The members already said what they think of it. It stays on this agenda."))
        else:
            messages.success(request, _("It is off the agenda, and waits for the next session with its papers."))
            return redirect(item.body)
    return render(request, "bodies/put_off.html", {"form": form, "item": item}, status=status_of(form))


@csrf_exempt  # only until the size is guarded: the check itself reads the file
@permitted("body.manage", AgendaItem)
def papers(request: Request, item: AgendaItem) -> HttpResponse:
    """The papers of an item, and a form for another one."""
    cap = CappedUpload(request, services.LARGEST + MEGABYTE)
    request.upload_handlers = [cap, *request.upload_handlers]
    return _papers(request, item, cap)


@csrf_protect
def _papers(request: Request, item: AgendaItem, cap: CappedUpload) -> HttpResponse:
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    form.too_large = request.method == "POST" and cap.too_large
    if form.is_bound and form.is_valid() and _kept(request, item, form):
        messages.success(request, _("The paper is kept."))
        return redirect("bodies:papers", pk=item.pk)
    context = {
        "item": item,
        "form": form,
        "papers": item.papers.select_related("file", "added_by").order_by("added_at", "pk"),
        "limit": services.LARGEST // MEGABYTE,
        "kinds": ", ".join(KINDS),
    }
    return render(request, "bodies/papers.html", context, status=status_of(form))


def _kept(request: Request, item: AgendaItem, form: PaperForm) -> bool:
    """Keep the paper, or say on the form why not."""
    upload, title = form.cleaned_data["file"], form.cleaned_data["title"]
    try:
        services.attach(item=item, title=title, upload=upload, actor=request.person)
    except (Refused, TooLarge, services.TooMany, services.Closed) as refused:
        form.add_error("file", _why(refused))
        return False
    return True


def _why(refused: Any) -> str:
    if isinstance(refused, Refused):
        return str(refused.sentence)
    if isinstance(refused, TooLarge):
        return _("The file is larger than %(limit)s MB. Choose a smaller one.") % {"limit": refused.limit // MEGABYTE}
    if isinstance(refused, services.Closed):
        return _("This item is concluded. Its papers no longer change.")
    return _("An item keeps at most 30 papers. Remove one first.")


@require_safe
@permitted("body.read", Paper)
def paper(request: Request, paper: Paper) -> HttpResponseBase:
    """Send the file to be saved; a browser never opens it as a page of ours."""
    return download(paper.file)


@require_POST
@permitted("body.manage", Paper)
def remove_paper(request: Request, paper: Paper) -> HttpResponse:
    """Take a paper away."""
    try:
        services.detach(paper=paper, actor=request.person)
    except services.Closed:
        messages.info(request, _("This item is concluded. Its papers no longer change."))
    else:
        messages.success(request, _("Removed. The journal keeps that it was there."))
    return redirect("bodies:papers", pk=paper.item_id)


def _members(item: AgendaItem) -> list[Any]:
    return queries.members(item.body, item.session.day) if item.session else []
