"""Giving advice on an assessment, and signing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.assessments.instruments import refusals, services, showing
from roeland.assessments.instruments.forms import OpinionForm, SignForm
from roeland.assessments.instruments.queries import Reading, read
from roeland.assessments.instruments.services.advising import roles_of
from roeland.assessments.instruments.services.signing import to_answer
from roeland.assessments.models import Assessment
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.organisation.queries import role_name
from roeland.rules.retention import months_later

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@permitted("assessment.advise", Assessment)
def advise(request: Request, assessment: Assessment) -> HttpResponse:
    """Give advice on the text as it was closed."""
    if assessment.state != Assessment.State.ADVICE:
        return _not_now(request, assessment)
    roles = [(role, role_name(role, None, assessment.organisation)) for role in roles_of(request.person, assessment)]
    form = OpinionForm(request.POST if request.method == "POST" else None, roles=roles)
    if form.is_bound and form.is_valid():
        try:
            services.advise(assessment=assessment, actor=request.person, **form.cleaned_data)
        except refusals.NotNow:
            return _not_now(request, assessment)
        messages.success(request, _("Thank you. Your advice is kept, and who signs reads it."))
        return redirect(assessment)
    context = {"assessment": assessment, "application": assessment.application, "form": form, "roles": roles}
    return render(request, "assessments/instruments/advise.html", context, status=status_of(form))


@page
@permitted("assessment.sign", Assessment)
def sign(request: Request, assessment: Assessment) -> HttpResponse:
    """Read everything once more, and sign."""
    if assessment.state != Assessment.State.ADVICE:
        return _not_now(request, assessment)
    found, sent = read(assessment), request.method == "POST"
    form = _form(found, request.POST if sent else None)
    if form.is_bound and form.is_valid():
        try:
            services.sign(assessment=assessment, actor=request.person, **_said(form))
        except refusals.NotNow:
            return _not_now(request, assessment)
        except refusals.NoReason:
            form.add_error("reasons", _("Not everybody who was asked advised. Say why you sign all the same."))
        except refusals.Gaps as gaps:
            form.add_error(None, " ".join(_gap(assessment, code) for code in gaps.codes))
        else:
            messages.success(request, _("Signed. From now on this version does not change any more."))
            return redirect(assessment)
    context = {
        "assessment": assessment,
        "application": assessment.application,
        "form": form,
        "conclusions": showing.conclusions(found, possible=True),
        "advisers": showing.advisers(found),
        "numbers": showing.overall(found),
        "gaps": [_gap(assessment, code) for code in _standing_in_the_way(found, request)],
    }
    return render(request, "assessments/instruments/sign.html", context, status=status_of(form))


def _form(found: Reading, data: Any) -> SignForm:
    row = found.assessment
    asked = [(role, role_name(role, None, row.organisation)) for role in to_answer(found.standing.values())]
    review = months_later(timezone.localdate(), row.form.review_months)
    return SignForm(data, to_answer=asked, initial={"seen": row.sha256, "review_on": review})


def _said(form: SignForm) -> dict[str, Any]:
    told = form.cleaned_data
    named = {name: told[name] for name in ("seen", "reasons", "review_on")}
    return {**named, "answers": form.answers}


def _standing_in_the_way(found: Reading, request: Request) -> tuple[str, ...]:
    """What keeps this person from signing, apart from what the form still asks."""
    said = dict.fromkeys(to_answer(found.standing.values()), "-")
    return services.gaps(found, request.person, said)


def _gap(assessment: Assessment, code: str) -> str:
    """Why it cannot be signed, in a sentence."""
    what, _colon, role = code.partition(":")
    if what == "advice_missing":
        name = role_name(role, None, assessment.organisation)
        return _("The law asks the advice of this role first, and it is not there yet: %(role)s.") % {"role": name}
    return {
        "still_open": _("It is still being filled in. Close it for advice first."),
        "advice_unanswered": _("Say what you do with each advice that asks something."),
        "own_advice": _("You gave advice on this. Nobody judges on their own advice: somebody else signs."),
    }[what]


def _not_now(request: Request, assessment: Assessment) -> HttpResponse:
    messages.info(request, _("This changed meanwhile. Here is how it stands now."))
    return redirect(assessment)
