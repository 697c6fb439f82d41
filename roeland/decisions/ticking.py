"""What the clock does at the gates: end what is due, and ask who decides to look again."""

from datetime import datetime, timedelta

from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.models import Decision
from roeland.decisions.services import lapsing
from roeland.register.models import Application
from roeland.work.models import Task

ASK_BEFORE = timedelta(days=30)  # before the day on which what is undecided must be decided
AT_ONCE = 500


def take_up(now: datetime) -> int:
    """Let lapse what is due, ask for reviews and for decisions that are needed soon; return how much was done.

    Safe to run twice.
    """
    today = timezone.localdate(now)
    lapses, over = lapsing.due(today)
    for lapse in lapses:
        lapsing.lapse_now(lapse=lapse)
    for decision in over:
        lapsing.end_term(decision=decision, today=today)
    return len(lapses) + len(over) + _reviews(now) + _undecided(now)


def _reviews(now: datetime) -> int:
    """Decisions of which the day of review has come, once each."""
    due = Decision.objects.in_force().filter(review_on__lte=timezone.localdate(now))
    asked = Task.objects.filter(kind=telling.LOOK_AGAIN).values("subject_id")
    rows = due.exclude(gate_request__in=asked).select_related("gate_request__application", "taken_by")[:AT_ONCE]
    for decision in rows:
        telling.ask_review(decision)
    return len(rows)


def _undecided(now: datetime) -> int:
    """What is in use without a decision and must have one soon: who is accountable is asked, once each."""
    soon = timezone.localdate(now) + ASK_BEFORE
    asked = Task.objects.filter(kind=telling.DECIDE_AGAIN, done_at=None).values("subject_id")
    waiting = Application.objects.filter(undecided=True, decide_by__lte=soon).exclude(pk__in=asked)
    rows = waiting.select_related("organisation", "unit").order_by("decide_by", "pk")[:AT_ONCE]
    for application in rows:
        telling.ask_undecided(application, timezone.localdate(now))
    return len(rows)
