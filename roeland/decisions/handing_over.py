"""The open requests of who leaves: a colleague hears the decision, and can withdraw the request."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from roeland.decisions import services
from roeland.decisions.models import GateRequest
from roeland.decisions.services.locking import locked_request
from roeland.journal.services import record
from roeland.organisation.leaving.kinds import Kind, Move, Thing, one_by_one
from roeland.organisation.models import Person
from roeland.work import services as work
from roeland.work.roles import keeper

REQUEST_HANDED_OVER = "request_handed_over"
KEEPERS = ("information_manager", "ai_hub", "administrator")


def _held(person: Person) -> list[Thing]:
    rows = GateRequest.objects.filter(organisation=person.organisation_id, asked_by=person, closed_at=None)
    found = rows.select_related("application").order_by("asked_at", "pk")
    return [Thing(f"request:{row.pk}", row.application.name, row.get_absolute_url()) for row in found]


def _hand_over(key: UUID, move: Move) -> None:
    """Nobody decides on their own request: when it is the successor's to decide, it goes up a level by itself."""
    row = GateRequest.objects.filter(pk=key, asked_by=move.leaver, closed_at=None).select_related("application").first()
    person = move.successor or keeper(move.leaver.organisation, KEEPERS)
    if row is None or person is None or person == move.leaver:
        return
    gate_request = locked_request(row)
    gate_request.asked_by = person
    gate_request.save(update_fields=["asked_by"])
    values = {"request": gate_request.pk}
    record("gate.handed_over", subject=gate_request.application, actor=move.actor, values=values)
    services.appoint_again(gate_request=gate_request)
    if person != move.actor:
        work.tell(code=REQUEST_HANDED_OVER, persons=[person], subject=gate_request, actor=move.actor)


REQUESTS = Kind(
    _("Requests for a decision"),
    _("goes to the information manager."),
    _held,
    one_by_one(_hand_over),
)
