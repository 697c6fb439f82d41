"""The page on which an expert changes an earlier answer, and first sees what that changes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.assessments import answers, classifying, comparing, queries, services
from roeland.assessments.asking import answers_for
from roeland.assessments.models import Intake
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.questionnaires import forms as sheet_forms
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.screen import shown

AGAIN = "assessments/again.html"


@permitted("intake.fill", Intake)
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: Request, intake: Intake) -> HttpResponse:
    """Show the own earlier answers; after a change what it leads to; after a second press keep it."""
    latest = queries.latest_intake(intake.application) or intake
    if latest.pk != intake.pk or not latest.submitted:
        return redirect("assessments:again", latest.pk) if latest.submitted else _busy(request, latest)
    filled = sheets.filled(intake.sheet)
    codes = answers.said_before(filled, answers_for(intake, request.person))
    if request.method != "POST":
        return render(request, AGAIN, _page(intake, filled, codes))
    sent = sheet_forms.read((filled.questionnaire.by_code[code] for code in codes), request.POST)
    if sent.problems:
        return render(request, AGAIN, _page(intake, filled, codes, sent), status=422)
    if "keep" not in request.POST:
        return render(request, AGAIN, _page(intake, filled, codes, sent) | {"changed": _changes(intake, filled, sent)})
    return _kept(request, intake, sent)


def _kept(request: Request, intake: Intake, sent: sheet_forms.Sent) -> HttpResponse:
    try:
        fresh = services.revise(intake=intake, answers=sent.answers, actor=request.person)
    except services.NotForThisPhase:
        messages.warning(request, _("This application is no longer in use. There is nothing to assess any more."))
        return redirect(intake.application)
    except services.BeingFilledIn:
        return redirect("assessments:again", intake.pk)
    if fresh is None:
        messages.info(request, _("Nothing changed: your answers are the same as before."))
        return redirect("assessments:again", intake.pk)
    messages.success(request, _("Your answer is changed. The earlier result stays in the history."))
    return redirect(fresh)


def _busy(request: Request, draft: Intake) -> HttpResponse:
    words = _("%(name)s is filling in the intake again. Change your answer when that is sent.")
    messages.warning(request, words % {"name": draft.sheet.started_by.name})
    return redirect(draft.application)


def _changes(intake: Intake, filled: sheets.Filled, sent: sheet_forms.Sent) -> comparing.Changed | None:
    """What the answers on the page would change in the result that holds now."""
    latest = queries.latest(intake.application)
    if latest is None:
        return None
    judged = classifying.judge(filled, sent.answers)
    return comparing.between(comparing.standing(latest), judged.outcome.standing, judged.by.rules)


def _page(
    intake: Intake, filled: sheets.Filled, codes: list[str], sent: sheet_forms.Sent | None = None
) -> dict[str, Any]:
    questions = shown(filled, codes, sent, to_who_knows=True)
    return {
        "intake": intake,
        "application": intake.application,
        "questions": questions,
        "wrong": [(question.anchor, question.error) for question in questions if question.errors],
        "result": queries.latest(intake.application),
    }
