"""What somebody is asked about a request: facts, advice, what staff representation says."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roeland.decisions import refusals, services
from roeland.decisions.explaining import Explained, explained
from roeland.decisions.forms.advising import AdviceForm, AnswerForm, AskBackForm, FactsForm, HandOverForm, StaffForm
from roeland.decisions.inquiry_page import InquiryPage
from roeland.decisions.models import GateRequest, Inquiry, QuestionBack
from roeland.decisions.views.requests import about, status
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request


@require_safe
@permitted("decision.view", Inquiry)
def inquiry(request: Request, inquiry: Inquiry) -> HttpResponse:
    """Show what is asked of a role and why, what was said, and the forms for who may answer."""
    return _page(request, InquiryPage(inquiry, request.person))


@require_POST
@permitted("inquiry.answer", Inquiry)
def answer(request: Request, inquiry: Inquiry) -> HttpResponse:
    """Advise, give facts, or record what staff representation says."""
    here = InquiryPage(inquiry, request.person)
    form = _answer_form(here, request.POST)

    def act() -> None:
        if isinstance(form, AdviceForm):
            services.give_advice(inquiry=inquiry, actor=request.person, **form.advice())
        else:
            services.give_facts(inquiry=inquiry, actor=request.person, **form.cleaned_data)

    return _done(request, here, "form", form, act, _("Your answer is on record. Who decides can read it."))


@require_POST
@permitted("inquiry.answer", Inquiry)
def ask_back(request: Request, inquiry: Inquiry) -> HttpResponse:
    """Ask first what must be known; the clock stands still."""
    form = AskBackForm(request.POST)

    def act() -> None:
        services.ask_back(inquiry=inquiry, actor=request.person, **form.cleaned_data)

    here = InquiryPage(inquiry, request.person)
    return _done(request, here, "back", form, act, _("Your question has been sent. The clock stands still."))


@require_POST
@permitted("inquiry.answer", Inquiry)
def hand_over(request: Request, inquiry: Inquiry) -> HttpResponse:
    """Let a colleague with the same role answer."""
    here = InquiryPage(inquiry, request.person)
    form = HandOverForm(request.POST, others=here.colleagues)

    def act() -> None:
        services.hand_over(inquiry=inquiry, person=form.chosen, actor=request.person)

    return _done(request, here, "over", form, act, _("Your colleague has the task now."))


@require_POST
@permitted("question.answer", QuestionBack)
def answer_back(request: Request, question: QuestionBack) -> HttpResponse:
    """Answer what an adviser must know first."""
    form = AnswerForm(request.POST)

    def act() -> None:
        services.answer_back(question=question, actor=request.person, **form.cleaned_data)

    here = InquiryPage(question.inquiry, request.person)
    return _done(request, here, "reply", form, act, _("Your answer is with the adviser. The clock runs again."))


@require_POST
@permitted("inquiry.pull_in", GateRequest)
def pull_in(request: Request, gate_request: GateRequest) -> HttpResponse:
    """The FG takes up a case on which nobody asked them."""
    try:
        made = services.pull_in(gate_request=gate_request, actor=request.person)
    except refusals.AlreadyInvolved as there:
        return redirect(there.inquiry)
    except refusals.Refused as refusal:
        said = explained(refusal, gate_request.organisation)
        messages.error(request, " ".join((said.title, *said.sentences)))
        return redirect(gate_request)
    messages.success(request, _("You advise on this case. Who asked and who decides will hear your advice."))
    return redirect(made)


def _answer_form(here: InquiryPage, words: Any = None) -> Form:
    if here.wants_facts:
        return FactsForm(words)
    return StaffForm(words) if here.of_staff else AdviceForm(words)


def _done(
    request: Request, here: InquiryPage, name: str, form: Form, act: Callable[[], None], said: str
) -> HttpResponse:
    """Do what was filled in, or show the page again with all that was typed."""
    refused = None
    if form.is_valid():
        try:
            act()
        except refusals.Refused as refusal:
            refused = explained(refusal, here.inquiry.organisation)
        else:
            messages.success(request, said)
            return redirect(here.inquiry)
    here.inquiry.refresh_from_db(fields=["answered_at", "paused_on", "closed_at", "due", "holder"])
    return _page(request, here, {name: form}, refused, status(form, refused))


def _page(
    request: Request,
    here: InquiryPage,
    filled: dict[str, Form] | None = None,
    refused: Explained | None = None,
    code: int = 200,
) -> HttpResponse:
    forms = {
        "form": _answer_form(here),
        "back": AskBackForm(),
        "over": HandOverForm(others=here.colleagues),
        "reply": AnswerForm(),
    }
    context = about(request, here.inquiry.gate_request) | forms | (filled or {})
    context |= {"page": here, "inquiry": here.inquiry, "refused": refused}
    return render(request, "decisions/inquiry.html", context, status=code)
