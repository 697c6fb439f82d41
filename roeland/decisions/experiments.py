"""The experiment that waits for the gate, and what it says of the term of a decision."""

from datetime import date

from roeland.decisions.models import GateRequest
from roeland.portfolio.models import Experiment
from roeland.register.models import Application, Phase


def planned(application: Application) -> Experiment | None:
    """The experiment that waits for the gate."""
    rows = Experiment.objects.filter(organisation=application.organisation_id, application=application)
    return rows.filter(state=Experiment.State.PLANNED).first()


def term(gate_request: GateRequest, ends_on: date | None) -> date | None:
    """Until when a yes holds: towards an experiment never longer than its end date."""
    experiment = planned(gate_request.application) if gate_request.leads_to == Phase.EXPERIMENT else None
    days = [day for day in (ends_on, experiment.ends_on if experiment else None) if day]
    return min(days, default=None)
