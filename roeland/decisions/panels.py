"""What the decisions room shows on a dossier: what the gate waits for, and who does what."""

from django.utils.translation import gettext as _

from roeland.assessments.panels import classified
from roeland.decisions.appointing import CISO
from roeland.decisions.disclosing import Reader
from roeland.decisions.gatekeeping import standing_on
from roeland.decisions.matrices import matrix_of
from roeland.decisions.queries import announced
from roeland.decisions.showing import AtTheGate
from roeland.decisions.why_shut import why
from roeland.organisation.access import held_by, may
from roeland.organisation.middleware import Request
from roeland.organisation.models import Person
from roeland.portfolio.models import Experiment
from roeland.portfolio.queries import of_application
from roeland.register.models import Application
from roeland.ui.panels import Panel, once


def gate(request: Request, application: Application) -> Panel:
    """Why the gate is shut and who can act, the request that is open, or what was decided."""
    here = once(request, application, _at_the_gate, request)
    decision = here.decision
    context = {
        "here": here,
        "application": application,
        "decision": decision,
        "role_of_decision": here.role_of_decision,
        "conditions": Reader(request.person, decision.gate_request).conditions(decision) if decision else [],
        "shut": why(here.needs, request.person) if here.is_before or here.open_request else [],
        "lapse": announced(here.in_force) if here.in_force else None,
        "may_stop": application.is_in_use and _may_stop(request.person, application),
    }
    return Panel(_("Decision"), "decisions/panels/_gate.html", context, id="gate")


def roles(request: Request, application: Application) -> Panel | None:
    """Who decides, advises, gives facts and is told; nothing before an intake says what it depends on."""
    here = once(request, application, _at_the_gate, request)
    if not here.lines:
        return None
    return Panel(_("Who does what"), "decisions/_roles.html", {"here": here}, place="aside", id="roles")


def _may_stop(person: Person, application: Application) -> bool:
    """Whether this person may order a stop; a CISO only with the mandate for it."""
    if not may(person, "application.stop", application):
        return False
    levels = matrix_of(application.organisation).levels
    return any(row.may_stop if row.role == CISO else row.role in levels for row in held_by(person))


def _not_ended(experiment: Experiment | None) -> Experiment | None:
    return experiment if experiment and experiment.state != Experiment.State.ENDED else None


def _at_the_gate(application: Application, request: Request) -> AtTheGate:
    """What both panels read."""
    here = AtTheGate(application, request.person)
    here.standing = standing_on(application, classified(request, application))
    here.open_experiment = lambda of: _not_ended(once(request, of, of_application))
    return here
