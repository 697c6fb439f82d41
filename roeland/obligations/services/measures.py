"""Measures: begin one, let it meet obligations, look whether it works, end it."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record
from roeland.obligations import telling
from roeland.obligations.models import Cover, Duty, Look, Measure
from roeland.obligations.refusals import Refused
from roeland.obligations.services.noting import note, reopen
from roeland.organisation.access import may, must, same_organisation
from roeland.organisation.models import Person
from roeland.rules.retention import months_later
from roeland.rules.standings import TO_DO, Standing

AT_ONCE = 500
MOST_COVERED = 100  # in one act: others write meanwhile


class NotNow(Refused):
    """The measure has ended, or does not hold today."""


@transaction.atomic
def begin_measure(*, title: str, what: str, owner: Person, every_months: int, actor: Person, link: str = "") -> Measure:
    """Begin a measure; it holds until somebody must look again. Raises NotPermitted or OtherOrganisation."""
    must(actor, "measure.manage")
    same_organisation(actor, owner)
    today = timezone.localdate()
    made = Measure.objects.create(
        organisation=actor.organisation,
        title=title.strip(),
        what=what.strip(),
        link=link,
        owner=owner,
        every_months=every_months,
        next_on=months_later(today, every_months),
        begun_by=actor,
        begun_at=timezone.now(),
    )
    record("measure.begun", subject=made, actor=actor, values={"every_months": every_months})
    return made


@transaction.atomic
def cover(*, measure: Measure, duties: Iterable[Duty], met: bool, actor: Person) -> int:
    """Let a measure meet these obligations, as far as the actor may work on them; return of how many.

    With `met` each of these that is still to do counts as met from now on. At most 100 at once. Raises NotPermitted,
    OtherOrganisation, or NotNow for a measure that does not hold.
    """
    must(actor, "measure.view", measure)
    row = _locked(measure)
    if not row.holds(timezone.localdate()):
        raise NotNow("does_not_hold")
    mine = (duty for duty in duties if duty.asked and may(actor, "obligation.work", duty))
    chosen = list(islice(mine, MOST_COVERED))
    same_organisation(actor, row, *chosen)
    for duty in chosen:
        _cover(row, duty, met=met, actor=actor)
    return len(chosen)


@transaction.atomic
def look(*, measure: Measure, works: bool, seen: str, actor: Person, link: str = "") -> Look:
    """Write down whether a measure works; that it does carries it on until the next time.

    What rests on one that does not is under way again, at once or by the clock. Raises NotPermitted, NotNow or Refused.
    """
    must(actor, "measure.manage", measure)
    row = _locked(measure)
    if not seen.strip():
        raise Refused("no_reason")
    today = timezone.localdate()
    made = Look.objects.create(
        organisation=row.organisation,
        measure=row,
        works=works,
        note=seen.strip(),
        link=link,
        looked_by=actor,
        looked_at=timezone.now(),
    )
    row.works, row.next_on, row.asked_on = works, months_later(today, row.every_months), None
    row.save(update_fields=["works", "next_on", "asked_on"])
    telling.looked(row, actor)
    record("measure.looked_at", subject=row, actor=actor, values={"works": works})
    _take_back(row, today)
    return made


@transaction.atomic
def end_measure(*, measure: Measure, because: str, actor: Person) -> Measure:
    """End a measure and say why; what rested on it alone is under way again. Raises NotPermitted, NotNow or Refused."""
    must(actor, "measure.manage", measure)
    row = _locked(measure)
    if not because.strip():
        raise Refused("no_reason")
    today = timezone.localdate()
    row.ended_on, row.ended_because = today, because.strip()
    row.save(update_fields=["ended_on", "ended_because"])
    telling.looked(row, actor)
    record("measure.ended", subject=row, actor=actor, reason=row.ended_because)
    _take_back(row, today)
    return row


@transaction.atomic
def hand_over_measure(*, measure: Measure, person: Person, actor: Person | None) -> Measure:
    """Let somebody else look after it. Raises NotNow or OtherOrganisation."""
    row = _locked(measure)
    same_organisation(person, row)
    row.owner = person
    row.save(update_fields=["owner"])
    record("measure.handed_over", subject=row, actor=actor)
    return row


@transaction.atomic
def ask_to_look(*, measure: Measure, today: date) -> bool:
    """On its day: ask who looks after it to look whether it works. Safe to run twice."""
    row = Measure.objects.select_for_update(of=("self",)).select_related("owner", "organisation").get(pk=measure.pk)
    if row.ended_on is not None or row.asked_on is not None or row.next_on > today:
        return False
    row.asked_on = today
    row.save(update_fields=["asked_on"])
    telling.ask_to_look(row)
    record("measure.look_asked", subject=row, actor=None)
    return True


def _cover(measure: Measure, duty: Duty, *, met: bool, actor: Person) -> None:
    now = timezone.now()
    known = {"organisation": measure.organisation, "added_by": actor, "added_at": now}
    _row, new = Cover.objects.get_or_create(measure=measure, duty=duty, defaults=known)
    if new:
        values = {"obligation": duty.code, "measure": measure.pk}
        record("obligation.covered", subject=duty.application, actor=actor, values=values)
    if met and Standing(duty.standing) in TO_DO:
        note(duty=duty, standing=Standing.MET.value, actor=actor)


def _take_back(measure: Measure, today: date) -> None:
    """The first of what rested on it at once, the rest by the clock."""
    if measure.holds(today):
        return
    rows = Duty.objects.filter(covers__measure=measure, standing=Duty.Standing.MET).select_related("organisation")
    for duty in rows.order_by("pk")[:AT_ONCE]:
        reopen(duty=duty, today=today)


def _locked(measure: Measure) -> Measure:
    rows = Measure.objects.select_for_update(of=("self",)).select_related("organisation", "owner")
    found = rows.get(pk=measure.pk)
    if found.ended_on is not None:
        raise NotNow("has_ended")
    return found
