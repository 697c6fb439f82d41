"""On which days somebody is reminded of what is due: the person, then also the deputy. Nobody gets a list."""

from datetime import date, timedelta

from roeland.content import shipped
from roeland.content.noticing import Notices, Reminders
from roeland.rules.working_days import Calendar

TOO_LATE = timedelta(days=7)  # a reminder that was missed for so long is not sent any more


def rules() -> Reminders:
    """When people are reminded, as the document `notices` says it."""
    return shipped.meaning("notices", Notices).reminders


def days(due: date, working_days: Calendar) -> list[tuple[date, bool]]:
    """The days of the reminders for what is due on `due`, the first one first, and whether the deputy is told too."""
    found = rules()
    steps = [*((count, False) for count in found.to_person), *((count, True) for count in found.to_deputy)]
    return sorted((_working_day(due, count, working_days), deputy) for count, deputy in steps)


def first_day(due: date | None, after: date, working_days: Calendar) -> date | None:
    """The day of the first reminder that comes after a day; None when there is none."""
    return next((day for day, _ in days(due, working_days) if day > after), None) if due else None


def falls_today(due: date, planned: date | None, today: date, working_days: Calendar) -> bool | None:
    """Whether the reminder planned for a day, or a later one that has passed too, also goes to the deputy.

    Of several that passed only the last counts; None when that was too long ago.
    """
    passed = [
        (day, deputy) for day, deputy in days(due, working_days) if planned is not None and planned <= day <= today
    ]
    if not passed or today - passed[-1][0] > TOO_LATE:
        return None
    return passed[-1][1]


def _working_day(due: date, count: int, working_days: Calendar) -> date:
    """Working days from `due`; the day itself, when nobody works on it, is the working day before."""
    if count > 0:
        return working_days.after(due, count)
    return working_days.before(due + timedelta(days=1), 1 - count)
