"""What this room shows on pages of other rooms."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from roeland.journal.models import Entry
from roeland.journal.queries import entries_of
from roeland.organisation.access import may
from roeland.organisation.lines import lines
from roeland.organisation.middleware import Request
from roeland.organisation.models import Person
from roeland.organisation.prepared import prepared
from roeland.ui.panels import Panel

ON_A_DOSSIER = 8
ON_THE_HOME_PAGE = 6


def journal(request: Request, application: Any) -> Panel | None:
    """The last lines about an application, for who handles it."""
    if not may(request.person, "journal.own", application):
        return None
    entries = _latest(application.organisation_id, application.pk)
    along = [one for one in application._state.fields_cache.values() if isinstance(one, Person)]
    there = [request.person, *along]
    told = lines(application.organisation_id, entries, linked=False, known=[application], persons=there)
    context = {"lines": told, "subject": application}
    return Panel(_("Journal"), "organisation/panels/_journal.html", context, id="journal")


@prepared
def _latest(organisation: UUID, subject: UUID) -> QuerySet[Entry]:
    return entries_of(organisation, subject, limit=ON_A_DOSSIER)


def recent(request: Request) -> Panel | None:
    """What happened lately: in the organisation for who may read the journal, else what one did oneself."""
    everything = may(request.person, "journal.view")
    entries = entries_of(request.person.organisation_id)
    if not everything:
        entries = entries.filter(actor=request.person.pk)
    told = lines(request.person.organisation_id, entries.exclude(verb="sign_in.done")[:ON_THE_HOME_PAGE])
    title = _("What happened lately") if everything else _("What you did lately")
    context = {"lines": told, "everything": everything}
    return Panel(title, "organisation/panels/_recent.html", context, place="aside", id="recent")
