"""What the FG and the CISO see: all requests, oversight, urgent warnings, and the supervisor who is consulted."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roeland.decisions import refusals, services
from roeland.decisions.explaining import Explained, explained
from roeland.decisions.forms.advising import AnswerForm
from roeland.decisions.forms.listing import RequestFilter
from roeland.decisions.forms.overseeing import ConsultForm, OutcomeForm, OversightForm, WarnForm
from roeland.decisions.listing import RequestPaginator, wished
from roeland.decisions.models import PriorConsultation, UrgentWarning
from roeland.decisions.overseeing import kinds_of, may_answer, open_warnings
from roeland.decisions.showing import role_in_words
from roeland.decisions.views.requests import status
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.register.models import Application


@require_safe
@permitted("inquiry.oversee")
def everything(request: Request) -> HttpResponse:
    """Show the FG every request, a page at a time, and every warning that waits for an answer."""
    organisation = request.person.organisation
    form = RequestFilter(request.GET or None, organisation=organisation)
    wish = form.wish() if form.is_bound else {}
    page = RequestPaginator(wished(organisation, wish), request.person).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "filtered": bool(wish), "warnings": open_warnings(organisation)}
    return render(request, "decisions/everything.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("oversight.record", Application)
def oversee(request: Request, application: Application) -> HttpResponse:
    """Record what was found of the privacy or the security assessment."""
    form = OversightForm(request.POST or None, kinds=kinds_of(application, request.person))
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            services.record_oversight(application=application, actor=request.person, **form.cleaned_data)
            messages.success(request, _("Your finding is on record."))
            return redirect(application)
        except refusals.Refused as refusal:
            refused = explained(refusal, application.organisation)
    return _shown(request, "decisions/oversee.html", form, refused, application=application)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("warning.give", Application)
def warn(request: Request, application: Application) -> HttpResponse:
    """Warn urgently. It stops nothing; who is accountable must answer."""
    form, refused = WarnForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            made = services.warn(application=application, actor=request.person, **form.cleaned_data)
            messages.success(request, _("Your warning has been sent. An answer must come within one working day."))
            return redirect(made)
        except refusals.Refused as refusal:
            refused = explained(refusal, application.organisation)
    return _shown(request, "decisions/warn.html", form, refused, application=application)


@require_safe
@permitted("decision.view", UrgentWarning)
def warning(request: Request, warning: UrgentWarning) -> HttpResponse:
    """Show an urgent warning and its answer; who is accountable answers here."""
    return _warning(request, warning, AnswerForm())


@require_POST
@permitted("warning.answer", UrgentWarning)
def answer_warning(request: Request, warning: UrgentWarning) -> HttpResponse:
    """Answer an urgent warning."""
    form, refused = AnswerForm(request.POST), None
    if form.is_valid():
        try:
            services.answer_warning(warning=warning, actor=request.person, **form.cleaned_data)
            messages.success(request, _("Your answer is on record. Who warned and the directorate have been told."))
            return redirect(warning)
        except refusals.Refused as refusal:
            refused = explained(refusal, warning.organisation)
    warning.refresh_from_db(fields=["answer", "answered_at", "answered_by"])
    return _warning(request, warning, form, refused)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("supervisor.consult", Application)
def consult(request: Request, application: Application) -> HttpResponse:
    """Record that the supervisor was consulted."""
    form, refused = ConsultForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            services.consult_supervisor(application=application, actor=request.person, **form.cleaned_data)
            messages.success(request, _("The consultation is on record. Record the answer when it comes."))
            return redirect(application)
        except refusals.Refused as refusal:
            refused = explained(refusal, application.organisation)
    return _shown(request, "decisions/consult.html", form, refused, application=application)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("supervisor.consult", PriorConsultation)
def outcome(request: Request, consultation: PriorConsultation) -> HttpResponse:
    """Record what the supervisor answered."""
    form, refused = OutcomeForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            services.note_outcome(consultation=consultation, actor=request.person, **form.cleaned_data)
            messages.success(request, _("The answer of the supervisor is on record."))
            return redirect(consultation.application)
        except refusals.Refused as refusal:
            refused = explained(refusal, consultation.organisation)
    context = {"application": consultation.application, "consultation": consultation}
    return _shown(request, "decisions/consult.html", form, refused, **context)


def _warning(
    request: Request, warning: UrgentWarning, form: AnswerForm, refused: Explained | None = None
) -> HttpResponse:
    context = {
        "warning": warning,
        "application": warning.application,
        "role": role_in_words(warning.asked_role, warning.organisation),
        "may_answer": warning.answered_at is None and may_answer(warning, request.person),
    }
    return _shown(request, "decisions/warning.html", form, refused, **context)


def _shown(request: Request, template: str, form: Form, refused: Explained | None, **context: Any) -> HttpResponse:
    context |= {"form": form, "refused": refused}
    return render(request, template, context, status=status(form, refused))
