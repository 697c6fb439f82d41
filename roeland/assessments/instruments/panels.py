"""What this room shows on a dossier: the assessments that an application needs, and how they stand."""

from django.utils.translation import gettext as _

from roeland.assessments.instruments import needing, queries
from roeland.assessments.panels import classified
from roeland.organisation.access import may
from roeland.organisation.middleware import Request
from roeland.register.models import Application
from roeland.ui.panels import Panel


def assessments(request: Request, application: Application) -> Panel | None:
    """Which are needed or begun; nothing for who may not read them, or when there is none."""
    if not may(request.person, "assessment.view", application):
        return None
    found = needing.asked(application, classified(request, application), queries.of_application(application))
    shown = [one for one in found if one.begun or (one.required and one.certain)]
    context = {
        "application": application,
        "asked": shown,
        "wise": sum(one.needed and one.certain and one not in shown for one in found),
        "may_begin": may(request.person, "assessment.begin", application),
    }
    return Panel(_("Assessments"), "assessments/panels/_assessments.html", context, id="assessments")
