"""The list."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from roeland.organisation.access import may, permitted
from roeland.organisation.middleware import Request
from roeland.register import listing
from roeland.register.models import SavedView
from roeland.register.views.exporting import FORMATS
from roeland.search.queries import Answer

KEPT_AT_MOST = 12  # beside the quick choices; all of them have a page


@permitted("application.view")
def index(request: Request) -> HttpResponse:
    """The register; htmx asks for the results only."""
    part = bool(request.htmx and not request.htmx.history_restore_request)
    context = _context(request, part=part)
    response = render(request, "register/_results.html" if part else "register/list.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _context(request: Request, *, part: bool) -> dict[str, Any]:
    person, asked = request.person, listing.wish_from(request.GET)
    found = listing.look(person, asked)
    wish, answer = found.wish, found.answer
    page = found.pages.get_page(request.GET.get("page"))
    kept = list(SavedView.objects.seen_by(person).order_by("name", "pk")[:KEPT_AT_MOST])
    return {
        "wish": wish,
        "page": page,
        "applications": page.object_list,
        "views": _views(asked, found.head, kept),
        "kept": any(view.query == asked.address for view in kept),
        "facets": listing.facets_of(wish, found.counts, request.GET),
        "gone": listing.told_gone(wish),
        "part": part,
        "formats": FORMATS if may(person, "application.export") else (),
        "may_change": may(person, "application.edit"),
        "may_report": may(person, "application.report"),
        "may_import": may(person, "register.import"),
        "report_url": reverse(settings.REPORT_PAGE),
        "query": wish.address,
        "answer": answer,
        "best_query": replace(wish, sort="").address if wish.words and wish.sort else "",
        "default_sort": "" if wish.order == listing.BEST else listing.DEFAULT_ORDER,
        "without_filters": _without_filters(answer, wish, page.paginator.count),
    }


def _without_filters(answer: Answer | None, wish: listing.Wish, count: int) -> int:
    """How many there are without the filters, for who found nothing with them."""
    return answer.rows[:100].count() if answer and wish.filtered and not count else 0


def _views(wish: listing.Wish, head: listing.Head, kept: list[SavedView]) -> list[dict[str, Any]]:
    """The quick choices, and beside them the lists that were kept. One is current when the list is just that."""
    url, now = reverse("register:list"), wish.address
    saved = [{"label": view.name, "url": view.get_absolute_url(), "current": view.query == now} for view in kept]
    one_kept = any(view["current"] for view in saved)
    quick = [
        {
            "label": label,
            "url": f"{url}?view={code}" if code else url,
            "count": head.views[code],
            "current": wish.view == code and not one_kept,
        }
        for code, label in listing.VIEW_LABELS.items()
    ]
    return [*quick, *saved]
