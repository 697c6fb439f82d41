"""Honest use in the past: say what happened, and for who handles it: what it is, since when, and the answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.assessments.models import PastUse
from roeland.assessments.quick import checking, past_using, showing
from roeland.assessments.quick.asking import NobodyToAsk
from roeland.assessments.quick.forms import JudgeForm, PastUseForm
from roeland.organisation.access import may, permitted
from roeland.organisation.middleware import Request
from roeland.organisation.queries import role_name

page = require_http_methods(["GET", "HEAD", "POST"])


@permitted("past_use.report")
@page
def report(request: Request) -> HttpResponse:
    """Thanks, what to stop now, what is safe instead, who will see it; and only then the form."""
    person = request.person
    frames = checking.approved(person.organisation, timezone.localdate())
    form = PastUseForm(request.POST if request.method == "POST" else None, frames=frames)
    handler = checking.handler(person)
    if form.is_bound and form.is_valid() and handler:
        try:
            told = past_using.report(actor=person, story=form.cleaned_data["story"], **form.about)
        except NobodyToAsk:
            return redirect("quick:past")
        messages.success(request, _("Thank you for saying this. You get an answer here and by mail."))
        return redirect(told)
    dpo = past_using.dpo_for(person)
    context = {
        "form": form,
        "questions": showing.questions(form, frames, ("tool", "inputs")),
        "wrong": showing.problems(form),
        "stop_now": showing.stop_now(),
        "frames": [(row, showing.in_short(row)) for row in frames[:3]],
        "who": showing.who(handler, person.organisation),
        "dpo": dpo if handler is None or dpo != handler.person else None,
        "dpo_role": role_name("dpo", None, person.organisation),
        "hours": checking.check().breach.hours,
        "sources": showing.sources(checking.check().breach.sources),
    }
    return render(request, "assessments/quick/past.html", context, status=422 if form.errors else 200)


@permitted("past_use.view", PastUse)
@page
def past_use(request: Request, past_use: PastUse) -> HttpResponse:
    """What was told and what became of it; who handles it judges it here."""
    own = past_use.reporter_id == request.person.pk
    form = JudgeForm(request.POST if request.method == "POST" else None, initial=_initial(past_use))
    may_judge = not own and may(request.person, "past_use.judge", past_use)
    if form.is_bound and form.is_valid():
        try:
            past_using.judge(past_use=past_use, actor=request.person, **form.cleaned_data)
            messages.success(request, _("Your judgement is kept, and the answer is sent."))
            return redirect(past_use)
        except past_using.OwnReport:
            form.add_error(None, _("You told this yourself, so somebody else judges it."))
    check = checking.check(past_use.document)
    context = {
        "past_use": past_use,
        "own": own,
        "handles": not own,
        "form": form if may_judge else None,
        "kinds": showing.kinds(past_use.inputs),
        "hours": check.breach.hours,
        "sources": showing.sources(check.breach.sources),
        "stop_now": showing.stop_now(),
    }
    return render(request, "assessments/quick/past_use.html", context, status=422 if form.errors else 200)


@permitted("past_use.list")
@require_safe
def past_uses(request: Request) -> HttpResponse:
    """Everything that was told and that this person may handle."""
    rows = [(row, showing.kinds(row.inputs)) for row in past_using.handled_by(request.person)]
    waiting = sum(not row.verdict for row, _kinds in rows)
    return render(request, "assessments/quick/past_uses.html", {"rows": rows, "waiting": waiting})


def _initial(past_use: PastUse) -> dict[str, Any]:
    known = timezone.localtime(past_use.aware_at or past_use.reported_at)
    return {"verdict": past_use.verdict, "aware_at": known, "reason": past_use.reason, "reply": past_use.reply}
