"""The pages of this room as a row of links: everybody sees those that they may open."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from roeland.organisation.access import may
from roeland.organisation.middleware import Request


def pages(request: Request, current: str) -> list[dict[str, Any]]:
    """The pages that this person may open; `current` is the address name of the one shown."""
    rows = (
        ("reporting:picture", _("The whole picture"), "report.view"),
        ("reporting:advices", _("Advice to the directorate"), "advice.view"),
        ("reporting:status", _("Status & plan"), "report.view"),
        ("reporting:council", _("For the council"), "council.view"),
    )
    return [
        {"label": label, "url": reverse(name), "current": name == current}
        for name, label, permission in rows
        if may(request.person, permission)
    ]
