"""Reasons as people read them, and what goes with each standing."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "duty_in_law": _(
        "This is a duty in law. Nobody can accept that it is not done. Do it, or ask the lawyer whether it applies."
    ),
    "no_reason": _("Say why. Others must be able to follow it later."),
    "no_evidence": _("Add first what shows it. Without evidence it does not count as met."),
    "no_until": _("Choose until when. A risk is never accepted for good."),
    "until_past": _("Choose a day that is still to come."),
}


def in_words(codes: Iterable[str]) -> list[str | Promise]:
    """The sentences of these reasons."""
    return [SENTENCES[code] for code in codes]
