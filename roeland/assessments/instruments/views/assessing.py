"""One assessment: its page, what differs from the version before, on paper; close, open, stop, begin the next."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roeland.assessments.instruments import comparing, official, on_paper, refusals, sealing, services, showing
from roeland.assessments.instruments.forms import ReasonForm
from roeland.assessments.instruments.queries import Reading, read
from roeland.assessments.instruments.services.advising import roles_of
from roeland.assessments.models import Assessment
from roeland.library.queries import imported_form
from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.organisation.queries import holder, role_name
from roeland.paper import answering

page = require_http_methods(["GET", "HEAD", "POST"])
ASSESSMENT = "assessments/instruments/assessment.html"


@require_safe
@permitted("assessment.view", Assessment)
def assessment(request: Request, assessment: Assessment) -> HttpResponse:
    """How far it is, who does what, what follows, what was advised and signed."""
    return render(request, ASSESSMENT, _page(request, read(assessment)))


@require_safe
@permitted("assessment.view", Assessment)
def differences(request: Request, assessment: Assessment) -> HttpResponse:
    """This version beside the one before it."""
    context = {
        "assessment": assessment,
        "application": assessment.application,
        "before": assessment.previous,
        "parts": comparing.differences(assessment) if assessment.previous else [],
    }
    return render(request, "assessments/instruments/differences.html", context)


@require_safe
@permitted("assessment.view", Assessment)
def pdf(request: Request, assessment: Assessment) -> HttpResponse:
    """The whole as a document to read, to send or to keep."""
    made = on_paper.document(read(assessment), timezone.localdate())
    return answering.answer(request, made, f"{assessment.application.code} {made.title}")


@require_POST
@permitted("assessment.begin", Assessment)
def again(request: Request, assessment: Assessment) -> HttpResponse:
    """Begin the next version with the answers of this one."""
    try:
        made = services.begin_again(assessment=assessment, actor=request.person)
    except refusals.NotNow:
        messages.info(request, _("Only what is signed gets a next version. Change this one."))
        return redirect(assessment)
    except refusals.NotForThisPhase:
        messages.warning(request, _("This application is no longer in use. There is nothing to assess any more."))
        return redirect(assessment)
    messages.success(request, _("The new version starts with the answers of the one before. That one stays as it is."))
    return redirect(made)


@require_POST
@permitted("assessment.close", Assessment)
def close(request: Request, assessment: Assessment) -> HttpResponse:
    """Close it for changes and ask for advice, or say what is missing."""
    try:
        services.close(assessment=assessment, actor=request.person)
    except refusals.SomethingOpen as something:
        context = _page(request, read(assessment)) | {"missing": _missing(assessment, something)}
        return render(request, ASSESSMENT, context, status=422)
    except refusals.NotNow:
        messages.info(request, _("Somebody else closed this meanwhile."))
    else:
        messages.success(request, _("Closed. Everybody who advises is asked now."))
    return redirect(assessment)


@page
@permitted("assessment.reopen", Assessment)
def reopen(request: Request, assessment: Assessment) -> HttpResponse:
    """Open it again to change something."""
    return _with_reason(request, assessment, services.reopen, "reopen", _("It is open again. Change what must change."))


@page
@permitted("assessment.close", Assessment)
def stop(request: Request, assessment: Assessment) -> HttpResponse:
    """Stop it: it is not needed any more."""
    return _with_reason(request, assessment, services.stop, "stop", _("Stopped. What was filled in stays readable."))


def _with_reason(request: Request, row: Assessment, act: Any, which: str, done: str) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            act(assessment=row, because=form.cleaned_data["because"], actor=request.person)
        except refusals.NotNow:
            form.add_error(None, _("Somebody else did something with this meanwhile. Go back to see how it stands."))
        else:
            messages.success(request, done)
            return redirect(row)
    context = {"assessment": row, "application": row.application, "form": form, "which": which}
    return render(request, "assessments/instruments/reason.html", context, status=status_of(form))


def _missing(assessment: Assessment, something: refusals.SomethingOpen) -> list[tuple[str, str, str]]:
    """Per part how much is missing, with the way to it."""
    return [
        (
            code,
            showing.words(assessment, code).label,
            ngettext("%(count)d answer is missing", "%(count)d answers are missing", count) % {"count": count},
        )
        for code, count in something.parts.items()
    ]


def _official(found: Reading, fillable: frozenset[str]) -> dict[str, Any]:
    """What the page of an official form shows beside."""
    row = found.assessment
    form = official.of(row)
    if form is None:
        return {}
    return {
        "told": official.told(found, form, timezone.now()),
        "imported": imported_form(row.organisation, row.sheet.questionnaire),
        "may_bring_in": bool(fillable) and {section.code for section in found.sections} <= fillable,
    }


def _page(request: Request, found: Reading) -> dict[str, Any]:
    row, person = found.assessment, request.person
    fillable = services.may_fill(person, row) if row.state == Assessment.State.FILLING else frozenset()
    mine = roles_of(person, row) if row.state == Assessment.State.ADVICE else ()
    parts = showing.parts(found, fillable)
    return {
        "assessment": row,
        "application": row.application,
        "parts": parts,
        "said": sum(part.said for part in parts),
        "total": sum(part.total for part in parts),
        "conclusions": showing.conclusions(found, possible=row.state != Assessment.State.FILLING),
        "numbers": showing.overall(found),
        "advisers": showing.advisers(found),
        "earlier": [one for one in found.opinions if one not in found.standing.values()],
        "accountable": role_name(row.activity.accountable, None, row.organisation),
        "signer": holder(row.organisation, row.activity.accountable, row.unit, timezone.localdate()),
        "writes": [role_name(role, None, row.organisation) for role in row.activity.does],
        "whole": sealing.is_whole(found) if row.content else None,
        **_official(found, fillable),
        "may_close": row.state == Assessment.State.FILLING and may(person, "assessment.close", row),
        "may_stop": row.is_open and may(person, "assessment.close", row),
        "may_reopen": row.state == Assessment.State.ADVICE and may(person, "assessment.reopen", row),
        "may_advise": bool(mine),
        "may_sign": row.state == Assessment.State.ADVICE and may(person, "assessment.sign", row),
        "may_begin": row.state == Assessment.State.SIGNED and may(person, "assessment.begin", row),
    }
