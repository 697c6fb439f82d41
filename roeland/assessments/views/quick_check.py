"""May I do this? One page with four questions, its answer, and what one can do next: ask, or report the use."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from uuid6 import uuid7

from roeland.assessments.forms import ReportForm
from roeland.assessments.models import AcceptableUse, QuickQuestion
from roeland.assessments.quick import asking, checking, reporting, showing
from roeland.assessments.quick.forms import CheckForm, NoteForm, ReplyForm, words
from roeland.assessments.reporting import LooksLike, apart_in, likely
from roeland.assessments.views.reporting import choices, still_shown
from roeland.assessments.wizard import wizard
from roeland.organisation.access import may, permitted
from roeland.organisation.middleware import Request
from roeland.rules.quick_questions import QUESTIONS

LONGEST_NAME = 120


@permitted("quick_check.ask")
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request) -> HttpResponse:
    """Answer four questions and read at once whether it may be done. Only the answer is counted."""
    frames = _frames(request)
    form = CheckForm(request.POST if request.method == "POST" else None, frames=frames)
    if not form.is_bound or not form.is_valid():
        return _questions(request, form, frames)
    kind = checking.judge(form.asked, request.person.organisation).outcome.answer
    asking.count(actor=request.person, answer=kind, page=form.page_number)
    return _answered(request, form, frames, NoteForm())


@permitted("quick_check.ask")
@require_POST
def ask(request: Request) -> HttpResponse:
    """Send the question to the colleague whom the answer named."""
    frames = _frames(request)
    form, note = CheckForm(request.POST, frames=frames), NoteForm(request.POST)
    if not form.is_valid():
        return _questions(request, form, frames)
    if not note.is_valid():
        return _answered(request, form, frames, note)
    try:
        asked = asking.ask_colleague(asked=form.asked, note=note.cleaned_data["note"], actor=request.person)
    except asking.NobodyToAsk:
        return _answered(request, form, frames, note)
    messages.success(request, _("Your question is sent. You get a message as soon as there is an answer."))
    return redirect(asked)


@permitted("application.report")
@require_POST
def report(request: Request) -> HttpResponse:
    """Report the use, filled in with what is known; nothing is kept before one presses the button on this page."""
    frames = _frames(request)
    form = CheckForm(request.POST, frames=frames)
    if not form.is_valid():
        return _questions(request, form, frames)
    sent = "described" in request.POST
    described = ReportForm(
        request.POST if sent else None,
        organisation=request.person.organisation,
        initial=_described(request, form),
        prefix="use",  # the quick check has a purpose too
    )
    shown = still_shown(request) if sent else _likely(request, form, described)
    if sent and described.is_valid():
        try:
            apart = apart_in(request.POST)
            intake = reporting.report_use(asked=form.asked, apart=apart, actor=request.person, **described.cleaned_data)
            return redirect(wizard(intake).resume_url)
        except LooksLike as found:
            shown = choices(request, found)
    context = {"form": described, "facts": form, "said": showing.said(form.asked), **shown}
    status = 422 if described.errors or "asks" in shown else 200
    return render(request, "assessments/quick/report.html", context, status=status)


@permitted("quick_question.view", QuickQuestion)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, question: QuickQuestion) -> HttpResponse:
    """Read a question and its answer; who was asked answers it here."""
    form, late = ReplyForm(request.POST if request.method == "POST" else None), False
    if form.is_bound and form.is_valid():
        try:
            asking.answer(question=question, actor=request.person, reply=form.cleaned_data["reply"])
            messages.success(request, _("Your answer is sent."))
            return redirect(question)
        except asking.AlreadyAnswered:
            question.refresh_from_db()
            late = True
    asked = checking.Asked(
        tuple(question.inputs), question.purpose, question.citizens, question.application, question.tool
    )
    context = {
        "question": question,
        "said": showing.said(asked),
        "answer": showing.answer(asked, checking.judge(asked, request.person.organisation)),
        "form": form,
        "may_answer": not question.answered_at and may(request.person, "quick_question.answer", question),
        "late": late,
    }
    return render(request, "assessments/quick/question.html", context, status=_status(form.errors, late))


def _frames(request: Request) -> list[AcceptableUse]:
    return checking.approved(request.person.organisation, timezone.localdate())


def _questions(request: Request, form: CheckForm, frames: list[AcceptableUse]) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:LONGEST_NAME]
    found = showing.searched(frames, text) if text and not form.is_bound else frames
    context = {
        "form": form,
        "questions": showing.questions(form, found, QUESTIONS),
        "wrong": showing.problems(form),
        "text": text,
        "found": len(found),
        "more": max(0, len(found) - showing.LISTED),
        "searchable": len(frames) >= showing.SEARCHED_FROM or bool(text),
        "page_number": uuid7(),
    }
    return render(request, "assessments/quick/check.html", context, status=422 if form.errors else 200)


def _answered(request: Request, form: CheckForm, frames: list[AcceptableUse], note: NoteForm) -> HttpResponse:
    person, asked = request.person, form.asked
    judged = checking.judge(asked, person.organisation)
    colleague = checking.colleague(person.organisation, judged.outcome.role, person.unit, person)
    context: dict[str, Any] = {
        "answer": showing.answer(asked, judged),
        "said": showing.said(asked),
        "facts": form,
        "note": note,
        "who": showing.who(colleague, person.organisation),
        "questions": showing.questions(form, frames, QUESTIONS),
        "form": form,
        "page_number": uuid7(),
        "harmful": set(asked.inputs) - {checking.NONE} != set(),
    }
    return render(request, "assessments/quick/answer.html", context, status=422 if note.errors else 200)


def _described(request: Request, form: CheckForm) -> dict[str, Any]:
    """What is known for the page that reports an application; what was written elsewhere comes along."""
    asked = form.asked
    purpose = words(f"purpose.{asked.purpose}").partition(" (")[0]
    name = f"{asked.tool_name}: {purpose.lower()}" if asked.tool_name else purpose
    written = {field: text for field in ("purpose", "unit") if (text := request.POST.get(f"use-{field}", ""))}
    return {
        "name": name[:LONGEST_NAME],
        "purpose": "\n".join(f"{question} {said}" for question, said in showing.said(asked)[1:]),
        "unit": request.person.unit_id,
        "product": asked.tool_name[:LONGEST_NAME],
    } | written


def _likely(request: Request, form: CheckForm, described: ReportForm) -> dict[str, Any]:
    """What is likely in the register already, before anybody typed anything."""
    tool = form.asked.application
    found = likely(request.person, dict(described.initial), beside={tool.pk} if tool else frozenset())
    return {"likely": found}


def _status(errors: Any, late: bool) -> int:
    if late:
        return 409
    return 422 if errors else 200
