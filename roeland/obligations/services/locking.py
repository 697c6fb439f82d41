"""One obligation at a time is changed by one act."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from roeland.obligations.models import Duty, Evidence, covering
from roeland.obligations.refusals import NoLongerAsked


def locked(duty: Duty) -> Duty:
    """Return it, kept for this transaction. Raises NoLongerAsked."""
    rows = Duty.objects.select_for_update(of=("self",)).select_related("application", "application__unit")
    found = rows.get(pk=duty.pk)
    found.application.organisation = found.organisation = duty.organisation
    if not found.asked:
        raise NoLongerAsked
    return found


def number_that_holds(duty: Duty, today: date) -> int:
    """How much shows today that it is met: evidence of its own, and measures that hold."""
    return still_shows(duty, today).count() + covering(duty).that_hold(today).count()


def still_shows(duty: Any, today: date) -> QuerySet[Evidence]:
    """The evidence of an obligation that counts: not withdrawn, not replaced, not past its term."""
    rows = Evidence.objects.filter(duty=duty, withdrawn_at=None, replaced_by=None)
    return rows.filter(Q(valid_until=None) | Q(valid_until__gte=today))
