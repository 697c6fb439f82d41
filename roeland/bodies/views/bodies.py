"""The bodies, one body with its members and sessions, and changing these."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roeland.bodies import queries, services
from roeland.bodies.forms.bodies import BodyForm, ChangeBodyForm, ChangeSeatForm, EndForm, SeatForm
from roeland.bodies.models import Body, Member
from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request

ON_A_PAGE = 20


@require_safe
@permitted("body.view")
def bodies(request: Request) -> HttpResponse:
    """Show which bodies there are; without an ethics board, what then happens."""
    organisation, today = request.person.organisation, timezone.localdate()
    rows = [
        {"body": body, "next": queries.next_session(body, today), "over": not body.exists_on(today)}
        for body in queries.bodies(organisation)
    ]
    context = {
        "rows": rows,
        "ethics_board": queries.ethics_board(organisation, today),
        "manages": may(request.person, "body.manage"),
    }
    return render(request, "bodies/bodies.html", context)


@require_safe
@permitted("body.view", Body)
def body(request: Request, body: Body) -> HttpResponse:
    """Show a body: its rules, who sits in it, its sessions, and what waits for the next one."""
    today = timezone.localdate()
    reads = may(request.person, "body.read", body)
    context = {
        "body": body,
        "today": today,
        "over": body.ended is not None and body.ended < today,
        "members": queries.members(body, today),
        "former": queries.former_members(body, today)[:ON_A_PAGE],
        "coming": [seat for seat in body.members.select_related("person") if seat.starts > today],
        "page": Paginator(queries.sessions(body), ON_A_PAGE).get_page(request.GET.get("page")),
        "waiting": queries.waiting_items(body) if reads else (),
        "reads": reads,
        "manages": may(request.person, "body.manage", body),
    }
    return render(request, "bodies/body.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage")
def found(request: Request) -> HttpResponse:
    """Begin a body."""
    organisation = request.person.organisation
    form = BodyForm(request.POST or None, organisation=organisation, initial={"started": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.found(actor=request.person, **form.cleaned_data)
        except services.OneIsEnough:
            form.add_error("kind", _("There is an ethics board already. End that one first, or change it."))
        else:
            messages.success(request, _("%(name)s is there. Add the members now.") % {"name": made.name})
            return redirect(made)
    return render(request, "bodies/body_form.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", Body)
def change(request: Request, body: Body) -> HttpResponse:
    """Change the rules of a body."""
    shown = body.name
    form = ChangeBodyForm(request.POST or None, instance=body, organisation=request.person.organisation)
    if request.method == "POST" and form.is_valid():
        services.change(body=body, actor=request.person, **form.cleaned_data)
        messages.success(request, _("Saved. What was advised before stays as it was."))
        return redirect(body)
    context = {"form": form, "body": body, "shown": shown, "end": EndForm(initial={"last_day": timezone.localdate()})}
    return render(request, "bodies/body_form.html", context, status=status_of(form))


@require_POST
@permitted("body.manage", Body)
def end(request: Request, body: Body) -> HttpResponse:
    """Note the last day of a body."""
    end = EndForm(request.POST)
    if not end.is_valid():
        form = ChangeBodyForm(instance=body, organisation=request.person.organisation)
        context = {"form": form, "body": body, "shown": body.name, "end": end}
        return render(request, "bodies/body_form.html", context, status=422)
    services.end(body=body, actor=request.person, **end.cleaned_data)
    messages.success(request, _("Saved. The sessions and the advice stay readable."))
    return redirect(body)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", Body)
def seat(request: Request, body: Body) -> HttpResponse:
    """Let somebody sit in a body."""
    first = max(timezone.localdate(), body.started)
    form = SeatForm(request.POST or None, organisation=request.person.organisation, initial={"starts": first})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.seat(body=body, actor=request.person, **form.cleaned_data)
        except services.AlreadySits:
            form.add_error("person", _("This person is a member already."))
        else:
            messages.success(request, _("%(name)s is a member.") % {"name": made.person.name})
            return redirect(body)
    return render(request, "bodies/seat.html", {"form": form, "body": body}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("body.manage", Member)
def change_seat(request: Request, member: Member) -> HttpResponse:
    """Change part, expertise or term of a member."""
    initial = {name: getattr(member, name) for name in ("part", "votes", "expertise", "starts", "ends")}
    initial["tied"] = "yes" if member.tied else "no"
    form = ChangeSeatForm(request.POST or None, organisation=request.person.organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_seat(member=member, actor=request.person, **form.cleaned_data)
        messages.success(request, _("%(name)s is saved.") % {"name": member.person.name})
        return redirect(member.body)
    context = {"form": form, "body": member.body, "member": member}
    return render(request, "bodies/seat.html", context, status=status_of(form))
