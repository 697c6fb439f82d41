"""The list, and the export of exactly what it shows."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from roeland.organisation.access import may, permitted
from roeland.organisation.middleware import Request
from roeland.organisation.queries import unit_choices
from roeland.paper import lists as paper
from roeland.register import listing
from roeland.register.finding import KIND
from roeland.register.models import AIClass, Application, Phase
from roeland.search import queries as search
from roeland.ui.pieces.lists import Facet, facet

FORMATS = ("csv", "xlsx", "ods")


@permitted("application.view")
def index(request: Request) -> HttpResponse:
    """The register; htmx asks for the results only."""
    part = bool(request.htmx and not request.htmx.history_restore_request)
    context = _context(request, part=part)
    response = render(request, "register/_results.html" if part else "register/list.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _context(request: Request, *, part: bool) -> dict[str, Any]:
    person, wish = request.person, listing.wish_from(request.GET)
    counts = listing.counts(person.organisation)
    rows = listing.wished(person, wish)
    pages = listing.RegisterPaginator(rows, known_count=counts.answering(wish), searched=bool(wish.text))
    page = pages.get_page(request.GET.get("page"))
    return {
        "wish": wish,
        "page": page,
        "applications": page.object_list,
        "views": _views(request, wish, counts),
        "facets": _facets(request, wish, counts.around(wish)),
        "part": part,
        "formats": FORMATS if may(person, "application.export") else (),
        "may_report": may(person, "application.report"),
        "may_import": may(person, "register.import"),
        "report_url": reverse(settings.REPORT_PAGE),
        "query": _without_page(request.GET),
        **_nothing_found(request, wish, page.paginator.count),
    }


def _nothing_found(request: Request, wish: listing.Wish, count: int) -> dict[str, Any]:
    """What may help who found nothing: the nearest word, and how many there are without the filters."""
    if count or not wish.text:
        return {}
    organisation = request.person.organisation
    without = listing.wished(request.person, listing.Wish(text=wish.text)) if wish.filtered else None
    return {
        "suggestion": search.suggestion(organisation=organisation.pk, kind=KIND, text=wish.text),
        "without_filters": without.order_by()[:100].count() if without is not None else 0,
    }


def _without_page(query: QueryDict) -> str:
    left = query.copy()
    left.pop("page", None)
    return left.urlencode()


def _views(request: Request, wish: listing.Wish, counts: listing.Counts) -> list[dict[str, Any]]:
    url = reverse("register:list")
    mine = listing.wished(request.person, listing.Wish(view=listing.MINE)).order_by()[:100].count()
    rows = (
        ("", _("All"), counts.of()),
        (listing.MINE, _("My applications"), mine),
        ("undecided", _("Not yet decided"), counts.of(undecided=True)),
        ("high", _("High risk or prohibited"), counts.of(classes=listing.CLASSES_OF_VIEW["high"])),
        ("unknown", _("Class not yet known"), counts.of(classes=(AIClass.UNKNOWN,))),
    )
    return [
        {"label": label, "url": f"{url}?view={code}" if code else url, "count": count, "current": wish.view == code}
        for code, label, count in rows
    ]


def _facets(request: Request, wish: listing.Wish, counts: listing.Counts | None) -> list[Facet]:
    """The filters; each says how many there would be with the other filters as they are chosen."""

    def count(**chosen: Any) -> int | None:
        asked: dict[str, Any] = {"classes": wish.classes, "phases": wish.phases, "undecided": bool(wish.marks)}
        return counts.of(**asked | chosen) if counts else None

    classes = [(value, label, count(classes=(value,))) for value, label in AIClass.choices]
    phases = [(value, label, count(phases=(value,))) for value, label in Phase.choices]
    units = unit_choices(request.person.organisation).values_list("pk", "name")
    marks = [("undecided", _("Not yet decided"), count(undecided=True))]
    return [
        facet(request.GET, "class", _("AI class"), classes),
        facet(request.GET, "phase", _("Phase"), phases),
        facet(request.GET, "unit", _("Unit"), units),
        facet(request.GET, "mark", _("Decision"), marks),
    ]


@permitted("application.export")
def export(request: Request) -> HttpResponseBase:
    """The list that the address asks for, all of its pages, as a file. Unknown format → 404."""
    if (kind := request.GET.get("format")) not in FORMATS:
        raise Http404
    rows = listing.with_names(listing.wished(request.person, listing.wish_from(request.GET)))
    return paper.answer(kind, _columns(), map(_line, rows.iterator(chunk_size=500)), _("Register"))


def _columns() -> list[str]:
    names = (_("Number"), _("Application"), _("Unit"), _("AI class"), _("Phase"), _("Not yet decided"))
    return [*names, _("AI owner"), _("Route"), _("Next step"), _("Decide before")]


def _line(application: Application) -> list[Any]:
    return [
        application.code,
        application.name,
        application.unit.name if application.unit else "",
        application.get_ai_class_display(),
        application.get_phase_display(),
        _("yes") if application.undecided else _("no"),
        application.owner.name if application.owner else "",
        application.get_route_display(),
        application.next_step,
        application.decide_by,
    ]
