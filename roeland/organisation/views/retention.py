"""How long records are kept: the list of terms, and adopting one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.forms.retention import TermForm
from roeland.organisation.middleware import Request
from roeland.organisation.models import Organisation
from roeland.organisation.retention import terms
from roeland.organisation.retention.adopting import adopt_term


@require_safe
@permitted("retention.view")
def retention(request: Request) -> HttpResponse:
    """Show how long each kind of record is kept here, and on what that rests."""
    rows = terms.terms(request.person.organisation)
    context = {
        "terms": rows,
        "along": terms.along(),
        "adopted": sum(row.adopted for row in rows),
        "may_adopt": may(request.person, "retention.adopt"),
    }
    return render(request, "organisation/retention/terms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("retention.adopt")
def adopt(request: Request, kind: str) -> HttpResponse:
    """Adopt how long a kind of record is kept; not less than the law asks."""
    organisation = request.person.organisation
    term = term_or_404(organisation, kind)
    form = TermForm(request.POST or None, term=term)
    if request.method == "POST" and form.is_valid():
        asked = {"length": form.length, "reference": form.cleaned_data["reference"]}
        adopt_term(organisation=organisation, kind=kind, actor=request.person, **asked)
        messages.success(request, _("The term is adopted. The journal keeps by whom, and on which list."))
        return redirect("organisation:retention")
    return render(request, "organisation/retention/adopt.html", {"form": form, "term": term}, status=status_of(form))


def term_or_404(organisation: Organisation, kind: str) -> terms.Term:
    """Return the term of a kind. Raises Http404 for a kind that has none of its own."""
    try:
        return terms.term(organisation, kind)
    except KeyError as unknown:
        raise Http404 from unknown
