"""What the clock does: ask to look again at what was signed some time ago."""

from datetime import datetime

from django.utils import timezone

from roeland.assessments.instruments import services
from roeland.assessments.models import Assessment

AT_ONCE = 500


def take_up(now: datetime) -> int:
    """Ask where the time has come; return how many. Safe to run twice."""
    today = timezone.localdate(now)
    rows = Assessment.objects.filter(state=Assessment.State.SIGNED, review_asked_on=None, review_on__lte=today)
    due = rows.order_by("pk")[:AT_ONCE]
    return sum(services.ask_to_review(assessment=row, today=today) for row in due)
