"""What this room shows on a dossier."""

from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.assessments.duties import known_rows
from roeland.obligations import queries, showing
from roeland.obligations.models import Duty
from roeland.organisation.access import held_by
from roeland.organisation.middleware import Request
from roeland.register.models import Application
from roeland.ui.panels import Panel

SHOWN = 3


def mine(request: Request) -> Panel | None:
    """The way to what is asked by somebody's roles; nothing for who holds none of these. No query of its own."""
    asked = {row.for_role for _document, row in known_rows().values()}
    if not asked.intersection(held.role for held in held_by(request.person)):
        return None
    return Panel(_("Obligations of my roles"), "obligations/panels/_mine.html", {}, place="aside", id="my-obligations")


def obligations(request: Request, application: Application) -> Panel | None:
    """How far its obligations are met, and what must be done first; nothing before it is classified."""
    rows = queries.in_short(application)
    if not rows:
        return None
    today = timezone.localdate()
    late = [row for row in rows if row.is_late(today)]
    coming = [row for row in rows if row.standing in queries.STILL and row not in late]
    context = {
        "application": application,
        "total": len(rows),
        "met": sum(row.standing == Duty.Standing.MET for row in rows),
        "late": len(late),
        "first": [(row, showing.title(row.code)) for row in late[:SHOWN]],
        "next": min((row.applies_from for row in coming), default=None),
    }
    return Panel(_("Obligations"), "obligations/panels/_obligations.html", context, id="obligations")
