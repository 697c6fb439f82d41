"""A sheet that nobody confirms is not kept for ever: after a month its file is thrown away."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from roeland.journal.services import record as journal
from roeland.register.importing.problems import Problem
from roeland.register.importing.running import end
from roeland.register.models import ImportRun
from roeland.register.models.imports import UNCONFIRMED

AT_ONCE = 50
State = ImportRun.State


def throw_away(now: datetime) -> int:
    """Throw away sheets that waited too long for somebody; return how many. Safe to run twice, and to cut off."""
    waiting = ImportRun.objects.filter(state__in=(State.COLUMNS, State.PREVIEW), started_at__lt=now - UNCONFIRMED)
    return sum(_throw_away(key) for key in list(waiting.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _throw_away(key: UUID) -> bool:
    run = ImportRun.objects.select_for_update().get(pk=key)
    if not run.waits_for_somebody:
        return False
    run.problems, run.remarks = [Problem("expired", value=str(UNCONFIRMED.days)).kept()], []
    end(run, State.REFUSED)
    journal("register.import_thrown_away", subject=run, actor=None)
    return True
