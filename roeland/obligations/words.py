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
    "not_treated": _("Choose first what you do about it. Living with it as it is, is a choice too."),
    "not_judged": _("Judge first how likely and how bad it is after what you do."),
    "until_too_far": _("Choose an earlier day: at this level somebody must look again sooner."),
    "own_risk": _("You look after this risk yourself. Somebody else must say that we can live with it."),
    "wrong_shape": _("The matrix misses a cell. Choose a level for each."),
    "unknown_level": _("Choose one of the levels for each cell."),
    "lighter_when_worse": _("A cell is lighter than one that is less likely or less bad. Mend that first."),
    "closed": _("This risk was closed meanwhile."),
    "until_past": _("Choose a day that is still to come."),
}


def in_words(codes: Iterable[str]) -> list[str | Promise]:
    """The sentences of these reasons."""
    return [SENTENCES[code] for code in codes]
