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
from roeland.register.models import AIClass, Application, Phase
from roeland.search.queries import Answer
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
    answer, pages = listing.answered(person, wish, counts.answering(wish))
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
        "query": _without(request.GET, "page"),
        "answer": answer,
        "best_query": _without(request.GET, "page", "sort") if wish.words and wish.sort else "",
        "default_sort": "" if wish.order == listing.BEST else listing.DEFAULT_ORDER,
        "without_filters": _without_filters(answer, wish, page.paginator.count),
    }


def _without_filters(answer: Answer | None, wish: listing.Wish, count: int) -> int:
    """How many there are without the filters, for who found nothing with them."""
    return answer.rows[:100].count() if answer and wish.filtered and not count else 0


def _without(query: QueryDict, *names: str) -> str:
    left = query.copy()
    for name in names:
        left.pop(name, None)
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
    _answer, pages = listing.answered(request.person, listing.wish_from(request.GET))
    rows = listing.with_names(pages.rows)
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
