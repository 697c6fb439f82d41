"""One question: what it asks and why, who answered, what people say of it, and another answer that they propose."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roeland.assessments.instruments import refusals, services, showing
from roeland.assessments.instruments.forms import RemarkForm
from roeland.assessments.instruments.queries import read
from roeland.assessments.models import Assessment
from roeland.files.downloads import download
from roeland.organisation.access import NotPermitted, may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.questionnaires.attaching import file_of
from roeland.questionnaires.models import Remark
from roeland.questionnaires.remarks import IN_WORDS, DoesNotFit, Settled
from roeland.questionnaires.services import AlreadySubmitted, NotOpen
from roeland.rules.expanding import bare
from roeland.rules.questionnaire import Kind


def _remark(assessment: Assessment, key: UUID) -> Remark:
    rows = Remark.objects.filter(organisation=assessment.organisation_id, sheet=assessment.sheet_id)
    return get_object_or_404(rows.select_related("said_by"), pk=key)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("assessment.view", Assessment)
def question(request: Request, assessment: Assessment, code: str) -> HttpResponse:
    """One question with what was said of it; say something yourself."""
    return _question(request, assessment, code, None)


@require_POST
@permitted("assessment.remark", Assessment)
def reply(request: Request, assessment: Assessment, remark: UUID) -> HttpResponse:
    """Answer a remark."""
    found = _remark(assessment, remark)
    return _question(request, assessment, found.question, found)


@require_POST
@permitted("assessment.fill", Assessment)
def settle(request: Request, assessment: Assessment, remark: UUID) -> HttpResponse:
    """Take a proposed answer over, or close the remark."""
    found, taken_over = _remark(assessment, remark), request.POST.get("go") == "take_over"
    try:
        services.settle_remark(assessment=assessment, remark=found, taken_over=taken_over, actor=request.person)
    except refusals.NotTheirPart as error:
        raise NotPermitted("assessment.fill", request.person) from error
    except (Settled, DoesNotFit, refusals.NotNow, AlreadySubmitted):
        messages.info(request, _("This changed meanwhile. Here is how it stands now."))
    else:
        messages.success(request, _("The proposal is now the answer.") if taken_over else _("The remark is closed."))
    return redirect("instruments:question", assessment.pk, found.question)


@require_safe
@permitted("assessment.view", Assessment)
def file(request: Request, assessment: Assessment, code: str) -> HttpResponseBase:
    """Send the file that answers a question to be saved; a browser never opens it as a page of ours."""
    found = file_of(assessment.sheet, code)
    if found is None:
        raise Http404
    return download(found)


def _question(request: Request, assessment: Assessment, code: str, under: Remark | None) -> HttpResponse:
    found = read(assessment)
    asked = found.filled.questionnaire.by_code.get(code)
    if asked is None:
        raise Http404
    sent = request.method == "POST"
    may_say = may(request.person, "assessment.remark", assessment)
    if sent and not may_say:
        raise NotPermitted("assessment.remark", request.person)
    proposes = asked.kind in IN_WORDS and assessment.state == Assessment.State.FILLING and under is None
    form = RemarkForm(request.POST if sent else None, proposes=proposes, organisation=assessment.organisation)
    if form.is_bound and form.is_valid():
        try:
            services.remark(
                assessment=assessment, question=code, actor=request.person, under=under, **form.cleaned_data
            )
        except (NotOpen, Settled):
            form.add_error(None, _("This remark was closed meanwhile. Make a new one."))
        except DoesNotFit:
            form.add_error("proposal", _("This answer is too long. Make it shorter."))
        else:
            messages.success(request, _("Your remark is kept."))
            return redirect("instruments:question", assessment.pk, code)
    part = next(one for one in assessment.form.sections if bare(code) in {each.code for each in one.questions})
    context = {
        "assessment": assessment,
        "application": assessment.application,
        "code": code,
        "line": (line := showing.line(found, code)),
        "sources": line.sources,
        "is_file": asked.kind is Kind.FILE and line.given,
        "at": found.filled.rows.get(code),
        "words": showing.words(assessment, bare(code)),
        "threads": showing.threads(found, code),
        "part": part,
        "part_words": showing.words(assessment, part.code),
        "form": form,
        "may_say": may_say,
        "may_fill": assessment.state == Assessment.State.FILLING
        and part.code in services.may_fill(request.person, assessment),
    }
    return render(request, "assessments/instruments/question.html", context, status=status_of(form))
