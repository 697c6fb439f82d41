"""What stands above a decision on paper: whether it still holds."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from roeland.decisions.models import Decision, Stop
from roeland.decisions.queries import announced
from roeland.register.models import Phase
from roeland.ui.pieces.badges import in_words


def standing_of(decision: Decision, today: date) -> list[str]:
    """What whoever reads it must know first: lapsed, replaced, stopped, a proposal, soon to lapse."""
    return list(_said(decision, today))


def _said(decision: Decision, today: date) -> Iterator[str]:
    lapse = announced(decision)
    if decision.lapsed_on:
        yield _("This decision lapsed on %(day)s. It holds no longer.") % {"day": in_words(decision.lapsed_on)}
    elif lapse:
        day = {"day": in_words(lapse.lapses_on)}
        yield _("Something important changed. This decision lapses on %(day)s, unless there is a new one before.") % day
    if decision.replaced_by:
        day = {"day": in_words(decision.replaced_by.taken_at)}
        yield _("A newer decision of %(day)s has taken the place of this one.") % day
    stop = _stop_after(decision)
    if stop:
        day = {"day": in_words(stop.ordered_at)}
        yield _("The application was stopped on %(day)s. Nobody may use it until there is a new decision.") % day
    if decision.waits_for_organ:
        yield _("This is a proposal. It holds only when the competent organ has decided.")


def _stop_after(decision: Decision) -> Stop | None:
    """The order to stop that came after this decision, while the application is still stopped."""
    application = decision.gate_request.application
    if application.phase != Phase.STOPPED:
        return None
    rows = Stop.objects.filter(application=application, ordered_at__gte=decision.taken_at)
    return rows.order_by("-ordered_at").first()
