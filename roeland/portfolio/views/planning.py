"""All experiments, one of them, and its plan."""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.portfolio import queries, refusals, services, showing
from roeland.portfolio.forms import GuardedForm, PlanForm
from roeland.portfolio.models import Experiment
from roeland.portfolio.services.clashing import marks
from roeland.portfolio.services.planning import FIELDS
from roeland.portfolio.views.clashing import Clash, asked_again, wanted
from roeland.register.models import Application

ON_A_PAGE = 50
RUNNING_FIRST = Case(
    When(state=Experiment.State.RUNNING, then=Value(0)),
    When(state=Experiment.State.PLANNED, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@require_safe
@permitted("experiment.view")
def experiments(request: Request) -> HttpResponse:
    """Show every experiment: those that run first, the earliest end first."""
    today = timezone.localdate()
    rows = queries.experiments(request.person.organisation).order_by(RUNNING_FIRST, "ends_on", "pk")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    over = queries.over(request.person.organisation, today).count()
    context = {"page": page, "lines": [(one, one.is_over(today)) for one in page], "over": over}
    return render(request, "portfolio/experiments.html", context)


@require_safe
@permitted("experiment.view", Experiment)
def experiment(request: Request, experiment: Experiment) -> HttpResponse:
    """Show an experiment: its plan, before and after, lessons and outcome."""
    context = showing.experiment(experiment, request.person, timezone.localdate())
    return render(request, "portfolio/experiment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("experiment.plan", Application)
def plan(request: Request, application: Application) -> HttpResponse:
    """Plan an experiment; it may be saved before it is complete."""
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.plan(application=application, actor=request.person, **wanted(form, request.POST))
        except refusals.OneAtATime:
            form.add_error(None, _("This application has an experiment that is not over. Conclude that one first."))
        else:
            messages.success(request, _("The plan is saved. Add what you measure: before you begin."))
            return redirect(made)
    context = {"form": form, "application": application}
    return render(request, "portfolio/plan.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("experiment.plan", Experiment)
def change(request: Request, experiment: Experiment) -> HttpResponse:
    """Change a plan that has not begun."""
    initial = {name: getattr(experiment, name) for name in FIELDS} | {"seen": json.dumps(marks(experiment, FIELDS))}
    form: GuardedForm = PlanForm(request.POST if request.method == "POST" else None, initial=initial)
    clashes: list[Clash] = []
    if form.is_bound and form.is_valid():
        try:
            typed, seen = wanted(form, request.POST), form.cleaned_data["seen"]
            services.change(experiment=experiment, actor=request.person, seen=seen, **typed)
        except refusals.Clashed as clashed:
            form, clashes = asked_again(form, request.POST, clashed)
        except refusals.NotNow:
            form.add_error(
                None, _("It has begun, so the plan no longer changes. Conclude it to choose a new end date.")
            )
        else:
            messages.success(request, _("The plan is saved."))
            return redirect(experiment)
    context = {"form": form, "application": experiment.application, "experiment": experiment, "clashes": clashes}
    return render(request, "portfolio/plan.html", context, status=409 if clashes else status_of(form))
