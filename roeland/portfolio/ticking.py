"""What the clock does: ask for a conclusion on the end date, and say it when nobody gives one."""

from datetime import datetime

from django.utils import timezone

from roeland.portfolio import services
from roeland.portfolio.models import Experiment

AT_ONCE = 500


def take_up(now: datetime) -> int:
    """Ask for conclusions and mark what overran; return how much was done. Safe to run twice."""
    today = timezone.localdate(now)
    over = Experiment.objects.filter(state=Experiment.State.RUNNING, ends_on__lte=today).order_by("ends_on", "pk")
    unasked = list(over.filter(asked_on=None)[:AT_ONCE])
    silent = list(over.filter(overran_on=None, asked_on__lt=today)[:AT_ONCE])
    asked = sum(services.ask_conclusion(experiment=experiment, today=today) for experiment in unasked)
    return asked + sum(services.note_overrun(experiment=experiment, today=today) for experiment in silent)
