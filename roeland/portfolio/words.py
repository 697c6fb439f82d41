"""Reasons and questions as people read them."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "no_hypothesis": _("Say what you expect, so that you can see afterwards whether it came true."),
    "no_safeguards": _("Say what keeps it safe: who checks, and when you stop at once."),
    "no_group": _("Say how many people take part at most."),
    "no_means": _("Say what it may cost: money, hours, or both. Nothing is an answer too: write 0."),
    "no_start": _("Choose the day on which it begins."),
    "no_end": _("Choose an end date. An experiment without an end date does not exist."),
    "ends_before_start": _("The end date must be after the day on which it begins."),
    "nothing_measured": _("Add at least one measure. Without a figure from before you cannot compare."),
    "no_reason": _("Say why."),
    "no_lessons": _("Write down at least one lesson first. Without lessons you can only stop."),
    "no_new_end": _("Choose a new end date. Nothing goes on without an end."),
    "end_in_the_past": _("Choose a new end date that is still to come."),
    "own_experiment": _(
        "This is your own experiment. You can propose or stop it; somebody else lets it go on or go live."
    ),
    "still_open": _("People can still answer. The results come when the round is closed."),
    "too_few": _("Fewer than five people answered. To keep them unknown, nothing is shown."),
}
QUESTIONS: dict[str, str | Promise] = {
    "meaningful": _("My work is meaningful."),
    "variety": _("My work is varied, and I can use what I am good at."),
    "control": _("I decide myself how I do my work."),
    "core_time": _("I have enough time for my core tasks."),
    "pressure": _("I can do my work without too much pressure."),
}


def in_words(codes: Iterable[str]) -> list[str | Promise]:
    """The sentences of these reasons."""
    return [SENTENCES[code] for code in codes]
