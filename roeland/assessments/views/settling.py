"""The page on which a colleague answers what an intake left open."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.assessments import answers, services
from roeland.assessments.asking import answers_for, roles_asked
from roeland.assessments.models import Classification, Intake
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.organisation.queries import role_name
from roeland.questionnaires import forms as sheet_forms
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.screen import Shown, shown
from roeland.questionnaires.services import NotOpen, Saved


@dataclass(frozen=True)
class Answering:
    """In which roles somebody was asked (none: looks at everything that is open), and whose part is theirs."""

    asked: set[str]
    mine: set[str]


@permitted("intake.fill", Intake)
@require_http_methods(["GET", "HEAD", "POST"])
def open_questions(request: Request, intake: Intake) -> HttpResponse:
    """Answer only what a submitted intake left open."""
    if not intake.submitted:
        return redirect(intake)
    asked = set() if "all" in request.GET else roles_asked(intake, request.person)
    who = Answering(asked, answers_for(intake, request.person))
    filled = sheets.filled(intake.sheet)
    sent, saved = sheet_forms.Sent(), Saved()
    if request.method == "POST":
        sent = sheet_forms.read(filled.questionnaire.questions(), request.POST)
        try:
            saved, fresh = services.settle(intake=intake, answers=sent.answers, actor=request.person, seen=sent.seen)
        except NotOpen as closed:
            return render(request, "assessments/open.html", _open(intake, filled, who, sent, closed=closed), status=409)
        loud = sent.loud
        sent = sheet_forms.Sent(sent.answers, {code: sent.raw[code] for code in loud}, loud, sent.seen)
        filled = sheets.filled(intake.sheet)
        if not (loud or saved.conflicts):
            return _thanks(request, intake, filled, who, saved, fresh)
    status = 422 if sent.problems or saved.conflicts else 200
    return render(request, "assessments/open.html", _open(intake, filled, who, sent, saved), status=status)


def _open(
    intake: Intake,
    filled: sheets.Filled,
    who: Answering,
    sent: sheet_forms.Sent,
    saved: Saved | None = None,
    closed: NotOpen | None = None,
) -> dict[str, Any]:
    codes = answers.open_codes(filled, who.asked, who.mine)
    questions = shown(filled, codes, sent, saved.conflicts if saved else (), to_who_knows=bool(who.asked), fresh=True)
    return {
        "intake": intake,
        "application": intake.application,
        "parts": _parts(filled, questions),
        "wrong": [(question.anchor, question.error) for question in questions if question.errors],
        "closed": [answers.label(filled, code) for code in closed.questions] if closed else [],
        "some": bool(who.asked),
    }


def _parts(filled: sheets.Filled, questions: list[Shown]) -> list[tuple[str, list[Shown]]]:
    """The questions per role that would know, under what the role is called here."""
    found: dict[str, list[Shown]] = {}
    for question in questions:
        found.setdefault(filled.questionnaire.who_knows(question.code), []).append(question)
    return [(role_name(role, None, filled.sheet.organisation), part) for role, part in found.items()]


def _thanks(
    request: Request,
    intake: Intake,
    filled: sheets.Filled,
    who: Answering,
    saved: Saved,
    fresh: Classification | None,
) -> HttpResponse:
    if fresh is None and saved.kept:
        messages.success(request, _("Thank you for saying so. If somebody else may know, they are asked now."))
        return redirect(intake.application)
    if fresh is None:
        messages.info(request, _("Nothing changed: there was no new answer."))
        return redirect("assessments:open", intake.pk)
    messages.success(request, _("Thank you. The result is worked out again with your answer."))
    if answers.open_codes(filled, who.asked, who.mine):
        return redirect("assessments:open", intake.pk)
    return redirect(fresh)
