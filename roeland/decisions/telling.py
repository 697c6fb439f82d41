"""Who is asked and who is told when something happens at a gate."""

from collections.abc import Iterable
from datetime import date

from roeland.decisions.appointing import row_for
from roeland.decisions.models import Decision, GateRequest
from roeland.organisation.models import Person
from roeland.organisation.queries import holders
from roeland.register.models import Route
from roeland.work import services as work

TAKE_DECISION = "take_decision"


def ask_for_decision(gate_request: GateRequest, actor: Person | None) -> None:
    """Give the one whose decision it is a task; the competent organ decides in its own system and gets none."""
    if gate_request.holder is not None:
        work.ask(
            kind=TAKE_DECISION,
            person=gate_request.holder,
            subject=gate_request,
            actor=actor,
            role=gate_request.role,
            due=gate_request.due,
        )


def close_task(gate_request: GateRequest, actor: Person | None) -> None:
    """Nobody needs to decide on this request any more, or somebody else does."""
    work.done(subject=gate_request, kind=TAKE_DECISION, actor=actor)


def tell_requested(gate_request: GateRequest, today: date) -> None:
    """Tell those whom the matrix names; on a prohibited practice also the adviser."""
    row = row_for(gate_request.organisation, gate_request.gate, gate_request.route)
    forbidden = gate_request.route == Route.FORBIDDEN
    roles = (*row.told, *(part.role for part in row.advises)) if forbidden else row.told
    code = "forbidden_found" if forbidden else "gate_requested"
    _tell(code, gate_request, _persons(gate_request, roles, today), gate_request.asked_by)


def tell_decided(decision: Decision, today: date) -> None:
    """Tell who asked, who reported, who owns it, and those whom the matrix names."""
    gate_request = decision.gate_request
    application = gate_request.application
    close = [gate_request.asked_by, application.reporter, application.owner]
    row = row_for(gate_request.organisation, gate_request.gate, gate_request.route)
    named = _persons(gate_request, row.told, today)
    code = "decision_proposed" if decision.is_proposal else "decision_taken"
    _tell(code, gate_request, [*close, *named], decision.taken_by)


def tell_lapsed(gate_request: GateRequest) -> None:
    """Tell who asked that they can ask again, and who had to decide that they need not."""
    _tell("gate_lapsed", gate_request, [gate_request.asked_by, gate_request.holder], None)


def tell_affected(decision: Decision) -> None:
    """Tell who owns the application, or else who asked, and who decided, that the outcome is another one now."""
    gate_request = decision.gate_request
    close = [gate_request.application.owner or gate_request.asked_by, decision.taken_by]
    _tell("decision_affected", gate_request, [person for person in close if person and person.active], None)


def _persons(gate_request: GateRequest, roles: Iterable[str], today: date) -> list[Person]:
    application = gate_request.application
    return [held.person for held in holders(application.organisation, roles, application.unit, today).values()]


def _tell(code: str, gate_request: GateRequest, persons: Iterable[Person | None], actor: Person | None) -> None:
    """Tell each person once; nobody is told what they did themselves."""
    others = {person.pk: person for person in persons if person is not None and person != actor}
    if others:
        work.tell(code=code, persons=list(others.values()), subject=gate_request, actor=actor)
