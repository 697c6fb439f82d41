"""The pages of governance as a row of links: everybody sees those that they may open."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from roeland.organisation.access import may
from roeland.organisation.middleware import Request


def pages(request: Request, current: str) -> list[dict[str, Any]]:
    """The pages that this person may open; `current` is the address name of the one shown."""
    rows = (
        ("governance:poster", _("Who does what"), "organisation.view"),
        ("governance:who", _("Who do I need?"), "organisation.view"),
        ("governance:matrix", _("The matrix"), "organisation.view"),
        ("governance:gaps", _("What nobody does"), "matrix.gaps"),
        ("governance:versions", _("Versions"), "organisation.view"),
        ("organisation:who_is_who", _("Who is who"), "organisation.view"),
    )
    return [
        {"label": label, "url": reverse(name), "current": name == current}
        for name, label, permission in rows
        if may(request.person, permission)
    ]
