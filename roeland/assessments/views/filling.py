"""The pages on which an intake is filled in: report, step by step, check."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from roeland.assessments import answers, classifying, comparing, queries, services
from roeland.assessments.asking import roles_asked
from roeland.assessments.models import Intake
from roeland.assessments.wizard import Wizard, wizard
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.questionnaires import forms as sheet_forms
from roeland.questionnaires.screen import shown
from roeland.questionnaires.services import AlreadySubmitted, Incomplete, Saved
from roeland.register.models import Application
from roeland.rules.questionnaire import Section

STEP = "assessments/step.html"
page = require_http_methods(["GET", "HEAD", "POST"])


@permitted("intake.fill", Application)
@require_POST
def begin(request: Request, application: Application) -> HttpResponse:
    """Begin the intake of an application that stands in the register, or go on with it."""
    try:
        intake = services.begin(application=application, actor=request.person)
    except services.NotForThisPhase:
        messages.warning(request, _("This application is no longer in use. There is nothing to assess any more."))
        return redirect(application)
    return redirect(wizard(intake).resume_url)


@permitted("intake.fill", Intake)
@require_safe
def intake(request: Request, intake: Intake) -> HttpResponse:
    """Go to where the intake stands."""
    if not intake.submitted:
        return redirect(wizard(intake).resume_url)
    classification = queries.latest(intake.application)
    if classification and classification.sheet_id == intake.sheet_id and roles_asked(intake, request.person):
        return redirect("assessments:open", intake.pk)
    return redirect(classification or intake.application)


@permitted("intake.fill", Intake)
@page
def step(request: Request, intake: Intake, section: str) -> HttpResponse:
    """One subject: show its questions, or keep the answers and go on."""
    here, found = _section(intake, section)
    if request.method != "POST":
        return _stands(request, intake) if intake.submitted else render(request, STEP, _step(here, found))
    sent = sheet_forms.read(found.questions, request.POST)
    try:
        saved = services.save(intake=intake, answers=sent.answers, actor=request.person, seen=sent.seen)
    except AlreadySubmitted:
        return render(request, STEP, _step(here, found, sent) | {"sent_meanwhile": True}, status=409)
    return _next(request, wizard(intake), found, sent, saved)


@permitted("intake.fill", Intake)
@require_POST
def keep(request: Request, intake: Intake, section: str) -> HttpResponse:
    """Keep what was just chosen, and send back what changed on the page: questions, steps and the estimate."""
    here, found = _section(intake, section)
    before = {code for code in here.codes(found) if sheet_forms.field_names(code)["seen"] in request.POST}
    sent = sheet_forms.read(found.questions, request.POST)
    try:
        saved = services.save(intake=intake, answers=sent.answers, actor=request.person, seen=sent.seen)
    except AlreadySubmitted:
        return HttpResponseClientRefresh()
    loud = sent.loud
    here = wizard(intake)
    context = _step(here, found, sheet_forms.Sent(sent.answers, sent.raw, loud, sent.seen), saved)
    redrawn = set(loud) | {conflict.question for conflict in saved.conflicts}
    for line in context["lines"]:
        line["fresh"] = bool(line["question"]) != (line["code"] in before) or line["code"] in redrawn
        # What a colleague changed meanwhile was not seen here yet: its mark stays what it was.
        line["mine"] = bool(line["question"]) and line["code"] in saved.kept
    return render(request, "assessments/_kept.html", context)


@permitted("intake.fill", Intake)
@page
def check(request: Request, intake: Intake) -> HttpResponse:
    """Look at all answers, and submit."""
    if intake.submitted:
        return _stands(request, intake)
    if request.method == "POST":
        try:
            classification = services.submit(intake=intake, actor=request.person)
        except AlreadySubmitted:
            return _stands(request, Intake.objects.get(pk=intake.pk))
        except Incomplete:
            return render(request, "assessments/check.html", _check(wizard(intake)), status=422)
        messages.success(request, _("Thank you. Your intake is sent."))
        return redirect(classification)
    return render(request, "assessments/check.html", _check(wizard(intake)))


def _section(intake: Intake, code: str) -> tuple[Wizard, Section]:
    here = wizard(intake)
    if found := here.section(code):
        return here, found
    raise Http404


def _next(request: Request, here: Wizard, section: Section, sent: sheet_forms.Sent, saved: Saved) -> HttpResponse:
    """Where to go after a step: wherever asked; not on while something on this page is wrong or new."""
    go, (before, after) = request.POST.get("go", ""), here.neighbours(section)
    if saved.conflicts or (sent.problems and go not in ("back", "later")):
        return render(request, STEP, _step(here, section, sent, saved), status=422)
    if go == "later":
        messages.success(request, _("Your answers are kept. You can go on later, from here or from My work."))
        return redirect(here.intake.application)
    if go == "back":
        return redirect(before or here.url(section.code))
    if any(code in here.needed for code in here.codes(section)):
        messages.info(request, _("Your answer leads to another question on this page."))
        return redirect(here.url(section.code))
    return redirect(after)


def _step(
    here: Wizard, section: Section, sent: sheet_forms.Sent | None = None, saved: Saved | None = None
) -> dict[str, Any]:
    questions = shown(here.filled, here.codes(section), sent, saved.conflicts if saved else ())
    by_code = {question.code: question for question in questions}
    codes = [step.code for step in here.sections]
    before, after = here.neighbours(section)
    return {
        "here": here,
        "intake": here.intake,
        "application": here.intake.application,
        "section": section,
        "title": here.label(section.code),
        "lines": [{"code": each.code, "question": by_code.get(each.code)} for each in section.questions],
        "wrong": [(question.anchor, question.error) for question in questions if question.errors],
        "first": questions[0].code if questions else "",
        "number": codes.index(section.code) + 1 if section.code in codes else 1,
        "total": len(codes) + 1,
        "steps": here.steps(section.code),
        "before": before,
        "after": after,
    }


def _check(here: Wizard) -> dict[str, Any]:
    return {
        "here": here,
        "intake": here.intake,
        "application": here.intake.application,
        "parts": answers.answers_by_section(here),
        "steps": here.steps("check"),
        "total": len(here.sections) + 1,
        "before": here.url(here.sections[-1].code),
        "changed": _changes(here),
        "decided": here.intake.application.is_in_use and not here.intake.application.undecided,
    }


def _changes(here: Wizard) -> comparing.Changed | None:
    """What sending these answers would change in the result that holds now; None for a first intake."""
    earlier = queries.latest(here.intake.application)
    if earlier is None or here.needed:
        return None
    reference = classifying.rules_for(here.filled.sheet.questionnaire)[0]
    return comparing.between(comparing.standing(earlier), here.outcome.standing, reference)


def _stands(request: Request, intake: Intake) -> HttpResponse:
    messages.info(request, _("This intake is already sent. Here is the result."))
    return redirect(queries.latest(intake.application) or intake.application)
