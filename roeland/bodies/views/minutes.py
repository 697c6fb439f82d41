"""The minutes of a session: write them, close the session, correct them, print them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.bodies import queries, services, showing
from roeland.bodies.forms.meeting import CorrectMinutesForm, MinutesForm
from roeland.bodies.models import Minutes, Session
from roeland.bodies.reasons import in_words
from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", Session)
def minutes(request: Request, session: Session) -> HttpResponse:
    """Write the draft, or a new version once the session is closed. When a colleague was first, nothing is lost."""
    now = queries.minutes(session)
    form, meanwhile = _form(request, session, now), None
    if form.is_bound and form.is_valid():
        try:
            _keep(request, session, form)
            messages.success(request, _("The minutes are kept."))
            return redirect(session)
        except services.MinutesChanged as changed:
            meanwhile = changed.minutes
            form.data = request.POST.copy()
            form.data["seen"] = meanwhile.written_at.isoformat()
        except (services.ReasonMissing, services.Closed):
            form.add_error("text", _("The minutes were not kept. Open the session again and look how it stands."))
    context = {"form": form, "session": session, "now": now, "meanwhile": meanwhile}
    return render(request, "bodies/minutes.html", context, status=409 if meanwhile else status_of(form))


def _form(request: Request, session: Session, now: Minutes | None) -> MinutesForm:
    initial: dict[str, Any] = {}
    if now:
        initial = {"text": now.text, "is_public": now.is_public, "seen": now.written_at.isoformat()}
    kind = CorrectMinutesForm if session.is_closed else MinutesForm
    return kind(request.POST if request.method == "POST" else None, initial=initial)


def _keep(request: Request, session: Session, form: MinutesForm) -> None:
    said = dict(form.cleaned_data)
    if session.is_closed:
        said.pop("seen")
        services.correct_minutes(session=session, actor=request.person, **said)
    else:
        services.write_minutes(session=session, actor=request.person, **said)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", Session)
def close(request: Request, session: Session) -> HttpResponse:
    """Close a session, after asking whether that is meant."""
    if session.is_closed:
        messages.info(request, _("This session is closed already."))
        return redirect(session)
    gaps: tuple[str, ...] = services.open_ends(session)
    if request.method == "POST":
        try:
            services.close(session=session, actor=request.person)
            messages.success(request, _("The session is closed. The members know that the minutes are ready."))
            return redirect(session)
        except services.Unfinished as unfinished:
            gaps = unfinished.reasons
    context = {"session": session, "gaps": in_words(gaps)}
    return render(request, "bodies/close.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@permitted("body.view", Session)
def minutes_on_paper(request: Request, session: Session) -> HttpResponse:
    """Show the minutes as they are printed, to who may read them."""
    found = queries.minutes_for(session, request.person)
    if found is None:
        raise Http404
    reads = may(request.person, "body.read", session)
    context = {
        "session": session,
        "minutes": found,
        "now": timezone.localtime(),
        "reads": reads,
        "there": showing.there(session),
        "items": queries.agenda(session) if reads else showing.public_advice(session),
    }
    return render(request, "bodies/minutes_on_paper.html", context)
