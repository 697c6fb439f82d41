"""What is measured, and what was learned."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.portfolio import refusals, services
from roeland.portfolio.forms import GuardedForm, LessonForm, MeasureForm
from roeland.portfolio.models import Experiment, Measure
from roeland.portfolio.services.clashing import marks
from roeland.portfolio.services.measuring import FIELDS
from roeland.portfolio.views.clashing import Clash, asked_again, wanted

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@permitted("experiment.plan", Experiment)
def add_measure(request: Request, experiment: Experiment) -> HttpResponse:
    """Add something that is measured."""
    return _measure(request, experiment, None)


@page
@permitted("experiment.plan", Measure)
def measure(request: Request, measure: Measure) -> HttpResponse:
    """Note what was measured before or after."""
    return _measure(request, measure.experiment, measure)


@page
@permitted("experiment.plan", Experiment)
def add_lesson(request: Request, experiment: Experiment) -> HttpResponse:
    """Write down a lesson."""
    form = LessonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.note_lesson(experiment=experiment, actor=request.person, **form.cleaned_data)
        except refusals.NotNow:
            form.add_error(None, _("It has not begun yet. Lessons come once people work with it."))
        else:
            messages.success(request, _("The lesson is saved."))
            return redirect(experiment)
    context = {"form": form, "experiment": experiment}
    return render(request, "portfolio/lesson.html", context, status=status_of(form))


def _measure(request: Request, experiment: Experiment, measure: Measure | None) -> HttpResponse:
    initial = {name: getattr(measure, name) for name in FIELDS} if measure else {}
    initial |= {"seen": json.dumps(marks(measure, FIELDS))} if measure else {}
    form: GuardedForm = MeasureForm(request.POST if request.method == "POST" else None, initial=initial)
    clashes: list[Clash] = []
    if form.is_bound and form.is_valid():
        typed = wanted(form, request.POST) | {"seen": form.cleaned_data["seen"]}
        try:
            services.note_measure(experiment=experiment, measure=measure, actor=request.person, **typed)
        except refusals.Clashed as clashed:
            form, clashes = asked_again(form, request.POST, clashed)
        except refusals.NotNow:
            form.add_error(None, _("The experiment has ended. What was measured no longer changes."))
        else:
            messages.success(request, _("The measure is saved."))
            return redirect(experiment)
    context = {"form": form, "experiment": experiment, "measure": measure, "clashes": clashes}
    return render(request, "portfolio/measure.html", context, status=409 if clashes else status_of(form))
