"""Who uses an application, on its dossier."""

from django.utils.translation import gettext as _

from roeland.assessments.quick import showing
from roeland.assessments.uses import joining, standing
from roeland.organisation.middleware import Request
from roeland.register.models import Application
from roeland.register.queries import uses_now
from roeland.register.resembling import FINISHED
from roeland.ui.panels import Panel, once

OPEN = 5
"""How many uses stand on the page; the others are folded."""


def uses(request: Request, application: Application) -> Panel | None:
    """The teams that use it, what for and what they inherit; nothing where nobody does and nobody can begin."""
    found = once(request, application, uses_now)
    may_join = application.phase not in FINISHED
    if not found and not may_join:
        return None
    frame = joining.frame_today(application) if found else None
    stands = standing.stand(found, frame)
    context = {
        "application": application,
        "first": stands[:OPEN],
        "more": stands[OPEN:],
        "inherited": standing.inherited(application) if found else [],
        "in_short": showing.in_short(frame) if frame else "",
        "may_join": may_join,
    }
    place = "main" if found else "aside"
    return Panel(_("Who uses this"), "assessments/uses/panels/_uses.html", context, place=place, id="uses")
