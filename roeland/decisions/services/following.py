"""What happens to open requests when the facts or the people change under them."""

from django.db import transaction
from django.utils import timezone

from roeland.assessments.queries import latest
from roeland.decisions import telling
from roeland.decisions.appointing import appointed_for
from roeland.decisions.models import Decision, GateRequest
from roeland.decisions.queries import decided_on, since
from roeland.decisions.services.locking import close, locked, locked_request
from roeland.decisions.waiting import hand_down
from roeland.journal.services import record
from roeland.register.models import Application


@transaction.atomic
def lapse_outdated(*, application: Application) -> list[GateRequest]:
    """Let requests lapse that rest on an older classification; who asked hears that they can ask again."""
    application = locked(application)
    classification = latest(application)
    outdated = GateRequest.objects.filter(application=application, closed_at=None).exclude(
        classification=classification
    )
    lapsed = list(outdated.select_related("asked_by").select_for_update(of=("self",)))
    for gate_request in lapsed:
        gate_request.application = application
        close(gate_request, GateRequest.Outcome.LAPSED, None)
        record("gate.lapsed", subject=application, actor=None, values={"request": gate_request.pk})
        telling.tell_lapsed(gate_request)
    hand_down(application)
    return lapsed


@transaction.atomic
def note_affected(*, application: Application) -> Decision | None:
    """Tell who owns it and who decided that the outcome is no longer the one that was decided on; return the decision.

    The decision stands: answers never undo it by themselves. None when nothing was decided or nothing differs.
    """
    decision = decided_on(application)
    if decision is None or not since(decision).differs:
        return None
    telling.tell_affected(decision)
    return decision


@transaction.atomic
def appoint_again(*, gate_request: GateRequest) -> GateRequest:
    """After people or roles changed: hand an open request to whose decision it is now, with its task."""
    gate_request = locked_request(gate_request)
    if not gate_request.is_open:
        return gate_request
    who = appointed_for(gate_request, timezone.localdate())
    if (gate_request.role, gate_request.holder) != (who.role, who.person):
        telling.close_task(gate_request, None)
        gate_request.role, gate_request.holder = who.role, who.person
        gate_request.save(update_fields=["role", "holder"])
        telling.ask_for_decision(gate_request, None)
        hand_down(gate_request.application)
    return gate_request
