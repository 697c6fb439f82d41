"""The first words of the home page: a greeting, and how much there is to do."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roeland.work.lines import TaskGroup

SOON = timedelta(days=7)


def greeting(name: str, now: datetime) -> str:
    """Greet by the hour (local time), with the first name."""
    first = {"name": name.split()[0] if name.split() else ""}
    if 5 <= now.hour < 12:
        return _("Good morning, %(name)s") % first
    if 12 <= now.hour < 18:
        return _("Good afternoon, %(name)s") % first
    return _("Good evening, %(name)s") % first


def summary(groups: Iterable[TaskGroup], today: date) -> tuple[str, str, str]:
    """How many tasks there are, how many are late, how many are due within a week; empty where there are none."""
    dates = [due for group in groups for due in group.dues]
    if not dates:
        return _("Nothing waits for you now."), "", ""
    late = sum(due is not None and due < today for due in dates)
    soon = sum(due is not None and today <= due <= today + SOON for due in dates)
    return (
        ngettext("You have %(count)s task.", "You have %(count)s tasks.", len(dates)) % {"count": len(dates)},
        ngettext("%(count)s is late.", "%(count)s are late.", late) % {"count": late} if late else "",
        ngettext("%(count)s is due within a week.", "%(count)s are due within a week.", soon) % {"count": soon}
        if soon
        else "",
    )
