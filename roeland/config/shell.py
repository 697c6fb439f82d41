"""What every page's frame shows: menu, organisation, person, counts."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string

from roeland.config.menu import MENU, Item
from roeland.organisation import access


@dataclass(frozen=True)
class Line:
    label: Any
    url: str
    icon: str
    current: bool
    count: int | None


@cache
def _counter(dotted: str) -> Any:
    return import_string(dotted)


def _line(request: HttpRequest, item: Item) -> Line:
    url = reverse(item.url)
    count = _counter(item.count)(request.person) if item.count else None
    return Line(item.label, url, item.icon, request.path.startswith(url), count)


def _groups(request: HttpRequest) -> list[dict[str, Any]]:
    groups = []
    for group in MENU:
        lines = [_line(request, item) for item in group.items if access.may(request.person, item.permission)]
        if lines:
            groups.append({"title": group.title, "items": lines})
    return groups


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page for a signed-in person; empty for anybody else and for parts of a page."""
    person = getattr(request, "person", None)
    if person is None or getattr(request, "htmx", False):
        return {"shell": None}
    return {
        "shell": {
            "organisation": person.organisation,
            "person": person,
            "menu": _groups(request),
            "search_url": reverse("register:list"),
            "messages_url": reverse("work:messages"),
            "message_count": _counter("roeland.work.queries.unread_count")(person),
        }
    }
