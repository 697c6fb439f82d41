"""The obligations of one application, and one of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roeland.assessments.queries import latest
from roeland.obligations import on_paper, queries, refusals, services, showing
from roeland.obligations.forms import CoverForm, NoteForm
from roeland.obligations.models import Duty, covering
from roeland.obligations.views.covering import covered
from roeland.obligations.words import in_words
from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.paper import answering
from roeland.register.models import Application
from roeland.register.queries import dossier


@require_safe
@permitted("application.view", dossier)
def of_application(request: Request, application: Application) -> HttpResponse:
    """Everything that law and policy ask of an application, and how it stands."""
    classification, today = latest(application), timezone.localdate()
    groups = showing.of_application(application, classification, today)
    context = {
        "application": application,
        "classification": classification,
        "groups": groups,
        "may_see_risks": may(request.person, "risk.view", application),
    }
    return render(request, "obligations/of_application.html", context)


@require_safe
@permitted("application.view", dossier)
def application_pdf(request: Request, application: Application) -> HttpResponse:
    """The same as a document to send or to keep."""
    made = on_paper.of_application(application, latest(application), timezone.localdate())
    return answering.answer(request, made, f"{application.code} {made.title}")


@require_safe
@permitted("obligation.view", Duty)
def duty(request: Request, duty: Duty) -> HttpResponse:
    """One obligation of one application: what it asks, why, how it stands and what shows it."""
    return _page(request, duty, _form(request, duty, bound=False))


@require_http_methods(["POST"])
@permitted("obligation.note", Duty)
def note(request: Request, duty: Duty) -> HttpResponse:
    """Say how it stands; who may say what, the service decides."""
    form = _form(request, duty, bound=True)
    if not form.is_valid():
        return _page(request, duty, form)
    said = form.cleaned_data
    try:
        services.note(
            duty=duty,
            standing=said["standing"],
            reason=said["reason"],
            until=said.get("until"),
            seen=said["seen"] or None,
            actor=request.person,
        )
    except refusals.ChangedMeanwhile:
        duty = Duty.objects.select_related("application").get(pk=duty.pk)
        form = _form(request, duty, bound=True, again=True)
        form.add_error(
            None,
            _("Somebody else changed this meanwhile: see above. What you typed is here. Save again if it still holds."),
        )
        return _page(request, duty, form, status=409)
    except refusals.NoLongerAsked:
        form.add_error(None, _("This is no longer asked: the answers about the application changed."))
    except refusals.Refused as refused:
        for sentence in in_words(refused.codes):
            form.add_error(None, str(sentence))
    else:
        messages.success(request, _("Saved. The journal keeps what it was before."))
        return redirect(duty)
    return _page(request, duty, form)


@require_POST
@permitted("obligation.work", Duty)
def cover(request: Request, duty: Duty) -> HttpResponse:
    """Let a measure meet this obligation."""
    form = CoverForm(request.POST, organisation=request.person.organisation)
    if not form.is_valid():
        return _page(request, duty, _form(request, duty, bound=False), cover=form, status=422)
    covered(request, form, [duty])
    return redirect(duty)


def _form(request: Request, duty: Duty, *, bound: bool, again: bool = False) -> NoteForm:
    """The form; `again` after somebody else changed it: with what was typed, over what stands there now."""
    known = {"standing": duty.standing, "reason": duty.reason, "until": duty.until, "seen": duty.standing}
    data = request.POST.copy() if bound else None
    if data is not None and again:
        data["seen"] = duty.standing
    return NoteForm(data, initial=known, sayable=showing.sayable(duty, request.person))


def _page(
    request: Request, duty: Duty, form: NoteForm, *, status: int = 0, cover: CoverForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    duty.application.organisation = request.person.organisation
    context = {
        "duty": duty,
        "application": duty.application,
        "line": showing.one(duty, latest(duty.application), today),
        "form": form,
        "sayable": showing.sayable(duty, request.person),
        "evidence": [(row, row.valid_until and row.valid_until < today) for row in queries.evidence(duty)],
        "measures": [(row, row.holds(today)) for row in covering(duty).select_related("owner").order_by("title")],
        "cover": cover or CoverForm(organisation=request.person.organisation),
        "may_work": duty.asked and may(request.person, "obligation.work", duty),
        "may_read": may(request.person, "evidence.read", duty),
        "accountable": showing.roles_of(request.person.organisation, [duty.accountable])[duty.accountable],
    }
    return render(request, "obligations/duty.html", context, status=status or status_of(form))
