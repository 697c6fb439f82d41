"""Asking for a gate: by a person, or by Roeland itself when the law prohibits something."""

from django.db import transaction
from django.utils import timezone

from roeland.assessments.models import Classification
from roeland.assessments.queries import latest
from roeland.decisions import telling
from roeland.decisions.appointing import appointed, row_for
from roeland.decisions.gatekeeping import phase_when_refused, phases_to_ask, standing
from roeland.decisions.models import Gate, GateRequest
from roeland.decisions.refusals import AlreadyAsked, AlreadyClosed, GateClosed, NothingToStart, NotTheRequester
from roeland.decisions.services.locking import close, locked, locked_request
from roeland.decisions.waiting import hand_down
from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.register.models import Application, Phase, Route


@transaction.atomic
def request_gate(
    *, application: Application, actor: Person, leads_to: str = Phase.PRODUCTION, gate: str = Gate.START
) -> GateRequest:
    """Ask whether the application may start: as an experiment, or in use straight away (`leads_to`).

    Raises NotPermitted, OtherOrganisation, AlreadyAsked, NothingToStart, or GateClosed with what is not met.
    """
    must(actor, "decision.request", application)
    same_organisation(actor, application)
    application = locked(application)
    _must_be_free(application, gate)
    if leads_to not in phases_to_ask(application):
        raise NothingToStart(application.phase)
    before = standing(application)
    if (missing := before.missing(gate)) or before.classification is None:
        raise GateClosed(missing)
    return _ask(application, before.classification, gate=gate, leads_to=leads_to, actor=actor)


@transaction.atomic
def ask_about_forbidden(*, application: Application) -> GateRequest | None:
    """Roeland itself asks the directorate to reject or stop what the law prohibits; None when it need not.

    Nothing is asked about an application that has ended, or about which a request is open.
    """
    application = locked(application)
    classification = latest(application)
    ended = application.phase in (Phase.REJECTED, Phase.STOPPED, Phase.RETIRED)
    if ended or classification is None or classification.route != Route.FORBIDDEN or _open(application, Gate.START):
        return None
    return _ask(application, classification, gate=Gate.START, leads_to=phase_when_refused(application), actor=None)


@transaction.atomic
def withdraw(*, gate_request: GateRequest, actor: Person) -> GateRequest:
    """Take a request back. Raises OtherOrganisation, AlreadyClosed or NotTheRequester."""
    same_organisation(actor, gate_request)
    gate_request = locked_request(gate_request)
    if not gate_request.is_open:
        raise AlreadyClosed(gate_request.outcome)
    if gate_request.asked_by_id != actor.pk:
        raise NotTheRequester
    close(gate_request, GateRequest.Outcome.WITHDRAWN, actor)
    record("gate.withdrawn", subject=gate_request.application, actor=actor, values={"request": gate_request.pk})
    hand_down(gate_request.application)
    return gate_request


def _ask(
    application: Application, classification: Classification, *, gate: str, leads_to: str, actor: Person | None
) -> GateRequest:
    now, today = timezone.now(), timezone.localdate()
    route = classification.route
    who = appointed(application, gate=gate, route=route, asked_by=actor, today=today)
    made = GateRequest.objects.create(
        organisation=application.organisation,
        application=application,
        classification=classification,
        gate=gate,
        leads_to=leads_to,
        route=route,
        asked_by=actor,
        asked_at=now,
        due=application.organisation.working_days.after(
            today, row_for(application.organisation, gate, route).answer_within
        ),
        role=who.role,
        holder=who.person,
    )
    values = {"gate": gate, "leads_to": leads_to, "route": route, "role": who.role, "request": made.pk}
    record("gate.requested", subject=application, actor=actor, values=values)
    telling.ask_for_decision(made, actor)
    telling.tell_requested(made, today)
    hand_down(application)
    return made


def _open(application: Application, gate: str) -> GateRequest | None:
    return GateRequest.objects.filter(application=application, gate=gate, closed_at=None).first()


def _must_be_free(application: Application, gate: str) -> None:
    if found := _open(application, gate):
        raise AlreadyAsked(found)
