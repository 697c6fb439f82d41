"""What an application waits for, as the register's list shows it."""

from django.utils import timezone

from roeland.assessments.queries import latest
from roeland.decisions.gatekeeping import BEFORE_START, standing_on
from roeland.decisions.hearing import heard
from roeland.decisions.models import GateRequest
from roeland.register.models import Application, Route, WaitsFor
from roeland.register.services import hand_down_waiting
from roeland.rules.gates import COMPETENT_ORGAN
from roeland.rules.hearing import shut_by

ASKED = GateRequest.Outcome


def waits_for(application: Application) -> str:
    """What the application waits for at its gate: a code of WaitsFor, or empty."""
    last = _last_request(application)
    if last is not None and last.is_open:
        return _of_request(last)
    classification = latest(application)
    if classification is None or not (application.undecided or application.phase in BEFORE_START):
        return ""
    if (
        last is not None
        and last.outcome == ASKED.DECIDED
        and last.decision.is_proposal
        and not last.decision.organ_act_id
    ):
        return WaitsFor.ORGAN
    return WaitsFor.ANSWERS if standing_on(application, classification).missing(stage="ask") else WaitsFor.REQUEST


def _last_request(application: Application) -> GateRequest | None:
    made = GateRequest.objects.filter(organisation=application.organisation_id, application=application)
    last = made.select_related("decision", "organisation").order_by("-asked_at", "-pk").first()
    if last is not None:
        last.application = application
    return last


def _of_request(gate_request: GateRequest) -> str:
    if gate_request.role == COMPETENT_ORGAN:
        return WaitsFor.ORGAN
    if gate_request.route == Route.FORBIDDEN:  # to say no nobody has to wait for advice
        return WaitsFor.DECISION
    voices = (one.voice for one in heard(gate_request, timezone.localdate()))
    return WaitsFor.ADVICE if any(shut_by(voice) for voice in voices) else WaitsFor.DECISION


def hand_down(application: Application) -> Application:
    """Write what the application waits for where the register's list reads it."""
    return hand_down_waiting(application=application, waits_for=waits_for(application))
