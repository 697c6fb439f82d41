"""On a dossier: which applications look like this one, and what somebody said about that."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from roeland.organisation.access import may
from roeland.organisation.middleware import Request
from roeland.register.models import Application, Phase, Relation
from roeland.register.parts.standing import relations
from roeland.ui.panels import Panel, once

NEW = (Phase.REPORTED, Phase.IN_ASSESSMENT)


@dataclass(frozen=True)
class ToldApart:
    """Another application, why it is another one, and who said so, for who may know."""

    other: Application
    reason: str
    by: str


def looks_like(request: Request, application: Application) -> Panel | None:
    """What somebody said; who handles a new application also sees what looks like it, once the page is there."""
    handles = may(request.person, "journal.own", application)
    may_tell = may(request.person, "application.edit", application)
    said = once(request, application, relations)
    told = [_told(row, application, handles) for row in said if row.kind == Relation.Kind.ANOTHER]
    is_new = may_tell and (application.phase in NEW or application.undecided)
    if not (told or is_new):
        return None
    context = {"application": application, "told": told, "is_new": is_new}
    return Panel(_("Looks like"), "register/panels/_looks_like.html", context, place="aside", id="looks-like")


def _told(row: Relation, application: Application, handles: bool) -> ToldApart:
    other = row.other if row.application_id == application.pk else row.application
    by = row.said_by.name if row.said_by and handles else ""
    return ToldApart(other, row.reason, by)
