"""At a session: who is there, who stays out, what is said, and the advice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.bodies import queries, services, showing
from roeland.bodies.forms.meeting import DiscussForm, PresenceForm, RecusalForm
from roeland.bodies.models import AgendaItem, Member, Recusal, Session
from roeland.bodies.reasons import in_words
from roeland.organisation.access import may, must, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", Session)
def presence(request: Request, session: Session) -> HttpResponse:
    """Note who is there; from then on the session is held."""
    members, here = queries.members(session.body, session.day), queries.presences(session)
    form = PresenceForm(request.POST if request.method == "POST" else None, members=members, here=here)
    if form.is_bound and form.is_valid():
        try:
            services.note_presence(session=session, present=form.present, actor=request.person)
        except services.NotYet:
            form.add_error(None, _("The day of this session has not come yet. Move it, or wait."))
        except services.Closed:
            form.add_error(None, _("This session is closed. Correct the minutes if something is wrong."))
        else:
            messages.success(request, _("It is noted who was there."))
            return redirect(session)
    context = {"form": form, "session": session, "members": members}
    return render(request, "bodies/presence.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.read", AgendaItem)
def recuse(request: Request, item: AgendaItem) -> HttpResponse:
    """Let a member stay out of an item; a member oneself, or who manages the body."""
    members = _may_recuse(request, item)
    form = RecusalForm(request.POST if request.method == "POST" else None, members=members)
    if form.is_bound and form.is_valid():
        try:
            services.recuse(item=item, actor=request.person, **form.values)
        except services.Closed:
            form.add_error(None, _("This item is concluded. Who took part no longer changes."))
        else:
            messages.success(request, _("It is noted, with the reason. This member does not count and does not vote."))
            return redirect(item)
    return render(request, "bodies/recuse.html", {"form": form, "item": item}, status=status_of(form))


@require_POST
@permitted("body.manage", Recusal)
def take_back(request: Request, recusal: Recusal) -> HttpResponse:
    """Undo a recusal that was a mistake."""
    try:
        services.take_back(recusal=recusal, actor=request.person)
    except services.Closed:
        messages.info(request, _("This item is concluded. Who took part no longer changes."))
    else:
        messages.success(request, _("This member takes part again."))
    return redirect(recusal.item)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", AgendaItem)
def discuss(request: Request, item: AgendaItem) -> HttpResponse:
    """Write the advice, and what each member says to it."""
    members = _take_part(item)
    initial = {name: getattr(item, name) for name in ("outcome", "conditions", "text", "openness")}
    initial["seen"], theirs = queries.version_of(item), None
    initial |= {f"vote-{vote.member_id}": vote.choice for vote in item.votes.all()}
    data = request.POST if request.method == "POST" else None
    form = DiscussForm(data, body=item.body, members=members, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.discuss(item=item, actor=request.person, **form.values)
        except services.NotYet:
            form.add_error(None, _("The session has not been held yet. Note who is there first."))
        except services.Closed:
            form.add_error(None, _("This item is concluded. The advice no longer changes."))
        except services.ChangedMeanwhile as changed:
            theirs = changed.item
            form.data = request.POST.copy()
            form.data["seen"] = queries.version_of(theirs)
        except services.DoesNotTakePart:
            form.add_error(None, _("Meanwhile it changed who takes part. Look at the members and save again."))
        else:
            return _after(request, item)
    context = {"form": form, "item": item, "members": members, "theirs": theirs}
    context["said"] = showing.said(theirs) if theirs else []
    return render(request, "bodies/discuss.html", context, status=409 if theirs else status_of(form))


@require_POST
@permitted("body.manage", AgendaItem)
def conclude(request: Request, item: AgendaItem) -> HttpResponse:
    """End an item with the advice as it is written, or say what stands in the way."""
    try:
        services.conclude(item=item, actor=request.person)
    except services.NotCarried as refused:
        for sentence in in_words(refused.reasons):
            messages.error(request, str(sentence))
    except services.NotYet:
        messages.error(request, _("The session has not been held yet. Note who is there first."))
    except services.Closed:
        messages.info(request, _("This item is concluded. The advice no longer changes."))
    else:
        messages.success(request, _("The advice is final."))
    return redirect(item)


def _after(request: Request, item: AgendaItem) -> HttpResponse:
    messages.success(request, _("Saved. The advice is not final yet: conclude the item when it is right."))
    return redirect(item)


def _take_part(item: AgendaItem) -> list[Member]:
    keys = {seat.key for seat in queries.seats(item) if seat.takes_part}
    found = queries.members(item.body, item.session.day) if item.session else []
    return [member for member in found if str(member.pk) in keys]


def _may_recuse(request: Request, item: AgendaItem) -> list[Member]:
    found = queries.members(item.body, item.session.day) if item.session else []
    if may(request.person, "body.manage", item):
        return found
    own = [member for member in found if member.person_id == request.person.pk]
    if not own:
        must(request.person, "body.manage", item)
    return own
