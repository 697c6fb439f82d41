"""The component use: what the register says."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roeland.organisation.models import Organisation
from roeland.register.models import AIClass, Answered
from roeland.reporting.picture import keeping, tables
from roeland.reporting.picture.narrowing import IN_USE, NO_INTAKE, NONE, RUNNING
from roeland.reporting.status import Part


def use(organisation: Organisation, today: date) -> Part:
    """How many applications run, which are heavy, and what is behind."""
    read = keeping.reader(organisation, today, RUNNING)
    _waiting, late = tables.undecided(read)
    return Part(
        "use",
        _("Use"),
        _("In which fields do we use AI?"),
        tables.lead(read),
        (
            keeping.reader(organisation, today, IN_USE).figure(_("in use or on trial")),
            read.figure(_("high risk or prohibited"), klass=[AIClass.HIGH.value, AIClass.FORBIDDEN.value]),
            read.figure(_("affect people directly"), affects=[Answered.YES.value]),
        ),
        tuple(_behind(read, late)),
        url=reverse("reporting:picture"),
        url_label=_("To the whole picture"),
        source=_("the register"),
    )


def _behind(read: tables.Reader, late: int):
    if late:
        yield ngettext(
            "%(n)d application is past the date on which somebody had to decide.",
            "%(n)d applications are past the date on which somebody had to decide.",
            late,
        ) % {"n": late}
    if number := read.count(owner=[NONE]):
        yield ngettext("%(n)d application has no AI owner.", "%(n)d applications have no AI owner.", number) % {
            "n": number
        }
    if number := read.count(questions=[NO_INTAKE]):
        yield ngettext("%(n)d application has no intake yet.", "%(n)d applications have no intake yet.", number) % {
            "n": number
        }
