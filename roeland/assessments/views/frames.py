"""The page on which an application becomes an approved tool, within a frame."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.assessments.models import AcceptableUse
from roeland.assessments.quick import framing
from roeland.assessments.quick.forms import FrameForm, words
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.register.models import Application

FIELD_OF = {"input": "inputs", "purpose": "purposes", "citizens": "citizens"}


@permitted("acceptable_use.set", Application)
@require_http_methods(["GET", "HEAD", "POST"])
def frame(request: Request, application: Application) -> HttpResponse:
    """Set or change for what the application may be used without asking, or read why it cannot be approved."""
    row = framing.frame_of(application)
    form = FrameForm(request.POST if request.method == "POST" else None, initial=_initial(row))
    why_not = framing.why_not(application)
    if form.is_bound and form.is_valid() and not why_not:
        try:
            framing.set_frame(application=application, actor=request.person, **form.cleaned_data)
            messages.success(request, _("This is now an approved tool, within these limits."))
            return redirect(application)
        except framing.BeyondAssessment as beyond:
            _explain(form, beyond.codes)
        except framing.CannotApprove as cannot:
            why_not = cannot.code
    context = {"application": application, "frame": row, "form": form, "why_not": why_not}
    return render(request, "assessments/quick/frame.html", context, status=_status(form, why_not))


@permitted("acceptable_use.set", Application)
@require_POST
def end(request: Request, application: Application) -> HttpResponse:
    """Take the approval back."""
    if framing.end_frame(application=application, actor=request.person):
        messages.success(request, _("This is no longer an approved tool."))
    return redirect(application)


def _explain(form: FrameForm, codes: tuple[str, ...]) -> None:
    for code in codes:
        sentence = _(
            "The intake does not say this: “%(what)s”. Fill in the intake again first, so that it is assessed."
        )
        form.add_error(FIELD_OF[code.partition(".")[0]], sentence % {"what": _named(code)})


def _named(code: str) -> str:
    return _("the result may go to citizens") if code.startswith("citizens") else words(code)


def _initial(row: AcceptableUse | None) -> dict[str, Any]:
    if row is None:
        return {"since": timezone.localdate()}
    return {field: getattr(row, field) for field in framing.FIELDS}


def _status(form: FrameForm, why_not: str) -> int:
    if form.is_bound and why_not:
        return 409
    return 422 if form.errors else 200
