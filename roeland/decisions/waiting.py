"""What an application waits for, as the register's list shows it."""

from roeland.assessments.queries import latest
from roeland.decisions.gatekeeping import BEFORE_START
from roeland.decisions.models import GateRequest
from roeland.register.models import Application, Route, WaitsFor
from roeland.register.services import hand_down_waiting
from roeland.rules.gates import COMPETENT_ORGAN

BY_ROUTE = {
    Route.LIGHT: WaitsFor.REQUEST,
    Route.STANDARD: WaitsFor.ADVICE,
    Route.FULL: WaitsFor.ADVICE,
    Route.FORBIDDEN: WaitsFor.DECISION,
    Route.UNKNOWN: WaitsFor.ANSWERS,
}


def waits_for(application: Application) -> str:
    """What the application waits for at its gate: a code of WaitsFor, or empty."""
    classification = latest(application)
    if classification is None or not (application.undecided or application.phase in BEFORE_START):
        return ""
    rests_on_it = GateRequest.objects.filter(application=application, classification=classification)
    last = rests_on_it.select_related("decision").order_by("-asked_at", "-pk").first()
    if last is None or last.outcome in (GateRequest.Outcome.WITHDRAWN, GateRequest.Outcome.LAPSED):
        return BY_ROUTE[Route(classification.route)]
    if last.outcome == GateRequest.Outcome.DECIDED or last.role == COMPETENT_ORGAN:
        return WaitsFor.ORGAN
    return WaitsFor.DECISION


def hand_down(application: Application) -> Application:
    """Write what the application waits for where the register's list reads it."""
    return hand_down_waiting(application=application, waits_for=waits_for(application))
