"""What is known of decisions."""

from uuid import UUID

from django.db.models import QuerySet

from roeland.assessments.comparing import Changed, between, standing
from roeland.assessments.queries import latest
from roeland.decisions.models import Decision, GateRequest, Lapse
from roeland.organisation.prepared import prepared
from roeland.register.models import Application


def decided_on(application: Application) -> Decision | None:
    """The decision by which the application is in use; None when it is not, or when none holds."""
    if not application.is_in_use:
        return None
    return _in_force.first(application.organisation_id, application.pk)


@prepared
def _in_force(organisation: UUID, application: UUID) -> QuerySet[Decision]:
    opening = Decision.objects.in_force().filter(organisation=organisation, gate_request__application=application)
    along = ("organisation", "gate_request__organisation", "gate_request__classification", "gate_request__case_file")
    return opening.select_related(*along, "taken_by").order_by("-taken_at", "-pk")[:1]


def latest_request(application: Application, gate: str = "") -> GateRequest | None:
    """The request made last, for one gate when it is named, with its decision when there is one."""
    if not gate:
        return _latest_request.first(application.organisation_id, application.pk)
    return _requests(application.organisation_id, application.pk).filter(gate=gate).first()


def _requests(organisation: UUID, application: UUID) -> QuerySet[GateRequest]:
    made = GateRequest.objects.filter(organisation=organisation, application=application)
    return made.select_related("asked_by", "case_file", "decision__taken_by").order_by("-asked_at", "-pk")


@prepared
def _latest_request(organisation: UUID, application: UUID) -> QuerySet[GateRequest]:
    return _requests(organisation, application)[:1]


def since(decision: Decision) -> Changed:
    """What differs between the outcome that was decided on and the one of now."""
    before, now = decision.gate_request.classification, latest(decision.gate_request.application)
    if now is None or now.pk == before.pk:
        return Changed((), (), heavier=False)
    return between(standing(before), standing(now), now.rules)


def announced(decision: Decision) -> Lapse | None:
    """The lapse of a decision that was announced and has not come."""
    return _announced.first(decision.pk)


@prepared
def _announced(decision: UUID) -> QuerySet[Lapse]:
    return Lapse.objects.filter(decision=decision, state=Lapse.State.ANNOUNCED).order_by("pk")[:1]
