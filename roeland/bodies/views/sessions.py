"""A session: plan it, look at it, move it, send its papers, and its agenda on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roeland.bodies import queries, services, showing
from roeland.bodies.forms.meeting import SessionForm, WhyForm
from roeland.bodies.models import Body, Session
from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request


@require_safe
@permitted("body.view", Session)
def session(request: Request, session: Session) -> HttpResponse:
    """Show a session. Who does not sit in the body sees that it is there, and what is public of it."""
    reads = may(request.person, "body.read", session)
    context: dict[str, Any] = {
        "session": session,
        "reads": reads,
        "manages": may(request.person, "body.manage", session),
        "minutes": queries.minutes_for(session, request.person),
        "public": showing.public_advice(session),
    }
    if reads:
        context |= showing.page(session)
    return render(request, "bodies/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", Body)
def plan(request: Request, body: Body) -> HttpResponse:
    """Plan a session."""
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.plan(body=body, actor=request.person, **form.cleaned_data)
        except services.BodyEnded:
            form.add_error("day", _("The body does not exist on this day. Choose another day."))
        else:
            messages.success(request, _("The session is planned. The members are invited."))
            return redirect(made)
    return render(request, "bodies/session_form.html", {"form": form, "body": body}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", Session)
def move(request: Request, session: Session) -> HttpResponse:
    """Change when and where a session is."""
    initial = {name: getattr(session, name) for name in ("day", "starts_at", "place")}
    form = SessionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.move(session=session, actor=request.person, **form.cleaned_data)
        except services.Closed:
            form.add_error(None, _("This session was held already. When it was, no longer changes."))
        else:
            messages.success(request, _("Saved. The members get a message."))
            return redirect(session)
    context = {"form": form, "body": session.body, "session": session}
    return render(request, "bodies/session_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", Session)
def cancel(request: Request, session: Session) -> HttpResponse:
    """Call a session off."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel(session=session, actor=request.person, **form.cleaned_data)
        except (services.Closed, services.HeldAlready):
            form.add_error(None, _("This session was held or called off already. Nothing has changed."))
        else:
            messages.success(request, _("The session is called off. The members know, and its items wait."))
            return redirect(session)
    return render(request, "bodies/cancel.html", {"form": form, "session": session}, status=status_of(form))


@require_POST
@permitted("body.manage", Session)
def send(request: Request, session: Session) -> HttpResponse:
    """Tell the members that the papers are ready."""
    try:
        services.send_papers(session=session, actor=request.person)
    except services.NothingToSend:
        messages.error(request, _("Nothing is on the agenda yet. Add an item first."))
    except services.Closed:
        messages.info(request, _("This session is closed. Nothing has changed."))
    else:
        messages.success(request, _("The members know that agenda and papers are ready."))
    return redirect(session)


@require_safe
@permitted("body.read", Session)
def agenda_on_paper(request: Request, session: Session) -> HttpResponse:
    """Show the agenda as it is printed."""
    context = {"session": session, "now": timezone.localtime(), **showing.page(session)}
    return render(request, "bodies/agenda_on_paper.html", context)
