"""What this room shows on the pages of others: the risk profile of an application, and intakes not yet sent."""

from typing import Any

from django.utils.translation import gettext as _

from roeland.assessments import explaining, queries
from roeland.assessments.models import Classification
from roeland.assessments.services import CLOSED
from roeland.organisation.access import may
from roeland.organisation.middleware import Request
from roeland.register.models import Application
from roeland.register.queries import templates
from roeland.ui.panels import Panel, once

DESCRIPTIONS = 50


def classification(request: Request, application: Application) -> Panel:
    """The AI class and route with their reasons, or the way to the intake."""
    found = classified(request, application)
    intake = queries.latest_intake(application)
    context: dict[str, Any] = {
        "application": application,
        "classification": found,
        "intake": intake,
        "draft": intake if intake and not intake.submitted else None,
        "can_fill": may(request.person, "intake.fill", application),
        "may_begin": application.phase not in CLOSED,
    }
    if found:
        context["classes"] = explaining.possible_classes(found)
        context |= explaining.in_short(found)
    return Panel(_("Risk profile"), "assessments/panels/_classification.html", context, id="risk-profile")


def classified(request: Request, application: Application) -> Classification | None:
    """The classification that holds now; all panels of one page read it and its findings once."""
    return once(request, application, queries.latest)


def unfinished(request: Request) -> Panel | None:
    """The intakes that this person has not sent yet; nothing when there are none."""
    found = queries.begun_last(request.person)
    if not found:
        return None
    return Panel(
        _("Go on with your intake"), "assessments/panels/_unfinished.html", {"intakes": found}, id="unfinished"
    )


def supplier_descriptions(request: Request) -> Panel | None:
    """The suppliers' own descriptions with which somebody can begin to report; nothing when there are none."""
    found = templates(request.person.organisation) if may(request.person, "application.report") else ()
    context = {"templates": found[:DESCRIPTIONS]}
    if not context["templates"]:
        return None
    return Panel(_("Begin with the supplier's description"), "assessments/panels/_descriptions.html", context)
