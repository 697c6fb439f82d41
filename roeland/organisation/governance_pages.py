"""The pages of governance, of whichever room, as a row of links: everybody sees those that they may open."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from roeland.organisation.access import may
from roeland.organisation.middleware import Request


def pages(request: Request, current: str) -> list[dict[str, Any]]:
    """The pages that this person may open; `current` is the address name of the one shown."""
    items = import_string(settings.GOVERNANCE_PAGES)
    return [
        {"label": item.label, "url": reverse(item.url), "current": item.url == current}
        for item in items
        if may(request.person, item.permission)
    ]
