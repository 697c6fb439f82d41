"""When a date of the law passes, the same answers may mean something else: they are looked at again."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from roeland.assessments import services
from roeland.assessments.models import Classification

AT_ONCE = 200


def take_up(now: datetime) -> int:
    """Classify again, each in a transaction of its own, what changed by a date that has come; return how many.

    Safe to run twice: what was looked at has a newer classification. What is left waits for the next minute.
    """
    newer = Classification.objects.filter(
        organisation=OuterRef("organisation"), application=OuterRef("application"), made_at__gt=OuterRef("made_at")
    )
    due = Classification.objects.filter(~Exists(newer), next_change__lte=timezone.localdate(now))
    due = due.exclude(application__phase__in=services.CLOSED)
    found = due.select_related("application__organisation").order_by("next_change", "pk")[:AT_ONCE]
    return sum(services.take_up_law(classification=each) is not None for each in found)
