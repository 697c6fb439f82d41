"""The order in which every verb at a gate locks rows: the application, then the request."""

from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.models import GateRequest, Inquiry
from roeland.organisation.models import Person
from roeland.register.models import Application


def locked(application: Application) -> Application:
    """The application with its row locked: everything at its gate happens one after the other."""
    row = Application.objects.select_related("organisation", "unit").select_for_update(of=("self",))
    return row.get(pk=application.pk)


def locked_request(gate_request: GateRequest) -> GateRequest:
    """The request and its application, both locked."""
    application = locked(gate_request.application)
    rows = GateRequest.objects.select_related("asked_by", "holder", "organisation", "case_file", "classification")
    row = rows.select_for_update(of=("self",)).get(pk=gate_request.pk)
    row.application = application
    return row


def close(gate_request: GateRequest, outcome: GateRequest.Outcome, actor: Person | None) -> None:
    """End a request with what was still asked about it, and the tasks that it gave."""
    gate_request.outcome, gate_request.closed_at = outcome, timezone.now()
    gate_request.save(update_fields=["outcome", "closed_at"])
    telling.close_task(gate_request, actor)
    waiting = list(Inquiry.objects.filter(gate_request=gate_request, closed_at=None))
    Inquiry.objects.filter(pk__in=[inquiry.pk for inquiry in waiting]).update(closed_at=gate_request.closed_at)
    telling.close_inquiries(waiting, actor)
