"""Ordering that an application stops: at once, by who is accountable or by a CISO whose mandate says so."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.appointing import Appointed, appointed_to_stop
from roeland.decisions.models import GateRequest, Stop
from roeland.decisions.refusals import MayNotStop, NothingToStop, ReasonMissing
from roeland.decisions.services.lapsing import end_with_use
from roeland.decisions.services.locking import close, locked
from roeland.decisions.waiting import hand_down
from roeland.journal.services import record
from roeland.organisation.access import same_organisation
from roeland.organisation.models import Person
from roeland.register.models import Application, Phase
from roeland.register.services import enter_phase


@transaction.atomic
def stop(*, application: Application, reason: str, actor: Person) -> Stop:
    """Stop an application that is in use. Open requests end; using it again needs a decision.

    Raises OtherOrganisation, NothingToStop, MayNotStop or ReasonMissing; then nothing has changed.
    """
    same_organisation(actor, application)
    application, today = locked(application), timezone.localdate()
    if not application.is_in_use:
        raise NothingToStop(application.phase)
    who = who_stops(application, actor, today)
    if not reason.strip():
        raise ReasonMissing
    made = Stop.objects.create(
        organisation=application.organisation,
        application=application,
        ordered_by=actor,
        in_place_of=who.in_place_of,
        role=who.role,
        mandate=who.mandate,
        reason=reason.strip(),
        ordered_at=timezone.now(),
    )
    values = {"stop": made.pk, "role": made.role, "mandate": made.mandate}
    record("application.stopped", subject=application, actor=actor, reason=made.reason, values=values)
    _end_requests(application, actor)
    end_with_use(application, actor)
    application = enter_phase(application=application, phase=Phase.STOPPED, actor=actor, reason=made.reason)
    hand_down(application)
    telling.tell_stopped(made, today)
    return made


def who_stops(application: Application, actor: Person, today: date) -> Appointed:
    """As whom the actor stops it. Raises MayNotStop with who is accountable."""
    ways = appointed_to_stop(application, today)
    mine = next((way for way in ways if actor in way.persons and actor.active), None)
    if mine is None:
        raise MayNotStop(ways[0])
    return mine.signed_by(actor)


def _end_requests(application: Application, actor: Person) -> None:
    rows = GateRequest.objects.filter(application=application, closed_at=None).select_for_update(of=("self",))
    for gate_request in rows.select_related("asked_by", "holder", "organisation"):
        gate_request.application = application
        close(gate_request, GateRequest.Outcome.STOPPED, actor)
