"""What the clock does at the gates: end what is due, ask who decides to look again, wait no longer for what is late."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.models import Decision, Inquiry
from roeland.decisions.services import lapsing
from roeland.decisions.services.locking import locked
from roeland.decisions.waiting import hand_down
from roeland.register.models import Application, WaitsFor
from roeland.work.models import Task

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
    return len(lapses) + len(over) + _reviews(now) + _undecided(now) + _late(now)


def _reviews(now: datetime) -> int:
    """Decisions of which the day of review has come, once each."""
    due = Decision.objects.in_force().filter(review_on__lte=timezone.localdate(now))
    asked = Task.objects.filter(kind=telling.LOOK_AGAIN).values("subject_id")
    rows = due.exclude(gate_request__in=asked).select_related("gate_request__application", "taken_by")[:AT_ONCE]
    for decision in rows:
        telling.ask_review(decision)
    return len(rows)


def _undecided(now: datetime) -> int:
    """What is in use without a decision: who is accountable is asked, once each; what is needed first comes first."""
    asked = Task.objects.filter(kind=telling.DECIDE_AGAIN, done_at=None).values("subject_id")
    waiting = Application.objects.filter(undecided=True, decide_by__isnull=False).exclude(pk__in=asked)
    rows = waiting.select_related("organisation", "unit").order_by("decide_by", "pk")[:AT_ONCE]
    for application in rows:
        telling.ask_undecided(application, timezone.localdate(now))
    return len(rows)


def _late(now: datetime) -> int:
    """What waited only for advice whose term has passed waits for the decision now, and the register says so."""
    today = timezone.localdate(now)
    silent = Inquiry.objects.filter(answered_at=None, closed_at=None)
    keeps_shut = Q(required=True) | Q(paused_on__isnull=False) | Q(due=None) | Q(due__gte=today)
    awaited = silent.filter(keeps_shut, gate_request=OuterRef("gate_request")).exclude(kind=Inquiry.Kind.FACTS)
    late = silent.filter(kind=Inquiry.Kind.ADVICE, due__lt=today, gate_request__closed_at=None)
    late = late.filter(gate_request__application__waits_for=WaitsFor.ADVICE).exclude(Exists(awaited))
    keys = late.order_by("-due").values_list("gate_request__application", flat=True)[:AT_ONCE]
    for application in Application.objects.filter(pk__in=set(keys)):
        with transaction.atomic():
            hand_down(locked(application))
    return len(set(keys))
