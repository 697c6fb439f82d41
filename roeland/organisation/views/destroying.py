"""A destruction: looked at, confirmed or refused by a second person, and its certificate."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roeland.organisation.access import may, permitted
from roeland.organisation.forms.retention import ConfirmForm, WhyForm
from roeland.organisation.middleware import Request
from roeland.organisation.models import Destruction
from roeland.organisation.retention import certifying, destroying, running
from roeland.paper import lists as paper

ON_A_PAGE = 100
AT_ONCE = 25
"""So many records go while one waits; more go in the background."""


@require_safe
@permitted("retention.view", Destruction)
def destruction(request: Request, destruction: Destruction) -> HttpResponse:
    """Show what is proposed, or what became of it."""
    return _shown(request, destruction)


@require_POST
@permitted("destruction.confirm", Destruction)
def confirm(request: Request, destruction: Destruction) -> HttpResponse:
    """Say yes as the second person. A few records go at once, many in the background."""
    destroying.must_be_another(destruction, request.person)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _shown(request, destruction, confirming=form)
    try:
        destruction = destroying.confirm(destruction=destruction, actor=request.person)
    except destroying.NoLongerOpen:
        return _answered_before(request, destruction)
    if destruction.items.count() <= AT_ONCE:
        running.run(destruction)
    messages.success(request, _("Confirmed. The certificate says what is destroyed."))
    return redirect(destruction)


@require_POST
@permitted("destruction.confirm", Destruction)
def refuse(request: Request, destruction: Destruction) -> HttpResponse:
    """Say no as the second person, with the reason."""
    destroying.must_be_another(destruction, request.person)
    form = _refusing(request.POST)
    if not form.is_valid():
        return _shown(request, destruction, refusing=form)
    try:
        destroying.refuse(destruction=destruction, because=form.cleaned_data["reason"], actor=request.person)
        messages.success(request, _("Refused. Nothing is destroyed."))
    except destroying.NoLongerOpen:
        return _answered_before(request, destruction)
    return redirect(destruction)


@require_POST
@permitted("destruction.propose", Destruction)
def withdraw(request: Request, destruction: Destruction) -> HttpResponse:
    """Take a proposal back."""
    try:
        destroying.withdraw(destruction=destruction, actor=request.person)
        messages.success(request, _("The proposal is withdrawn. Nothing is destroyed."))
    except destroying.NoLongerOpen:
        return _answered_before(request, destruction)
    return redirect(destruction)


@require_POST
@permitted("destruction.confirm", Destruction)
def resume(request: Request, destruction: Destruction) -> HttpResponse:
    """Let one that stopped half-way go on."""
    try:
        destroying.resume(destruction=destruction, actor=request.person)
        messages.success(request, _("It goes on in the background. Look again in a minute."))
    except destroying.NoLongerOpen:
        return _answered_before(request, destruction)
    return redirect(destruction)


@require_safe
@permitted("retention.view", Destruction)
def certificate(request: Request, destruction: Destruction) -> HttpResponseBase:
    """The certificate as a file, a line for each record. Unknown format → 404."""
    format = request.GET.get("format", "csv")
    if format not in paper.TYPES:
        raise Http404
    return paper.answer(format, certifying.columns(), certifying.rows(destruction), str(destruction))


def _answered_before(request: Request, destruction: Destruction) -> HttpResponse:
    messages.error(request, _("Somebody answered this already, or took it back. This is how it stands now."))
    return redirect(destruction)


def _shown(request: Request, destruction: Destruction, **forms: Any) -> HttpResponse:
    destruction = Destruction.objects.select_related("term", "proposed_by", "answered_by").get(pk=destruction.pk)
    destruction.organisation = request.person.organisation
    page = Paginator(destruction.items.order_by("pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    own = destruction.proposed_by_id == request.person.pk
    people = destroying.confirmers(destruction.organisation, destruction.proposed_by_id)
    context = {
        "destruction": destruction,
        "page": page,
        "tally": certifying.tally(destruction),
        "taken": certifying.taken(destruction),
        "own": own,
        "may_answer": may(request.person, "destruction.confirm") and not own,
        "may_withdraw": may(request.person, "destruction.propose"),
        "confirmers": people,
        "roles": destroying.roles_that_confirm(destruction.organisation),
        "confirming": ConfirmForm(),
        "refusing": _refusing(),
    }
    return render(request, "organisation/retention/destruction.html", context | forms, status=422 if forms else 200)


def _refusing(data: Any = None) -> WhyForm:
    return WhyForm(data, label=_("Why may this not go?"), help_text=_("Who proposed it reads this."), prefix="refuse")
