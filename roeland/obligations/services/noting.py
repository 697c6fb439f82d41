"""Saying how an obligation stands; the rules say what cannot be said, the matrix of roles by whom."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record
from roeland.obligations import telling
from roeland.obligations.models import Duty
from roeland.obligations.refusals import ChangedMeanwhile, Refused
from roeland.obligations.services.arriving import see_whether_done
from roeland.obligations.services.locking import locked, number_that_holds
from roeland.organisation.access import NotPermitted, may
from roeland.organisation.models import Person
from roeland.rules.obligations import Category
from roeland.rules.standings import Said, Standing, falls_back, standing_gaps


def may_say(person: Person, standing: Standing, duty: Duty) -> bool:
    """Whether this person may say that it stands so: judging and accepting are for others than doing it."""
    if standing is Standing.NOT_APPLICABLE:
        return may(person, "obligation.judge", duty)
    if standing is Standing.ACCEPTED:
        return may(person, "obligation.accept", duty)
    return may(person, "obligation.work", duty)


@transaction.atomic
def note(
    *, duty: Duty, standing: str, actor: Person, reason: str = "", until: date | None = None, seen: str | None = None
) -> Duty:
    """Say how an obligation stands. `seen` is the standing that the actor had on the screen; without it any counts.

    Raises NotPermitted, NoLongerAsked, ChangedMeanwhile, or Refused with why it cannot be said.
    """
    said = Said(Standing(standing), reason.strip(), until)
    if not may_say(actor, said.standing, duty):
        raise NotPermitted("obligation.note", actor)
    row, today = locked(duty), timezone.localdate()
    if seen is not None and seen != row.standing:
        raise ChangedMeanwhile
    there = number_that_holds(row, today)
    known: Any = {"category": Category(row.category), "voluntary": row.is_voluntary}
    if gaps := standing_gaps(said, **known, evidence=there, today=today):
        raise Refused(*gaps)
    before = row.standing
    row.standing, row.reason = said.standing.value, said.reason
    row.until = said.until if said.standing is Standing.ACCEPTED else None
    row.noted_by, row.noted_at = actor, timezone.now()
    row.save(update_fields=["standing", "reason", "until", "noted_by", "noted_at"])
    values = {"obligation": row.code, "standing": [before, row.standing], "until": str(row.until or "")}
    record("obligation.noted", subject=row.application, actor=actor, reason=row.reason, values=values)
    see_whether_done(row)
    return row


@transaction.atomic
def reopen(*, duty: Duty, today: date) -> bool:
    """Take back what holds no longer: an acceptance past its term, or met without evidence. Safe to run twice."""
    rows = Duty.objects.select_for_update(of=("self",)).select_related(
        "application__unit", "application__owner", "organisation"
    )
    row = rows.get(pk=duty.pk)
    there = number_that_holds(row, today)
    if not falls_back(Standing(row.standing), until=row.until, evidence=there, today=today):
        return False
    before = row.standing
    row.standing = Standing.UNDER_WAY.value if before == Standing.MET else Standing.OPEN.value
    row.until = None
    row.save(update_fields=["standing", "until"])
    values = {"obligation": row.code, "standing": [before, row.standing]}
    record("obligation.reopened", subject=row.application, actor=None, values=values)
    telling.reopened(row, today)
    return True
