"""The whole list as a file or on paper: exactly the rows that the list shows, in its order, all of its pages."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.paper import lists as paper
from roeland.register import columns, listing

FORMATS = ("csv", "xlsx", "ods")
CHUNK = 500
PRINTED_AT_MOST = 2_000


@permitted("application.export")
def export(request: Request) -> HttpResponseBase:
    """The list that the address asks for, all of its pages, as a file. Unknown format → 404."""
    if (kind := request.GET.get("format")) not in FORMATS:
        raise Http404
    rows = columns.with_columns(listing.wished(request.person, _wish(request)))
    return paper.answer(kind, columns.headers(), map(columns.line, rows.iterator(chunk_size=CHUNK)), _("Register"))


@permitted("application.view")
def on_paper(request: Request) -> HttpResponse:
    """The list that the address asks for, all of its pages, on one page to print."""
    wish = _wish(request)
    rows = listing.with_names(listing.wished(request.person, wish))
    found = list(rows[: PRINTED_AT_MOST + 1])
    counts = listing.counted(request.person, wish, listing.head(request.person).newest)
    context = {
        "applications": found[:PRINTED_AT_MOST],
        "more": len(found) > PRINTED_AT_MOST,
        "most": PRINTED_AT_MOST,
        "facets": [facet for facet in listing.facets_of(wish, counts, request.GET) if facet.picked()],
        "wish": wish,
        "view": listing.VIEW_LABELS.get(wish.view, ""),
        "list": wish.address,
        "now": timezone.localtime(),
    }
    return render(request, "register/on_paper.html", context)


def _wish(request: Request) -> listing.Wish:
    """What the list shows: what does not exist any more is passed over here too."""
    asked = listing.wish_from(request.GET)
    return asked.without(listing.counted(request.person, asked, listing.head(request.person).newest).gone)
