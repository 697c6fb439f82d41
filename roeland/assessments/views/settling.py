"""The page on which a colleague answers what an intake left open."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.assessments import answers, services
from roeland.assessments.asking import roles_asked
from roeland.assessments.models import Classification, Intake
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.questionnaires import forms as sheet_forms
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.screen import shown
from roeland.questionnaires.services import NotOpen, Saved


@permitted("intake.fill", Intake)
@require_http_methods(["GET", "HEAD", "POST"])
def open_questions(request: Request, intake: Intake) -> HttpResponse:
    """Answer only what a submitted intake left open."""
    if not intake.submitted:
        return redirect(intake)
    roles = set() if "all" in request.GET else roles_asked(intake, request.person)
    filled = sheets.filled(intake.sheet)
    sent, saved = sheet_forms.Sent(), Saved()
    if request.method == "POST":
        sent = sheet_forms.read(filled.questionnaire.questions(), request.POST)
        try:
            saved, fresh = services.settle(intake=intake, answers=sent.answers, actor=request.person, seen=sent.seen)
        except NotOpen as closed:
            return render(
                request, "assessments/open.html", _open(intake, filled, roles, sent, closed=closed), status=409
            )
        loud = sent.loud
        sent = sheet_forms.Sent(sent.answers, {code: sent.raw[code] for code in loud}, loud, sent.seen)
        filled = sheets.filled(intake.sheet)
        if not (loud or saved.conflicts):
            return _thanks(request, intake, filled, roles, fresh)
    status = 422 if sent.problems or saved.conflicts else 200
    return render(request, "assessments/open.html", _open(intake, filled, roles, sent, saved), status=status)


def _open(
    intake: Intake,
    filled: sheets.Filled,
    roles: set[str],
    sent: sheet_forms.Sent,
    saved: Saved | None = None,
    closed: NotOpen | None = None,
) -> dict[str, Any]:
    codes = answers.open_codes(filled, roles)
    questions = shown(filled, codes, sent, saved.conflicts if saved else (), to_who_knows=bool(roles), fresh=True)
    return {
        "intake": intake,
        "application": intake.application,
        "questions": questions,
        "wrong": [(question.anchor, question.error) for question in questions if question.errors],
        "closed": [answers.label(filled, code) for code in closed.questions] if closed else [],
        "some": bool(roles),
    }


def _thanks(
    request: Request,
    intake: Intake,
    filled: sheets.Filled,
    roles: set[str],
    fresh: Classification | None,
) -> HttpResponse:
    if fresh is None:
        messages.info(request, _("Nothing changed: there was no new answer."))
        return redirect("assessments:open", intake.pk)
    messages.success(request, _("Thank you. The result is worked out again with your answer."))
    if answers.open_codes(filled, roles):
        return redirect("assessments:open", intake.pk)
    return redirect(fresh)
