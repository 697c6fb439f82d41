"""Verbs about the days on which nobody works here: which holidays count, and own days."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction

from roeland.content import shipped
from roeland.journal.services import record
from roeland.organisation.models import ClosingDays, Organisation, Person
from roeland.organisation.services.acting import administers
from roeland.rules.working_days import Counts, Holiday, Holidays

LONGEST = timedelta(days=31)


class NoSuchHoliday(Exception):
    """This is no holiday about which this organisation can choose."""


class TooLong(Exception):
    """A closure ends after it begins, and within LONGEST."""


def to_choose(organisation: Organisation) -> list[Holiday]:
    """Return the holidays of which the organisation says itself whether they count."""
    holidays = shipped.meaning("holidays", Holidays).of(organisation.jurisdiction)
    return [holiday for holiday in holidays if holiday.counts is not Counts.ALWAYS]


@transaction.atomic
def choose_holidays(*, organisation: Organisation, closed: Collection[str], actor: Person | None) -> list[str]:
    """Let the holidays in `closed` count, and no other that may be chosen; return which ones that changes.

    What was due already stays. Raises NoSuchHoliday.
    """
    administers(actor, organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    holidays = to_choose(organisation)
    if set(closed) - {holiday.code for holiday in holidays}:
        raise NoSuchHoliday
    counts = {holiday.code for holiday in organisation.working_days.holidays}
    counted = counts.intersection(holiday.code for holiday in holidays)
    differing = [one.code for one in holidays if (one.code in counted) != (one.code in closed)]
    for code in differing:
        said = {"closed": code in closed, "added_by": actor}
        ClosingDays.objects.update_or_create(organisation=organisation, holiday=code, defaults=said)
    if differing:
        values = {"holidays": [" ".join(sorted(counted)), " ".join(sorted(set(closed)))]}
        record("organisation.holidays_chosen", subject=organisation, actor=actor, fields=["holidays"], values=values)
    return differing


@transaction.atomic
def add_closing_days(
    *, organisation: Organisation, name: str, first: date, last: date, actor: Person | None
) -> ClosingDays:
    """Close on these days too. What was due already stays. Raises TooLong."""
    administers(actor, organisation)
    if not first <= last < first + LONGEST:
        raise TooLong
    row = ClosingDays.objects.create(organisation=organisation, name=name, first=first, last=last, added_by=actor)
    values = {field: ["", told] for field, told in _told(row).items()}
    record("organisation.closing_days_added", subject=row, actor=actor, fields=values, values=values)
    return row


@transaction.atomic
def remove_closing_days(*, closing_days: ClosingDays, actor: Person | None) -> None:
    """Work on these days after all; nothing happens when somebody removed them before."""
    administers(actor, closing_days.organisation, closing_days)
    row = ClosingDays.objects.select_for_update().filter(pk=closing_days.pk, holiday="").first()
    if row is None:
        return
    values = {field: [told, ""] for field, told in _told(row).items()}
    record("organisation.closing_days_removed", subject=row, actor=actor, fields=values, values=values)
    row.delete()


def _told(row: ClosingDays) -> dict[str, str]:
    return {"name": row.name, "first": str(row.first), "last": str(row.last)}
