"""What the clock does: take stock where that never happened, and take back what holds no longer."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from roeland.assessments.models import Classification
from roeland.obligations import services
from roeland.obligations.models import Cover, Duty, Evidence, Measure, Risk, Stock
from roeland.obligations.queries import RUNNING
from roeland.obligations.services.locking import still_shows
from roeland.register.models import Application

AT_ONCE = 500


def take_up(now: datetime) -> int:
    """Do what is due; return how much was done. Safe to run twice."""
    today = timezone.localdate(now)
    asked = [services.take_stock(application=application) for application in _without_stock()]
    taken_back = sum(services.reopen(duty=duty, today=today) for duty in _past(today))
    looks = sum(services.ask_to_look(measure=measure, today=today) for measure in _to_look_at(today))
    ended = sum(services.end_acceptance(risk=risk, today=today) for risk in _accepted_before(today))
    arrived = services.arrive(duties=_arriving(today), today=today)
    return len(asked) + taken_back + looks + ended + arrived


def _without_stock() -> list[Application]:
    """Applications that were classified before Roeland kept what is asked of each."""
    stocks = Stock.objects.filter(application=OuterRef("pk"))
    classified = Classification.objects.filter(organisation=OuterRef("organisation"), application=OuterRef("pk"))
    rows = Application.objects.filter(~Exists(stocks), classified_on__isnull=False).filter(Exists(classified))
    return list(rows.select_related("organisation", "unit").order_by("pk")[:AT_ONCE])


def _arriving(today: date) -> list[Duty]:
    """What applies from today, or since a day on which Roeland did not run, to applications that have not ended."""
    rows = Duty.objects.filter(asked=True, certain=True, arrived_on=None, applies_from__lte=today)
    rows = rows.filter(application__phase__in=RUNNING)
    return list(rows.order_by("applies_from", "pk")[:AT_ONCE])


def _past(today: date) -> list[Duty]:
    """What was accepted until a day that is over, and what was met by something that shows it no longer."""
    unsure = Measure.objects.filter(Q(works=False) | Q(next_on__lt=today) | Q(ended_on__isnull=False))
    rested = Cover.objects.filter(measure__in=unsure).values("duty")
    ended = Evidence.objects.filter(valid_until__lt=today, withdrawn_at=None, replaced_by=None).values("duty")
    shown = ~Exists(still_shows(OuterRef("pk"), today)) & ~Exists(
        Cover.objects.filter(duty=OuterRef("pk"), measure__in=Measure.objects.that_hold(today))
    )
    past = Q(standing=Duty.Standing.ACCEPTED, until__lt=today)
    past |= Q(standing=Duty.Standing.MET) & (Q(pk__in=ended) | Q(pk__in=rested)) & Q(shown)
    rows = Duty.objects.filter(past).select_related("application", "organisation").order_by("pk")
    return list(rows[:AT_ONCE])


def _accepted_before(today: date) -> list[Risk]:
    return list(Risk.objects.filter(closed_on=None, accepted_until__lt=today).order_by("pk")[:AT_ONCE])


def _to_look_at(today: date) -> list[Measure]:
    return list(Measure.objects.filter(ended_on=None, asked_on=None, next_on__lte=today).order_by("pk")[:AT_ONCE])
