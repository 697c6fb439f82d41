"""What every page's frame shows: menu, organisations, person, counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from roeland.config.menu import MENU, NUMBERS, OWN_PAGES, Item
from roeland.organisation import access, queries
from roeland.organisation.middleware import Arriving
from roeland.organisation.models import Organisation, Person
from roeland.ui.pieces.badges import with_time


@dataclass(frozen=True)
class Line:
    label: Any
    url: str
    icon: str
    current: bool
    count: int | None


def shell(request: Arriving) -> dict[str, Any]:
    """The frame of a page for a signed-in person; empty for anybody else and for parts of a page."""
    person = getattr(request, "person", None)
    if person is None or getattr(request, "htmx", False):
        return {"shell": None}
    waiting = _counter(NUMBERS)(person)
    return {
        "shell": {
            "organisation": person.organisation,
            "theme": person.organisation.theme,
            **_looks(person.organisation),
            "notice": _notice(person),
            "demonstration": person.organisation.demonstration,
            "person": person,
            "roles": _roles(person),
            "menu": _groups(person, request.path, waiting),
            "organisations": _organisations(person, request.persons),
            "switch_url": reverse("organisation:switch"),
            **_own(person, waiting),
            "account_url": reverse("mfa_index"),
            "sign_out_url": reverse("account_logout"),
        }
    }


def _own(person: Person, waiting: Mapping[str, int]) -> dict[str, Any]:
    """What everybody here has; the support has only the settings, where it begins."""
    if person.only_looks:
        return {"home_url": reverse("organisation:administration")}
    return {
        "my_url": reverse("organisation:my_roles"),
        "own_pages": [(item.label, reverse(item.url), item.icon) for item in OWN_PAGES],
        "search_url": reverse("work:search"),
        "messages_url": reverse("work:messages"),
        "message_count": waiting["messages"],
    }


def _looks(organisation: Organisation) -> dict[str, str]:
    """The addresses of the own colours and logo; without these the page loads nothing more."""
    version = [organisation.pk, organisation.looks_version]
    return {
        "style_url": reverse("organisation:stylesheet", args=version) if organisation.has_own_colours else "",
        "logo_url": reverse("organisation:logo", args=version) if organisation.logo_id else "",
    }


def _notice(person: Person) -> dict[str, str]:
    """What stands above every page while the support looks along: for the support itself, and for administrators."""
    if person.support_until:
        said = _("You look along for the support until %(when)s. You see only the settings, and can change nothing.")
        return {"text": said % {"when": with_time(person.support_until)}}
    if not access.may(person, "organisation.administer"):
        return {}
    consent = queries.support_here(person.organisation, timezone.now()).last()
    if consent is None:
        return {}
    said = _("The support (%(who)s) may look along until %(when)s.")
    words = said % {"who": consent.person.email, "when": with_time(consent.until)}
    return {"text": words, "url": reverse("organisation:support"), "label": _("See or withdraw")}


def _groups(person: Person, path: str, waiting: Mapping[str, int]) -> list[dict[str, Any]]:
    current = _current(path)
    groups = []
    for group in MENU:
        lines = [_line(item, current, waiting) for item in group.items if access.may(person, item.permission)]
        if lines:
            groups.append({"title": group.title, "items": lines})
    return groups


def _current(path: str) -> str:
    """The address in the menu that is nearest above this page; the start page only for itself."""
    addresses = [reverse(item.url) for group in MENU for item in group.items]
    above = [address for address in addresses if path == address or (address != "/" and path.startswith(address))]
    return max(above, key=len, default="")


def _line(item: Item, current: str, waiting: Mapping[str, int]) -> Line:
    url = reverse(item.url)
    return Line(item.label, url, item.icon, url == current, waiting[item.count] if item.count else None)


def _roles(person: Person) -> list[str]:
    held = {row.role: None for row in access.held_by(person) if row.person_id == person.pk}
    return [queries.role_name(role, None, person.organisation) for role in held]


def _organisations(here: Person, everywhere: list[Person]) -> list[dict[str, Any]]:
    return [
        {
            "name": person.organisation.name,
            "key": person.organisation_id,
            "current": person.organisation_id == here.organisation_id,
        }
        for person in everywhere
    ]


@cache
def _counter(dotted: str) -> Any:
    return import_string(dotted)
