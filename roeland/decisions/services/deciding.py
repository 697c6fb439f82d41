"""Answering a request: one decision, with its reasons, by the one whose decision it is."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from roeland.bodies.models import Reference
from roeland.decisions import telling
from roeland.decisions.appointing import Appointed, appointed_for
from roeland.decisions.comparing import is_outdated
from roeland.decisions.experiments import term
from roeland.decisions.gatekeeping import standing
from roeland.decisions.models import Decision, GateRequest
from roeland.decisions.organs import must_decide
from roeland.decisions.reasons import AtDecision, at_decision
from roeland.decisions.refusals import (
    AlreadyClosed,
    ConditionsMissing,
    GateClosed,
    Lapsed,
    NotTheHolder,
    NoYesHere,
    OwnRequest,
    ReasonMissing,
    SecondFactorNeeded,
    TermInThePast,
)
from roeland.decisions.services.carrying_out import carry_out
from roeland.decisions.services.locking import close, locked_request
from roeland.decisions.weighing import Wanted, Words, keep, must_be_finished, set_conditions, weighed
from roeland.journal.services import record
from roeland.organisation.access import same_organisation
from roeland.organisation.models import Person
from roeland.register.models import Route
from roeland.rules.gates import Refusal

Answer = Decision.Answer


@transaction.atomic
def decide(
    *,
    gate_request: GateRequest,
    answer: str,
    actor: Person,
    reasons: str = "",
    conditions: Sequence[Wanted] = (),
    said: Mapping[str, Words] | None = None,
    ends_on: date | None = None,
    review_on: date | None = None,
    second_factor: bool = False,
    organ_act: Reference | None = None,
) -> Decision:
    """Answer a request (yes, yes_if, no or back), and keep why. Without a mandate the outcome is a proposal.

    said: per key of an inquiry what the decision does with it. second_factor: the actor just confirmed with one.
    organ_act: what the competent organ decided, when it did so before.
    Raises OtherOrganisation, AlreadyClosed, Lapsed, OwnRequest, NotTheHolder, NoYesHere, GateClosed, NotWeighed,
    ReasonMissing, ConditionsMissing, ConditionUnfinished, TermInThePast, SecondFactorNeeded or OrganDoesNotFit; then
    nothing has changed.
    """
    owners = [wanted.owner for wanted in conditions]
    same_organisation(actor, gate_request, organ_act, *owners, *(wanted.advice for wanted in conditions))
    answer, reasons, today = Answer(answer), reasons.strip(), timezone.localdate()
    gate_request = locked_request(gate_request)
    _must_stand(gate_request)
    who = appointed_for(gate_request, today)
    _must_be_asked(actor, who)
    who = who.signed_by(actor)
    here = at_decision(standing(gate_request.application), gate_request.gate, gate_request, today)
    _must_be_sound(gate_request, here, answer, reasons, conditions)
    ends_on = term(gate_request, ends_on) if answer.opens else None  # only a yes has a term
    _must_lie_ahead(today, ends_on, review_on)
    if gate_request.route == Route.FULL and not second_factor:
        raise SecondFactorNeeded
    if organ_act is not None:
        must_decide(organ_act, gate_request.unit, answer.opens)
    conditions = conditions if answer is Answer.YES_IF else ()
    done = {} if answer is Answer.BACK else weighed(here.heard, said or {}, conditions, opens=answer.opens)
    decision = Decision.objects.create(
        organisation=gate_request.organisation,
        gate_request=gate_request,
        answer=answer,
        reasons=reasons,
        taken_by=actor,
        in_place_of=who.in_place_of,
        role=who.role,
        mandate=who.mandate,
        is_proposal=organ_act is None and _is_proposal(gate_request, answer, who),
        organ_act=organ_act,
        taken_at=timezone.now(),
        ends_on=ends_on if answer.opens else None,
        review_on=review_on if answer.opens else None,
        confirmed_at=timezone.now() if second_factor else None,
    )
    keep(decision, here.heard, done, reasons)
    set_conditions(decision, conditions)
    close(gate_request, GateRequest.Outcome.DECIDED, actor)
    _record(decision)
    carry_out(decision, actor)
    telling.tell_decided(decision, today)
    return decision


def _is_proposal(gate_request: GateRequest, answer: Answer, who: Appointed) -> bool:
    """Whether the competent organ still has to decide: without a mandate, or on the full route unless it says not."""
    if answer is Answer.BACK:
        return False
    organ_first = gate_request.route == Route.FULL and answer.opens and not who.decides_alone
    return not who.mandate or organ_first


def _must_stand(gate_request: GateRequest) -> None:
    if not gate_request.is_open:
        raise Lapsed if gate_request.outcome == GateRequest.Outcome.LAPSED else AlreadyClosed(gate_request.outcome)
    if is_outdated(gate_request):
        raise Lapsed


def _must_be_asked(actor: Person, who: Appointed) -> None:
    why = who.refusals(actor)
    if Refusal.OWN_REQUEST in why:
        raise OwnRequest
    if why or not actor.active:
        raise NotTheHolder(who)


def _must_be_sound(
    gate_request: GateRequest, here: AtDecision, answer: Answer, reasons: str, conditions: Sequence[Wanted]
) -> None:
    if answer is not Answer.NO and gate_request.route == Route.FORBIDDEN:
        raise NoYesHere
    if answer.opens and (shut := here.reasons):
        raise GateClosed(tuple(reason.requirement for reason in shut))
    if not answer.opens and not reasons:
        raise ReasonMissing
    if answer is Answer.YES_IF:
        if not conditions:
            raise ConditionsMissing
        must_be_finished(conditions)


def _must_lie_ahead(today: date, *days: date | None) -> None:
    if any(day is not None and day <= today for day in days):
        raise TermInThePast


def _record(decision: Decision) -> None:
    kept = ("answer", "role", "mandate", "is_proposal", "ends_on", "review_on")
    values = {field: getattr(decision, field) for field in kept}
    values |= {"request": decision.gate_request_id, "decision": decision.pk}
    values["conditions"] = [one.text for one in decision.conditions_set.all()]
    values["weighed"] = {str(one.inquiry_id): [one.outcome, one.reason] for one in decision.weighings.all()}
    record(
        "decision.taken",
        subject=decision.gate_request.application,
        actor=decision.taken_by,
        reason=decision.reasons,
        values=values,
    )
