"""Answering a request: one decision, with its reasons, by the one whose decision it is."""

from django.db import transaction
from django.utils import timezone

from roeland.assessments.queries import latest
from roeland.decisions import telling
from roeland.decisions.appointing import Appointed, appointed_for
from roeland.decisions.gatekeeping import phase_when_refused, standing
from roeland.decisions.models import Decision, GateRequest
from roeland.decisions.refusals import (
    AlreadyClosed,
    ConditionsMissing,
    GateClosed,
    Lapsed,
    NotTheHolder,
    NoYesHere,
    OwnRequest,
    ReasonMissing,
)
from roeland.decisions.services.locking import close, locked_request
from roeland.decisions.waiting import hand_down
from roeland.journal.services import record
from roeland.organisation.access import same_organisation
from roeland.organisation.models import Person
from roeland.register.models import Route
from roeland.register.services import enter_phase
from roeland.rules.gates import Refusal

Answer = Decision.Answer


@transaction.atomic
def decide(
    *, gate_request: GateRequest, answer: str, actor: Person, reasons: str = "", conditions: str = ""
) -> Decision:
    """Answer a request (yes, yes_if or no), and keep why. Without a mandate the outcome is a proposal.

    Raises OtherOrganisation, AlreadyClosed, Lapsed, OwnRequest, NotTheHolder, NoYesHere, GateClosed,
    ReasonMissing or ConditionsMissing; then nothing has changed.
    """
    same_organisation(actor, gate_request)
    answer, reasons, conditions = Answer(answer), reasons.strip(), conditions.strip()
    gate_request = locked_request(gate_request)
    _must_stand(gate_request)
    who = appointed_for(gate_request, timezone.localdate())
    _must_be_asked(actor, who)
    _must_be_sound(gate_request, answer, reasons, conditions)
    decision = Decision.objects.create(
        organisation=gate_request.organisation,
        gate_request=gate_request,
        answer=answer,
        reasons=reasons,
        conditions=conditions if answer is Answer.YES_IF else "",
        taken_by=actor,
        in_place_of=who.in_place_of,
        role=who.role,
        mandate=who.mandate,
        is_proposal=not who.mandate,
        taken_at=timezone.now(),
    )
    close(gate_request, GateRequest.Outcome.DECIDED, actor)
    _record(decision)
    _carry_out(decision)
    telling.tell_decided(decision, timezone.localdate())
    return decision


def _must_stand(gate_request: GateRequest) -> None:
    if not gate_request.is_open:
        raise Lapsed if gate_request.outcome == GateRequest.Outcome.LAPSED else AlreadyClosed(gate_request.outcome)
    classification = latest(gate_request.application)
    if classification is None or classification.pk != gate_request.classification_id:
        raise Lapsed


def _must_be_asked(actor: Person, who: Appointed) -> None:
    why = who.refusals(actor)
    if Refusal.OWN_REQUEST in why:
        raise OwnRequest
    if why or not actor.active:
        raise NotTheHolder(who)


def _must_be_sound(gate_request: GateRequest, answer: Answer, reasons: str, conditions: str) -> None:
    if answer.opens and gate_request.route == Route.FORBIDDEN:
        raise NoYesHere
    if answer.opens and (missing := standing(gate_request.application).missing(gate_request.gate)):
        raise GateClosed(missing)
    if answer is Answer.NO and not reasons:
        raise ReasonMissing
    if answer is Answer.YES_IF and not conditions:
        raise ConditionsMissing


def _record(decision: Decision) -> None:
    kept = ("answer", "conditions", "role", "mandate", "is_proposal")
    values = {field: getattr(decision, field) for field in kept}
    values |= {"request": decision.gate_request_id, "decision": decision.pk}
    record(
        "decision.taken",
        subject=decision.gate_request.application,
        actor=decision.taken_by,
        reason=decision.reasons,
        values=values,
    )


def _carry_out(decision: Decision) -> None:
    """Open the gate or keep it shut for good; a proposal does neither: it waits for the competent organ."""
    gate_request = decision.gate_request
    application = gate_request.application
    if not decision.is_proposal:
        opens = Answer(decision.answer).opens
        phase = gate_request.leads_to if opens else phase_when_refused(application)
        application = enter_phase(application=application, phase=phase, actor=decision.taken_by)
    hand_down(application)
