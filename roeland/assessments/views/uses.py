"""A team uses a shared application too: join it, read what holds, change it, say whether it fits, end it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roeland.assessments.models import AcceptableUse
from roeland.assessments.quick import showing
from roeland.assessments.quick.forms import CheckForm
from roeland.assessments.uses import joining, standing
from roeland.assessments.uses.forms import EndForm, UseForm
from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.register import services as register
from roeland.register.models import Application, Use

FRAME_QUESTIONS = ("inputs", "purpose", "citizens")
page = require_http_methods(["GET", "HEAD", "POST"])


@permitted("application.report", Application)
@page
def add(request: Request, application: Application) -> HttpResponse:
    """Join a shared application; what was typed on the page that reports one comes along. Only `joined` keeps it."""
    frame = joining.frame_today(application)
    form = UseForm(_sent(request), actor=request.person, initial=_initial(request))
    check = _check(request, frame, _sent(request))
    outside = None
    if _filled_in(form, check):
        try:
            asked = check.asked if check else None
            use = joining.join(application=application, asked=asked, actor=request.person, **form.described)
            messages.success(request, _("Your use is kept."))
            return redirect(use)
        except joining.OutsideFrame as found:
            outside = showing.answer(check.asked, found.judged) if check else None
        except register.NoLongerUsed:
            messages.warning(request, _("This application is no longer in use. So nobody can begin to use it."))
            return redirect(application)
    return _page(request, application, frame, form, check, outside)


@permitted("application.view", Use)
@require_safe
def use(request: Request, use: Use) -> HttpResponse:
    """Read a use: who, what for, what it inherits and which rules hold."""
    return _show(request, use, EndForm())


@permitted("use.change", Use)
@page
def change(request: Request, use: Use) -> HttpResponse:
    """Change a use; it is looked at again when there is a frame."""
    frame = joining.frame_today(use.application)
    form = UseForm(_sent(request), actor=request.person, initial=_as_it_is(use))
    check = _check(request, frame, _sent(request), joining.answers_of([use]).get(use.pk))
    outside = None
    if _filled_in(form, check):
        try:
            asked = check.asked if check else None
            joining.change(use=use, asked=asked, actor=request.person, **form.described)
            messages.success(request, _("Saved."))
            return redirect(use)
        except joining.OutsideFrame as found:
            outside = showing.answer(check.asked, found.judged) if check else None
        except register.UseEnded:
            return _ended_meanwhile(request, use)
    return _page(request, use.application, frame, form, check, outside, use)


@permitted("use.judge", Use)
@require_POST
def fits(request: Request, use: Use) -> HttpResponse:
    """Say that the use fits."""
    try:
        joining.find_fitting(use=use, actor=request.person)
        messages.success(request, _("Thank you. The team hears that its use fits."))
    except joining.OutsideFrame:
        messages.warning(request, _("What the team said decides whether it fits. Ask the team to change that."))
    except register.UseEnded:
        return _ended_meanwhile(request, use)
    return redirect(use)


@permitted("use.change", Use)
@require_POST
def end(request: Request, use: Use) -> HttpResponse:
    """End the use, with why."""
    form = EndForm(request.POST)
    if not form.is_valid():
        return _show(request, use, form)
    try:
        register.end_use(use=use, reason=form.cleaned_data["reason"], actor=request.person)
    except register.UseEnded:
        return _ended_meanwhile(request, use)
    messages.success(request, _("This use has ended. The dossier keeps that it was there."))
    return redirect(use)


def _ended_meanwhile(request: Request, use: Use) -> HttpResponse:
    messages.info(request, _("This use had ended already."))
    return redirect(use)


def _sent(request: Request) -> Any:
    return request.POST if request.method == "POST" and "joined" in request.POST else None


def _initial(request: Request) -> dict[str, Any]:
    """What is known: from the page that reports an application, or of who asks."""
    typed, person = request.POST, request.person
    return {
        "what_for": typed.get("use-purpose") or typed.get("purpose") or "",
        "unit": person.unit_id,
        "contact": person.pk,
    }


def _as_it_is(use: Use) -> dict[str, Any]:
    return {"what_for": use.purpose, "unit": use.unit_id, "contact": use.contact_id, "people": use.people}


def _check(request: Request, frame: AcceptableUse | None, sent: Any, known: Any = None) -> CheckForm | None:
    """The questions of the quick check that an approval asks; None without an approval."""
    if frame is None:
        return None
    tool = str(frame.application_id)
    if sent is None:
        said = {"inputs": known.inputs, "purpose": known.purpose, "citizens": known.citizens} if known else {}
        return CheckForm(frames=[frame], initial={"tool": tool, **said})
    data = sent.copy()
    data["tool"] = tool
    return CheckForm(data, frames=[frame])


def _filled_in(form: UseForm, check: CheckForm | None) -> bool:
    """Say whether both can be used; both are looked at, so that all that is wrong shows at once."""
    good = [each.is_valid() for each in (form, check) if each is not None]
    return form.is_bound and all(good)


def _page(
    request: Request,
    application: Application,
    frame: AcceptableUse | None,
    form: UseForm,
    check: CheckForm | None,
    outside: dict[str, Any] | None,
    use: Use | None = None,
) -> HttpResponse:
    wrong = showing.problems(check) if check and check.is_bound and form.is_bound else []
    context = {
        "application": application,
        "use": use,
        "frame": frame,
        "in_short": showing.in_short(frame) if frame else "",
        "form": form,
        "facts": check,
        "questions": showing.questions(check, [frame], FRAME_QUESTIONS) if check and frame else [],
        "wrong": wrong,
        "answer": outside,
        "inherited": standing.inherited(application),
    }
    status = 422 if outside or wrong else status_of(form)
    return render(request, "assessments/uses/join.html", context, status=status)


def _show(request: Request, use: Use, form: EndForm) -> HttpResponse:
    frame = joining.frame_today(use.application)
    (stands,) = standing.stand([use], frame)
    answers = joining.answers_of([use]).get(use.pk)
    context = {
        "use": use,
        "application": use.application,
        "frame": frame,
        "stands": stands,
        "answer": standing.house_rules(answers, use.application) if answers else None,
        "said": showing.said(joining.asked_by(answers, use.application))[1:] if answers else [],
        "inherited": standing.inherited(use.application),
        "form": form,
        "may_change": not use.ended_on and may(request.person, "use.change", use),
        "may_judge": not use.ended_on and stands.code == "asked" and may(request.person, "use.judge", use),
    }
    return render(request, "assessments/uses/use.html", context, status=status_of(form))
