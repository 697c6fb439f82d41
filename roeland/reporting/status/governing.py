"""The component governance: which roles of the matrix somebody holds, and what waits for a decision."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roeland.decisions.matrices import matrix_of
from roeland.decisions.models import GateRequest
from roeland.organisation.governance import gaps, tracks
from roeland.organisation.models import Organisation
from roeland.reporting.picture.tables import Figure
from roeland.reporting.status import Part


def governance(organisation: Organisation, today: date) -> Part:
    """How many roles are filled, which are vacant, which requests wait, and whether the matrix was adopted."""
    shown = tracks(organisation, today)
    roles = sum(len(track.roles) for track in shown if track.code)
    vacant = gaps(shown)
    asked = GateRequest.objects.filter(organisation=organisation, closed_at=None)
    dues = list(asked.values_list("due", flat=True))
    late = sum(due is not None and due < today for due in dues)
    url = reverse("organisation:who_is_who")
    return Part(
        "governance",
        _("Governance"),
        _("How do we organise responsibilities?"),
        _("%(filled)d of the %(all)d roles are filled.") % {"filled": roles - len(vacant), "all": roles},
        (
            Figure(_("roles filled"), roles - len(vacant), url),
            Figure(_("roles vacant"), len(vacant), url),
            Figure(_("requests wait for a decision"), len(dues)),
        ),
        tuple(_behind(organisation, [line.name for line in vacant], late)),
        url=url,
        url_label=_("To who is who"),
        source=_("roles and decisions"),
    )


def _behind(organisation: Organisation, vacant: list[str], late: int):
    if vacant:
        yield _("Nobody holds: %(roles)s.") % {"roles": ", ".join(vacant)}
    if late:
        yield ngettext("%(n)d request for a decision is late.", "%(n)d requests for a decision are late.", late) % {
            "n": late
        }
    if matrix_of(organisation).status == "proposal":
        yield _("The role matrix is a proposal: nobody has adopted it yet.")
