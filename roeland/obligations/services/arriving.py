"""The day of a dated law: who does what it asks from now on gets one task per application and role."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from roeland.obligations import telling
from roeland.obligations.models import Duty

STILL = (Duty.Standing.OPEN, Duty.Standing.UNDER_WAY)


@transaction.atomic
def arrive(*, duties: Iterable[Duty], today: date) -> int:
    """Note that these obligations apply from now on, and ask who does them; return how many there were.

    Those that are met, do not apply or are voluntary ask nothing. Safe to run twice.
    """
    keys = [duty.pk for duty in duties]
    rows = Duty.objects.select_for_update(of=("self",)).filter(pk__in=keys, arrived_on=None, applies_from__lte=today)
    found = list(rows.select_related("application__unit", "organisation").order_by("application_id", "code"))
    asked = {row.pk: row for row in found if row.standing in STILL and not row.is_voluntary}
    Duty.objects.filter(pk__in=[row.pk for row in found]).update(arrived_on=today)
    Duty.objects.filter(pk__in=asked).update(in_task=True)
    for row in {(row.application_id, row.for_role): row for row in asked.values()}.values():
        row.application.organisation = row.organisation
        telling.ask_to_meet(row.application, row.for_role, _waiting(row), today)
    return len(found)


def see_whether_done(duty: Duty) -> None:
    """After one is done or fell away: when nothing in the task of its role waits any more, the task is done."""
    if not _waiting(duty).exists():
        telling.met(duty)


def _waiting(duty: Duty) -> QuerySet[Duty]:
    """What the task names that this role got about this application, as far as it is not done."""
    rows = Duty.objects.filter(application=duty.application_id, for_role=duty.for_role, in_task=True)
    return rows.filter(standing__in=STILL, asked=True, certain=True).order_by("code")
