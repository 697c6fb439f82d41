"""One part of an assessment: its questions, its rows, who fills it in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from roeland.assessments.instruments import official, refusals, services, showing
from roeland.assessments.instruments.forms import AskForm
from roeland.assessments.instruments.origins import Origin, origins
from roeland.assessments.instruments.queries import Reading, read
from roeland.assessments.instruments.views import uploading
from roeland.assessments.models import Assessment
from roeland.organisation.access import NotPermitted, permitted
from roeland.organisation.middleware import Request
from roeland.questionnaires import forms as sheet_forms
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.attaching import LARGEST
from roeland.questionnaires.rows import NoSuchRow, TooManyRows
from roeland.questionnaires.screen import row_name, shown
from roeland.questionnaires.services import AlreadySubmitted, Saved
from roeland.rules.expanding import bare, in_row, outer_row, row_of
from roeland.rules.questionnaire import Question, Questionnaire, Section
from roeland.ui.uploads import takes_files

PART = "assessments/instruments/part.html"


@takes_files(LARGEST)
@require_http_methods(["GET", "HEAD", "POST"])
@permitted("assessment.view", Assessment)
def part(request: Request, assessment: Assessment, section: str) -> HttpResponse:
    """The questions of a part: to fill in for who may, else to read."""
    found, here = read(assessment), _section(assessment, section)
    if not _may_fill(request, assessment, here):
        if request.method == "POST":
            return _refused(request, assessment, here)
        context = _around(assessment, here) | {"blocks": showing.blocks(found, here)}
        return render(request, "assessments/instruments/read_part.html", context)
    if request.method != "POST":
        return render(request, PART, _page(request, found, here))
    sent = _sent(request, _questions(found.filled.questionnaire, here))
    try:
        saved = services.save(assessment=assessment, answers=sent.answers, actor=request.person, seen=sent.seen)
        uploading.attached(request, assessment, _questions(found.filled.questionnaire, here), sent)
    except (refusals.NotNow, AlreadySubmitted):
        context = _page(request, found, here, sent) | {"closed_meanwhile": True}
        return render(request, PART, context, status=409)
    return _go(request, assessment, here, sent, saved)


@takes_files(LARGEST)
@require_POST
@permitted("assessment.fill", Assessment)
def keep(request: Request, assessment: Assessment, section: str) -> HttpResponse:
    """Keep what was just filled in, and send back what changed on the page."""
    here = _section(assessment, section)
    if not _may_fill(request, assessment, here):
        return HttpResponseClientRefresh()
    questions = _questions(sheets.expanded(assessment.sheet), here)
    before = {each.code for each in questions if sheet_forms.field_names(each.code)["seen"] in request.POST}
    sent = _sent(request, questions)
    try:
        saved = services.save(assessment=assessment, answers=sent.answers, actor=request.person, seen=sent.seen)
        brought = uploading.attached(request, assessment, questions, sent)
    except (refusals.NotNow, AlreadySubmitted):
        return HttpResponseClientRefresh()
    loud = sheet_forms.Sent(sent.answers, sent.raw, sent.loud, sent.seen, sent.refused)
    context = _page(request, read(assessment), here, loud, saved)
    redrawn = {*loud.problems, *brought, *sent.refused, *(conflict.question for conflict in saved.conflicts)}
    for block in context["blocks"]:
        for line in block["lines"]:
            code, asked = line["code"], line["question"] is not None
            line["fresh"] = asked != (code in before) or code in redrawn
            line["mine"] = code in saved.kept and asked  # what a colleague changed meanwhile was not seen here yet
    return render(request, "assessments/instruments/_kept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("assessment.fill", Assessment)
def ask(request: Request, assessment: Assessment, section: str) -> HttpResponse:
    """Ask somebody to fill in this part."""
    here = _section(assessment, section)
    if not _may_fill(request, assessment, here):
        return _refused(request, assessment, here)
    form = AskForm(request.POST if request.method == "POST" else None, organisation=assessment.organisation)
    if form.is_bound and form.is_valid():
        person = form.cleaned_data["person"]
        services.ask(assessment=assessment, section=here.code, person=person, actor=request.person)
        words = _("%(name)s is asked, and finds it in My work.")
        messages.success(request, words % {"name": person.name})
        return redirect(assessment)
    context = _around(assessment, here) | {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/instruments/ask.html", context, status=status)


def _section(assessment: Assessment, code: str) -> Section:
    found = next((one for one in assessment.form.sections if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _may_fill(request: Request, assessment: Assessment, here: Section) -> bool:
    open_now = assessment.state == Assessment.State.FILLING
    return open_now and here.code in services.may_fill(request.person, assessment)


def _refused(request: Request, assessment: Assessment, here: Section) -> HttpResponse:
    """Nothing is changed: it is closed, or another's part."""
    if assessment.state == Assessment.State.FILLING:
        raise NotPermitted("assessment.fill", request.person)
    messages.warning(request, _("This assessment was closed meanwhile. Nothing was changed."))
    return redirect(assessment)


def _sent(request: Request, questions: list[Question]) -> sheet_forms.Sent:
    sent = sheet_forms.read(questions, request.POST)
    return sheet_forms.refuse_strangers(questions, sent, request.person.organisation)


def _questions(form: Questionnaire, here: Section) -> list[Question]:
    """The questions of a part, once for each of its rows."""
    return [question for each in form.sections if bare(each.code) == here.code for question in each.questions]


def _go(request: Request, assessment: Assessment, here: Section, sent: sheet_forms.Sent, saved: Saved) -> HttpResponse:
    """What was pressed: add or take away a row, say that it is ready, go on. Not on while something is wrong."""
    go, _space, key = request.POST.get("go", "").partition(" ")
    this = redirect("instruments:part", assessment.pk, here.code)
    if saved.conflicts or sent.refused or (sent.loud if go != "ready" else sent.problems):
        return render(request, PART, _page(request, read(assessment), here, sent, saved), status=422)
    if go in ("add", "away", "back"):
        _change_rows(request, assessment, here, go, key)
        return this
    if go == "out":
        services.take_out(assessment=assessment, question=key, actor=request.person)
        return this
    if go == "take":
        return _take_over(request, assessment, here, key)
    if go == "ready":
        return _ready(request, assessment, here, sent, saved)
    if go == "stay":
        return this
    after = _around(assessment, here)["after"]
    return redirect("instruments:part", assessment.pk, after) if go == "next" and after else redirect(assessment)


def _change_rows(request: Request, assessment: Assessment, here: Section, go: str, key: str) -> None:
    given: dict[str, Any] = {"assessment": assessment, "section": here.code, "actor": request.person}
    try:
        if go == "add":
            services.add_row(**given, inside=key)
        elif go == "away":
            services.take_away_row(**given, key=key)
            messages.info(request, _("Taken away. You can bring it back below."))
        else:
            services.bring_back_row(**given, key=key)
    except TooManyRows as full:
        messages.warning(request, _("There are %(most)d already. More do not fit here.") % {"most": full.most})
    except NoSuchRow as error:
        raise Http404 from error


def _take_over(request: Request, assessment: Assessment, here: Section, code: str) -> HttpResponse:
    """Make what the source of an answer says now the answer."""
    try:
        services.take_over(assessment=assessment, question=code, actor=request.person)
    except services.NotKnown as error:
        raise Http404 from error
    messages.success(request, _("The answer is what its source says now."))
    return redirect("instruments:part", assessment.pk, here.code)


def _ready(
    request: Request, assessment: Assessment, here: Section, sent: sheet_forms.Sent, saved: Saved
) -> HttpResponse:
    try:
        services.ready(assessment=assessment, section=here.code, actor=request.person)
    except refusals.SomethingOpen:
        context = _page(request, read(assessment), here, sent, saved) | {"not_ready": True}
        return render(request, PART, context, status=422)
    messages.success(request, _("Thank you. This part is ready."))
    return redirect(assessment)


def _around(assessment: Assessment, here: Section) -> dict[str, Any]:
    """What every page of a part shows around it."""
    codes = [section.code for section in assessment.form.sections]
    at = codes.index(here.code)
    return {
        "assessment": assessment,
        "application": assessment.application,
        "section": here,
        "words": showing.words(assessment, here.code),
        "number": at + 1,
        "total": len(codes),
        "before": codes[at - 1] if at else "",
        "after": codes[at + 1] if at + 1 < len(codes) else "",
    }


def _page(
    request: Request,
    found: Reading,
    here: Section,
    sent: sheet_forms.Sent | None = None,
    saved: Saved | None = None,
) -> dict[str, Any]:
    asked = found.codes(here.code)
    questions = shown(found.filled, asked, sent, saved.conflicts if saved else (), to_who_knows=True)
    by_code = {question.code: question for question in questions}
    said = {one.question for one in found.remarks if not one.outcome}
    taken = origins(found, asked)
    keys = found.filled.parts.get(here.group, ()) if here.group else ("",)
    return _around(found.assessment, here) | {
        "blocks": [_block(found, here, key, by_code, said, taken) for key in keys],
        "repeats": here.repeat is not None,
        "adding": _adding(found, here) if here.repeat else (),
        "gone": sheets.taken_away(found.assessment.sheet, here.code) if here.repeat else (),
        "per": showing.words(found.assessment, first).label if (first := _first(here)) else "",
        "wrong": [(question.anchor, question.error) for question in questions if question.errors],
        "contribution": found.contributions.get(here.code),
        "elsewhere": official.elsewhere(found, form, here) if (form := official.of(found.assessment)) else (),
    }


def _first(here: Section) -> str:
    """The part in which something must stand before there is anything to fill in here; "" when there is none."""
    return here.per or (here.repeat.inside if here.repeat else "")


def _adding(found: Reading, here: Section) -> list[dict[str, Any]]:
    """Where a row can be added: at the end, or in each row of the part in whose rows these stand."""
    if here.repeat is None:
        return []
    outer, mine = here.repeat.inside, found.filled.parts.get(here.code, ())
    return [
        {
            "key": key,
            "title": row_name(found.filled, outer, key) if outer else "",
            "full": sum(outer_row(each) == key for each in mine) >= here.repeat.at_most,
        }
        for key in (found.filled.parts.get(outer, ()) if outer else ("",))
    ]


def _block(
    found: Reading, here: Section, key: str, by_code: dict[str, Any], said: set[str], taken: dict[str, Origin]
) -> dict[str, Any]:
    codes = [in_row(question.code, key) if key else question.code for question in here.questions]
    return {
        "key": key,
        "title": row_name(found.filled, here.group, key) if key else "",
        "lines": [
            {"code": code, "question": by_code.get(code), "said": code in said, "origin": taken.get(code)}
            for code in codes
        ],
        "numbers": showing.numbers(found, here, key),
        "row": row_of(codes[0]) if codes else "",
    }
