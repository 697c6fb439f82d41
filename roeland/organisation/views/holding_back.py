"""Holding something back from destruction, and letting it go again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.organisation.access import may, must, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.forms.retention import WhyForm
from roeland.organisation.middleware import Request
from roeland.organisation.models import Hold
from roeland.organisation.retention import holding_back, terms


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("retention.hold")
def hold_back(request: Request, kind: str, record: UUID) -> HttpResponse:
    """Say that a record may not be destroyed, and why."""
    organisation = request.person.organisation
    try:
        known, row = holding_back.found(organisation, kind, record)
    except holding_back.NotHere as missing:
        raise Http404 from missing
    form = WhyForm(
        request.POST or None,
        label=_("Why may this not be destroyed?"),
        help_text=_("For example: an objection is running, or somebody asked to see the records."),
    )
    if request.method == "POST" and form.is_valid():
        return _held(request, kind, record, form.cleaned_data["reason"])
    context = {"form": form, "label": known.label(row), "kind": kind, "text": terms.text_of(kind)}
    return render(request, "organisation/retention/hold_back.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("retention.view", Hold)
def hold(request: Request, hold: Hold) -> HttpResponse:
    """Show what is held back, by whom and why; and let it go."""
    form = WhyForm(request.POST or None, label=_("Why does this no longer hold?"))
    if request.method == "POST":
        must(request.person, "retention.hold")
        if form.is_valid():
            holding_back.lift(hold=hold, because=form.cleaned_data["reason"], actor=request.person)
            messages.success(request, _("Let go. It can be destroyed once its term is over."))
            return redirect(hold)
    hold = Hold.objects.select_related("placed_by", "lifted_by").get(pk=hold.pk)
    may_lift = hold.lifted_at is None and may(request.person, "retention.hold")
    context = {"hold": hold, "form": form, "may_lift": may_lift, "text": terms.text_of(hold.kind)}
    return render(request, "organisation/retention/hold.html", context, status=status_of(form))


def _held(request: Request, kind: str, record: UUID, reason: str) -> HttpResponse:
    actor = request.person
    try:
        made = holding_back.hold_back(
            organisation=actor.organisation, kind=kind, key=record, reason=reason, actor=actor
        )
        messages.success(request, _("Held back. It is not destroyed until somebody lets it go."))
        return redirect(made)
    except holding_back.AlreadyHeld:
        messages.error(request, _("Somebody holds this back already. You find it under “Held back”."))
        return redirect("organisation:retention")
