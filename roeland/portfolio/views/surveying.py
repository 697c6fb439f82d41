"""The short survey: inviting people, and answering it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.portfolio import refusals, services
from roeland.portfolio.forms import AnswerForm, InviteForm
from roeland.portfolio.models import Experiment, Invitation

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@permitted("experiment.plan", Experiment)
def invite(request: Request, experiment: Experiment) -> HttpResponse:
    """Ask those who do the work."""
    data = request.POST if request.method == "POST" else None
    form = InviteForm(data, organisation=request.person.organisation)
    if form.is_bound and form.is_valid():
        try:
            services.invite_to_survey(experiment=experiment, actor=request.person, **form.cleaned_data)
        except refusals.AlreadyAsked:
            form.add_error("moment", _("You asked this already. Each round is held once."))
        except refusals.NobodyInvited:
            form.add_error("closes_on", _("Choose a day that is still to come."))
        except refusals.NotNow:
            form.add_error(
                "moment", _("The round after is for an experiment that runs; one that ended asks nothing more.")
            )
        else:
            messages.success(request, _("Everybody you chose gets a task, of one minute."))
            return redirect(experiment)
    context = {"form": form, "experiment": experiment}
    return render(request, "portfolio/invite.html", context, status=status_of(form))


@page
@permitted("survey.answer", Invitation)
def answer(request: Request, invitation: Invitation) -> HttpResponse:
    """Answer five questions, once; who said what is not kept."""
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.answer_survey(invitation=invitation, scores=form.cleaned_data, actor=request.person)
        except refusals.AlreadyAnswered:
            messages.info(request, _("You have answered already, or the last day is over. Nothing was changed."))
        else:
            messages.success(request, _("Thank you. Your answers are counted, without your name."))
        return redirect(invitation)
    done = invitation.answered or invitation.survey.is_closed(timezone.localdate())
    context = {"form": form, "invitation": invitation, "survey": invitation.survey, "done": done}
    return render(request, "portfolio/answer.html", context, status=status_of(form))
