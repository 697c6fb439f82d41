"""Saying what comes of an experiment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.portfolio import refusals, services, showing
from roeland.portfolio.forms import OutcomeForm
from roeland.portfolio.models import Experiment, Outcome
from roeland.portfolio.words import SENTENCES

PROPOSED = gettext_lazy("Your proposal is sent to who decides.")


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("experiment.plan", Experiment)
def conclude(request: Request, experiment: Experiment) -> HttpResponse:
    """Conclude as who is accountable; anybody else who runs it proposes."""
    shown = showing.experiment(experiment, request.person, timezone.localdate())
    proposal = next((one for one in shown["outcomes"] if one.is_proposal), None)
    initial = {"answer": proposal.answer, "reason": proposal.reason, "ends_on": proposal.ends_on} if proposal else {}
    form = OutcomeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid() and _done(request, experiment, form):
        lives = form.cleaned_data["answer"] == Outcome.Answer.GO_LIVE and shown["may_conclude"]
        return redirect(experiment.application if lives else experiment)
    context = {**shown, "form": form, "proposal": proposal}
    return render(request, "portfolio/conclude.html", context, status=status_of(form))


def _done(request: Request, experiment: Experiment, form: OutcomeForm) -> bool:
    decides = may(request.person, "experiment.conclude", experiment)
    verb = services.conclude if decides else services.propose
    try:
        verb(experiment=experiment, actor=request.person, **form.cleaned_data)
    except refusals.CannotConclude as refused:
        for code in refused.codes:
            form.add_error("ends_on" if "end" in code.split("_") else None, str(SENTENCES[code]))
    except refusals.NotNow:
        form.add_error(None, _("It is not running, so there is nothing to conclude."))
    else:
        messages.success(request, _said(form.cleaned_data["answer"]) if decides else str(PROPOSED))
        return True
    return False


def _said(answer: str) -> str:
    if answer == Outcome.Answer.GO_LIVE:
        return _("The conclusion is on record. Below you see who decides, or why that cannot be asked yet.")
    return _("The conclusion is on record.")
