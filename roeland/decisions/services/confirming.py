"""What other organs decided, recorded here: the competent organ on a proposal, the court on a refused consent."""

from django.db import transaction
from django.utils import timezone

from roeland.bodies.models import Reference
from roeland.decisions import telling
from roeland.decisions.comparing import is_outdated
from roeland.decisions.gatekeeping import standing
from roeland.decisions.models import Decision, GateRequest, Inquiry, Stop
from roeland.decisions.organs import COMPETENT, COURT, must_fit
from roeland.decisions.reasons import at_decision
from roeland.decisions.refusals import GateClosed, Lapsed, NotAProposal, OrganDoesNotFit
from roeland.decisions.services.carrying_out import carry_out, refuse
from roeland.decisions.services.locking import close, locked, locked_request
from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.register.models import Application

Organ, Outcome = Reference.Organ, Reference.Outcome


@transaction.atomic
def confirm(*, decision: Decision, act: Reference, actor: Person) -> Decision:
    """Record what the competent organ decided on a proposal: it takes effect, or the answer is no.

    Raises NotPermitted, OtherOrganisation, NotAProposal, OrganDoesNotFit, Lapsed or GateClosed; then nothing has
    changed.
    """
    must(actor, "decision.record_organ")
    same_organisation(actor, decision, act)
    gate_request = locked_request(decision.gate_request)
    row = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if not row.waits_for_organ or _overtaken(row):
        raise NotAProposal
    must_fit(act, gate_request.unit, COMPETENT)
    if is_outdated(gate_request):
        raise Lapsed
    row.gate_request, row.organ_act = gate_request, act
    in_favour = act.outcome != Outcome.AGAINST
    if in_favour:
        _must_still_be_open(row, gate_request)
        row.is_proposal = False
    row.save(update_fields=["organ_act", "is_proposal"])
    values = {"decision": row.pk, "act": act.pk, "outcome": act.outcome}
    record("decision.confirmed", subject=gate_request.application, actor=actor, values=values)
    _end_requests(gate_request.application)
    if in_favour:
        carry_out(row, actor)
    else:
        refuse(gate_request, actor)
    telling.tell_confirmed(row, actor, timezone.localdate())
    return row


@transaction.atomic
def replace_consent(*, inquiry: Inquiry, act: Reference, actor: Person) -> Inquiry:
    """Record the permission of the court that stands in for a refused consent (WOR 27(4)).

    Raises NotPermitted, OtherOrganisation, NotAProposal when no consent was asked, or OrganDoesNotFit.
    """
    must(actor, "decision.record_organ")
    same_organisation(actor, inquiry, act)
    application = locked(inquiry.gate_request.application)
    row = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if row.kind != Inquiry.Kind.CONSENT or row.court_permission_id is not None:
        raise NotAProposal
    must_fit(act, application.unit, COURT)
    if act.outcome == Outcome.AGAINST:
        raise OrganDoesNotFit(("against",))
    row.court_permission = act
    row.save(update_fields=["court_permission"])
    record("consent.replaced", subject=application, actor=actor, values={"inquiry": row.pk, "act": act.pk})
    return row


def _overtaken(decision: Decision) -> bool:
    """Whether somebody decided or ordered a stop since: the proposal is of no use any more, it must be asked again."""
    application = decision.gate_request.application_id
    newer = Decision.objects.filter(gate_request__application=application, taken_at__gt=decision.taken_at)
    stops = Stop.objects.filter(application=application, ordered_at__gt=decision.taken_at)
    return newer.exclude(answer=Decision.Answer.BACK).exists() or stops.exists()


def _end_requests(application: Application) -> None:
    """What was asked while the organ decided was asked about another phase: it must be asked again."""
    rows = GateRequest.objects.filter(application=application, closed_at=None).select_for_update(of=("self",))
    for gate_request in rows.select_related("asked_by", "holder", "organisation"):
        gate_request.application = application
        close(gate_request, GateRequest.Outcome.LAPSED, None)
        record("gate.lapsed", subject=application, actor=None, values={"request": gate_request.pk})
        telling.tell_lapsed(gate_request)


def _must_still_be_open(decision: Decision, gate_request: GateRequest) -> None:
    if not Decision.Answer(decision.answer).opens:
        return
    here = at_decision(standing(gate_request.application), gate_request.gate, gate_request, timezone.localdate())
    if here.reasons:
        raise GateClosed(tuple(reason.requirement for reason in here.reasons))
