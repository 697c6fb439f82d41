"""An official form: the file of its answers to download, and to fill in from."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from roeland.assessments.instruments import official, refusals, services
from roeland.assessments.instruments.forms import AnswersForm
from roeland.assessments.instruments.queries import read
from roeland.assessments.models import Assessment
from roeland.content.official.as_instrument import Official
from roeland.content.official.bringing import Brought, Left, NoAnswers
from roeland.organisation.access import NotPermitted, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.ui.uploads import MEGABYTE, takes_files

LARGEST = 5 * MEGABYTE
PAGE = "assessments/instruments/bring_in.html"
LEFT = {
    Left.NO_QUESTION: gettext_lazy("This form has no such question."),
    Left.NO_PLACE: gettext_lazy("The file does not say where it belongs, or there are too many of it."),
    Left.FIRST: gettext_lazy("The file does not say to which one it belongs. It stands with the first: check it."),
    Left.ELSEWHERE: gettext_lazy("It stands in another place in the file than the form says."),
    Left.NO_FIT: gettext_lazy("The answer does not fit the question."),
    Left.ANSWERED: gettext_lazy("It was answered here already. That answer stands."),
}


@require_safe
@permitted("assessment.view", Assessment)
def output(request: Request, assessment: Assessment) -> HttpResponse:
    """The answers as a file of the form assessment-output.v2."""
    form = official.of(assessment)
    if form is None:
        raise Http404
    found = read(assessment)
    made = official.file_of(found, form, timezone.now(), official.images_of(found))
    name = f"{assessment.application.code}-{assessment.instrument}-{assessment.number}.json"
    answer = JsonResponse(made, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@takes_files(LARGEST)
@require_http_methods(["GET", "HEAD", "POST"])
@permitted("assessment.fill", Assessment)
def bring_in(request: Request, assessment: Assessment) -> HttpResponse:
    """Fill in what a file says; what has no place is listed."""
    found = official.of(assessment)
    if found is None:
        raise Http404
    posted = request.method == "POST"
    form = AnswersForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_bound and form.is_valid():
        try:
            brought = services.bring_in(assessment=assessment, file=_json(form), actor=request.person)
        except NoAnswers as error:
            form.add_error("file", _why_not(error))
        except refusals.NotNow:
            messages.warning(request, _("This assessment was closed meanwhile. Nothing was changed."))
            return redirect(assessment)
        except refusals.NotTheirPart as error:
            raise NotPermitted("assessment.fill", request.person) from error
        else:
            return _brought(request, assessment, found, brought)
    return render(request, PAGE, _context(assessment, form), status=status_of(form))


def _brought(request: Request, assessment: Assessment, found: Official, brought: Brought) -> HttpResponse:
    """Say what was filled in, and list what has no place."""
    count = len(brought.answers)
    words = ngettext("%(count)d answer was filled in.", "%(count)d answers were filled in.", count)
    messages.success(request, words % {"count": count})
    if not brought.left:
        return redirect(assessment)
    return render(request, PAGE, _context(assessment, AnswersForm()) | {"left": _in_words(found, brought.left)})


def _context(assessment: Assessment, form: AnswersForm) -> dict[str, Any]:
    return {"assessment": assessment, "application": assessment.application, "form": form}


def _json(form: AnswersForm) -> Any:
    try:
        return json.loads(form.cleaned_data["file"].read())
    except (ValueError, RecursionError) as error:
        raise NoAnswers from error


def _why_not(error: NoAnswers) -> str:
    if not error.wanted:
        return _("Nothing was filled in: there are no answers in this file. Choose the file that the form saved.")
    words = _("Nothing was filled in: this file is of “%(urn)s”, and this form is “%(wanted)s”. Choose another file.")
    return words % {"urn": error.urn or _("nothing"), "wanted": error.wanted}


def _in_words(found: Official, left: list[tuple[str, Left]]) -> list[tuple[str, str]]:
    """Per question why it was left; a question is called as the form calls it."""
    texts = found.document.languages["nl"].texts
    codes = {task: code for code, task in found.task_of.items()}
    return [(texts[codes[task]].label if task in codes else task, str(LEFT[why])) for task, why in left]
