"""One role held: what it asks, saying yes or no to it, and finding somebody when it is vacant; and one's own roles."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roeland.content import shipped
from roeland.content.organising import Permissions
from roeland.organisation import queries, refusals, services
from roeland.organisation.access import held_by, may, permitted
from roeland.organisation.forms.roles import DeclineForm, SuccessorForm
from roeland.organisation.middleware import Request
from roeland.organisation.models import Person, RoleHeld


@require_safe
@permitted("role.view", RoleHeld)
def role(request: Request, held: RoleHeld) -> HttpResponse:
    """Show one role of one person: what it asks, from when, on which mandate, with which deputy."""
    return _page(request, held)


@require_POST
@permitted("role.answer", RoleHeld)
def accept_role(request: Request, held: RoleHeld) -> HttpResponse:
    """Say yes to a role."""
    try:
        services.accept_role(role_held=held, actor=request.person)
    except services.AlreadyAnswered:
        messages.info(request, _("You answered this before. Nothing has changed."))
    else:
        messages.success(request, _("You accepted this role. Thank you."))
    return redirect(held)


@require_POST
@permitted("role.answer", RoleHeld)
def decline_role(request: Request, held: RoleHeld) -> HttpResponse:
    """Say that a role is not right, and why."""
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, held, decline=form, status=422)
    try:
        services.decline_role(role_held=held, actor=request.person, **form.cleaned_data)
    except services.AlreadyAnswered:
        messages.info(request, _("You answered this before. Nothing has changed."))
    else:
        messages.success(request, _("You no longer hold this role. Who gave it to you and the administrator know why."))
    return redirect(held)


@require_POST
@permitted("person.depart", RoleHeld)
def pass_on_role(request: Request, held: RoleHeld) -> HttpResponse:
    """Let somebody else hold the role of who left."""
    form = SuccessorForm(request.POST, organisation=request.person.organisation)
    if form.is_valid():
        try:
            made = services.hand_over_role(role_held=held, actor=request.person, **form.cleaned_data)
        except services.RoleRefused as refusal:
            form.add_error("successor", refusals.sentence(refusal, held.organisation))
        else:
            told = {"name": made.person.name, "role": made.name}
            messages.success(request, _("%(name)s holds this role now: %(role)s.") % told)
            return redirect("organisation:person", made.person_id)
    return _page(request, held, successor=form, status=422)


@require_safe
@permitted("organisation.view")
def my_roles(request: Request) -> HttpResponse:
    """Show one's own roles: what each asks, what waits in it, who stands in; and what one may do with them."""
    me, today, language = request.person, timezone.localdate(), get_language() or "nl"
    rows = queries.roles_of(me, today)
    codes = [code for code in shipped.meaning("permissions", Permissions).by_code if may(me, code)]
    context = {
        "shown": me,
        "matrix_url": reverse(settings.MATRIX_PAGE),
        "today": today,
        "here": me.is_here(today),
        "roles": _with_what_they_ask(me, [row for row in rows if row.person_id == me.pk]),
        "stands_in": [row for row in rows if row.deputy_id == me.pk],
        "allowed": [shipped.text("permissions", code, language) for code in codes],
        "own_pages": own_pages(),
    }
    return render(request, "organisation/my_roles.html", context)


@require_safe
@permitted("organisation.view")
def welcome(request: Request) -> HttpResponse:
    """Greet who comes here for the first time: who gave which role, and where to begin."""
    me, today = request.person, timezone.localdate()
    held = [row for row in held_by(me) if row.person_id == me.pk]
    coming = RoleHeld.objects.filter(person=me, starts__gt=today, answer=RoleHeld.Answer.WAITING)
    held += coming.select_related("unit", "person", "deputy").order_by("starts", "pk")
    on = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(on, {request.get_host()}, require_https=request.is_secure())
    context = {"roles": _with_what_they_ask(me, held), "today": today, "own_pages": own_pages()}
    context |= {"matrix_url": reverse(settings.MATRIX_PAGE), "go_on": on if here else ""}
    return render(request, "organisation/welcome.html", context)


def own_pages() -> list[dict[str, Any]]:
    """The pages on which somebody arranges their own things, of all rooms."""
    items = import_string(settings.OWN_PAGES)
    return [{"label": item.label, "url": reverse(item.url), "icon": item.icon} for item in items]


def _with_what_they_ask(person: Person, rows: list[RoleHeld]) -> list[dict[str, Any]]:
    waiting, asks = import_string(settings.WAITING_BY_ROLE)(person), import_string(settings.ROLE_ASKS)
    givers = queries.names_of(person.organisation_id, (row.given_by_id for row in rows if row.given_by_id))
    found = []
    for row in rows:
        row.organisation = person.organisation
        asked = asks(person.organisation, row.role)
        given_by = givers.get(row.given_by_id, "") if row.given_by_id else ""
        found.append({"held": row, "asked": asked, "waiting": waiting.get(row.role, 0), "given_by": given_by})
    return found


def _page(
    request: Request,
    held: RoleHeld,
    decline: DeclineForm | None = None,
    successor: SuccessorForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    own, over = held.person_id == request.person.pk, held.is_over(today)
    vacant = not held.person.active and not over
    context: dict[str, Any] = {
        "held": held,
        "own": own,
        "today": today,
        "vacant": vacant,
        "declined": held.answer == RoleHeld.Answer.DECLINED,
        "asked": import_string(settings.ROLE_ASKS)(request.person.organisation, held.role),
        "task": queries.role_task(held.role),
        "decline": decline or DeclineForm(),
        "may_answer": own and held.waits,
    }
    if vacant and may(request.person, "person.depart", held):
        context["successor"] = successor or SuccessorForm(organisation=request.person.organisation)
    return render(request, "organisation/role.html", context, status=status)
