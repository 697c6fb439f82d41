"""How long records are kept: the list of terms, adopting one, and what of a kind is past its term."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.organisation.access import may, must, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.forms.retention import ProposalForm, TermForm
from roeland.organisation.middleware import Request
from roeland.organisation.models import Destruction, Hold, Organisation
from roeland.organisation.retention import destroying, due, terms
from roeland.organisation.retention.adopting import adopt_term
from roeland.organisation.retention.kinds import Kind, kinds

ON_A_PAGE = 50
SHOWN = 10


@require_safe
@permitted("retention.view")
def retention(request: Request) -> HttpResponse:
    """Show how long each kind of record is kept here, on what that rests, and how much is past its term."""
    organisation = request.person.organisation
    rows = due.lines(organisation, timezone.localdate())
    context = {
        "lines": rows,
        "along": terms.along(),
        "adopted": sum(row.term.adopted for row in rows),
        "may_adopt": may(request.person, "retention.adopt"),
        "destructions": Destruction.objects.filter(organisation=organisation).order_by("-proposed_at")[:SHOWN],
        "holds": Hold.objects.filter(organisation=organisation, lifted_at=None).order_by("-placed_at")[:SHOWN],
    }
    return render(request, "organisation/retention/terms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("retention.adopt")
def adopt(request: Request, kind: str) -> HttpResponse:
    """Adopt how long a kind of record is kept; not less than the law asks."""
    organisation = request.person.organisation
    term = _term_or_404(organisation, kind)
    form = TermForm(request.POST or None, term=term)
    if request.method == "POST" and form.is_valid():
        asked = {"length": form.length, "reference": form.cleaned_data["reference"]}
        adopt_term(organisation=organisation, kind=kind, actor=request.person, **asked)
        messages.success(request, _("The term is adopted. The journal keeps by whom, and on which list."))
        return redirect("organisation:retention")
    return render(request, "organisation/retention/adopt.html", {"form": form, "term": term}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("retention.view")
def kept(request: Request, kind: str) -> HttpResponse:
    """Show what of a kind is past its term and why, and let somebody propose to destroy it."""
    organisation = request.person.organisation
    term, known = _term_or_404(organisation, kind), kinds().get(kind)
    form = _proposal(request, term)
    if request.method == "POST":
        must(request.person, "destruction.propose")
        if form.is_valid() and (made := _proposed(request, term, form)):
            return redirect(made)
    context = {"term": term, "form": form} | (_records(request, known, term) if known else {})
    return render(request, "organisation/retention/kept.html", context, status=status_of(form))


def _proposal(request: Request, term: terms.Term) -> ProposalForm:
    start = {"which": "chosen", "ground": term.own.reference if term.own else ""}
    return ProposalForm(request.POST or None, initial=start, ticked=request.POST.getlist("record"))


def _proposed(request: Request, term: terms.Term, form: ProposalForm) -> Destruction | None:
    asked = {"kind": term.code, "chosen": form.chosen, "ground": form.cleaned_data["ground"]}
    try:
        made = destroying.propose(organisation=request.person.organisation, actor=request.person, **asked)
        messages.success(request, _("Proposed. Nothing is destroyed before another person confirms it."))
        return made
    except destroying.NotAdopted:
        form.add_error(None, _("First adopt a term of your own. Nothing is destroyed on a proposal of Roeland."))
    except destroying.NothingDue:
        form.add_error(None, _("Nothing of this may go now: it is held back, or it is in another proposal."))
    return None


def _records(request: Request, kind: Kind, term: terms.Term) -> dict[str, Any]:
    organisation, today = request.person.organisation, timezone.localdate()
    page = Paginator(due.proposable(kind, term, organisation, today), ON_A_PAGE).get_page(request.GET.get("page"))
    words = request.GET.get("q", "").strip()
    found = kind.find(organisation, words)[:20] if kind.find and words else []
    return {
        "known": kind,
        "page": page,
        "records": list(due.told(kind, term, page)),
        "findable": kind.find is not None,
        "words": words,
        "found": [(row.pk, kind.label(row)) for row in found],
        "may_propose": may(request.person, "destruction.propose") and term.adopted,
        "may_hold": may(request.person, "retention.hold"),
        "may_adopt": may(request.person, "retention.adopt"),
        "alone": not destroying.confirmers(organisation, request.person.pk),
        "roles": destroying.roles_that_confirm(organisation),
        "most": destroying.MOST,
    }


def _term_or_404(organisation: Organisation, kind: str) -> terms.Term:
    """Return the term of a kind. Raises Http404 for a kind that has none of its own."""
    try:
        return terms.term(organisation, kind)
    except KeyError as unknown:
        raise Http404 from unknown
