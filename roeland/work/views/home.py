"""The home page: what waits for a person, and what the other rooms have for them."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from roeland.organisation.access import held_by, may, permitted
from roeland.organisation.middleware import Request
from roeland.organisation.queries import role_name
from roeland.work import lines, searching
from roeland.work.greeting import greeting, summary


@permitted("work.own")
def home(request: Request) -> HttpResponse:
    """What waits for this person, with what other rooms have for them."""
    groups, now = lines.grouped(request.person, request.GET.get("all", "")), timezone.localtime()
    panels = [panel for panel in (ask(request) for ask in _named(settings.HOME_PANELS)) if panel]
    many, late, soon = summary(groups, now.date())
    context = {
        "greeting": greeting(request.person.name, now),
        "groups": groups,
        "many": many,
        "late": late,
        "soon": soon,
        "roles": _roles(request),
        "actions": _actions(request),
        "main": [panel for panel in panels if panel.place == "main"],
        "aside": [panel for panel in panels if panel.place != "main"],
    }
    return render(request, "work/home.html", context)


@require_safe
@permitted("work.own")
def search(request: Request) -> HttpResponse:
    """What every room finds for some words; `in` names one group, of which more is shown."""
    text, only = request.GET.get("q", "").strip()[:200], request.GET.get("in", "")
    groups = searching.groups(request.person, text, only) if text else []
    elsewhere = [*_actions(request), {"label": gettext("Who does what"), "url": reverse("organisation:who_is_who")}]
    context = {"text": text, "only": only, "groups": groups, "elsewhere": elsewhere}
    return render(request, "work/search.html", context)


@cache
def _function(dotted: str) -> Any:
    return import_string(dotted)


def _named(dotted: list[str]) -> list[Any]:
    return [_function(name) for name in dotted]


def _actions(request: Request) -> list[dict[str, Any]]:
    items = _function(settings.HOME_ACTIONS)
    return [
        {"label": item.label, "url": reverse(item.url), "icon": item.icon}
        for item in items
        if may(request.person, item.permission)
    ]


def _roles(request: Request) -> str:
    held = {row.role: row for row in held_by(request.person)}
    words = [role_name(role, None, request.person.organisation) for role in held]
    if not words:
        return ""
    return ngettext("Your role: %(roles)s", "Your roles: %(roles)s", len(words)) % {"roles": ", ".join(words)}
