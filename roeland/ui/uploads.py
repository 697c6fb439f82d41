"""How much somebody may send at once: refused by what the browser says beforehand, before any of it is read."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
MEGABYTE = 1024 * 1024
MOST = 30 * MEGABYTE  # for an address that names no limit; what takes a file checks its own limit too
BESIDE = MEGABYTE  # what a form may hold beside its file


def takes_files(most: int) -> Callable[[View], View]:
    """Say of a view how many bytes its file may have at most; a larger one is refused before it is read."""

    def mark(view: View) -> View:
        vars(view)["largest_file"] = most
        return view

    return mark


class UploadLimit:
    """Stands before whatever reads a form, so that nothing too large fills memory or disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse what is too large for this view, with what to do; what says no size has none that is read."""
        own = getattr(view, "largest_file", None)
        most = MOST if own is None else own
        if _length(request) <= (MOST if own is None else own + BESIDE):
            return None
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return render(request, "ui/413.html", {"most": most, "back": request.get_full_path()}, status=status)


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0
