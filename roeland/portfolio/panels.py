"""What this room shows on a dossier and on somebody's home page."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.organisation.access import may
from roeland.organisation.middleware import Request
from roeland.portfolio import queries
from roeland.portfolio.words import in_words
from roeland.register.models import Application, Phase
from roeland.rules.experiments import plan_gaps
from roeland.ui.panels import Panel, once

BEFORE = frozenset({Phase.REPORTED, Phase.IN_ASSESSMENT, Phase.EXPERIMENT, Phase.STOPPED})


def experiment(request: Request, application: Application) -> Panel | None:
    """The experiment of an application, or how to plan one while it can still be tried."""
    found = once(request, application, queries.of_application)
    may_plan = may(request.person, "experiment.plan", application)
    if found is None and (application.phase not in BEFORE or not may_plan):
        return None
    context: dict[str, Any] = {"experiment": found, "application": application, "may_plan": may_plan}
    if found is not None:
        found.application = application
        context["over"] = found.is_over(timezone.localdate())
        context["gaps"] = in_words(plan_gaps(found.plan)) if found.state == found.State.PLANNED else []
    place = "main" if found else "aside"
    return Panel(_("Experiment"), "portfolio/panels/_experiment.html", context, place=place, id="experiment")


def mine(request: Request) -> Panel | None:
    """The open experiments that this person runs."""
    found = queries.mine(request.person)
    if not found:
        return None
    today = timezone.localdate()
    context = {"lines": [(one, one.is_over(today)) for one in found]}
    return Panel(_("My experiments"), "portfolio/panels/_mine.html", context, id="my-experiments")
