"""What a decision does once it holds: open the gate, or keep it shut."""

from roeland.decisions import telling
from roeland.decisions.gatekeeping import phase_when_refused
from roeland.decisions.models import Decision, Gate, GateRequest
from roeland.decisions.services.lapsing import end_with_use, take_over
from roeland.decisions.waiting import hand_down
from roeland.organisation.models import Person
from roeland.register.models import Route
from roeland.register.services import enter_phase


def carry_out(decision: Decision, actor: Person | None) -> None:
    """Open the gate, or keep it shut for good. A proposal waits for the organ; what is sent back stays as it is."""
    gate_request, answer = decision.gate_request, Decision.Answer(decision.answer)
    if decision.is_proposal or answer is Decision.Answer.BACK:
        hand_down(gate_request.application)
    elif answer.opens:
        take_over(decision)
        telling.ask_conditions(decision)
        hand_down(enter_phase(application=gate_request.application, phase=gate_request.leads_to, actor=actor))
    else:
        refuse(gate_request, actor)


def refuse(gate_request: GateRequest, actor: Person | None) -> None:
    """Reject what was asked, or stop what is in use; a change or an end that is refused leaves everything as it is."""
    application = gate_request.application
    kept = gate_request.gate in (Gate.CHANGE, Gate.RETIRE) and gate_request.route != Route.FORBIDDEN
    if not kept:
        end_with_use(application, actor)
        phase = phase_when_refused(application)
        application = enter_phase(application=application, phase=phase, actor=actor)
    hand_down(application)
