"""The experiment that belongs to a gate: whether its plan is ready, and what it says of the term of a decision."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from roeland.decisions.models import Gate, GateRequest
from roeland.organisation.prepared import prepared
from roeland.portfolio.models import Experiment
from roeland.register.models import Application, Phase
from roeland.rules.experiments import is_over, plan_gaps

NO_PLAN = "no_plan"


def open_of(application: Application) -> Experiment | None:
    """The experiment that waits for the gate, or runs."""
    return _open.first(application.organisation_id, application.pk)


@prepared
def _open(organisation: UUID, application: UUID) -> QuerySet[Experiment]:
    rows = Experiment.objects.filter(organisation=organisation, application=application)
    return rows.exclude(state=Experiment.State.ENDED).select_related("owner").order_by("pk")[:1]


def tries(gate: str, leads_to: str) -> bool:
    """Whether what is asked leads to an experiment."""
    return gate == Gate.START and leads_to == Phase.EXPERIMENT


def gaps(experiment: Experiment | None, today: date) -> tuple[str, ...]:
    """What is missing before anybody can say yes to it: no_plan, what the plan misses, or end_in_the_past."""
    if experiment is None:
        return (NO_PLAN,)
    missing = plan_gaps(experiment.plan)
    is_past = experiment.ends_on is not None and is_over(experiment.ends_on, today)
    return (*missing, "end_in_the_past") if is_past else missing


def term(gate_request: GateRequest, ends_on: date | None) -> date | None:
    """Until when a yes holds: towards an experiment never longer than its end date."""
    tried = tries(gate_request.gate, gate_request.leads_to)
    experiment = open_of(gate_request.application) if tried else None
    return earliest(ends_on, experiment.ends_on if experiment else None)


def earliest(*days: date | None) -> date | None:
    """The first of the days that are known."""
    known: Iterable[date] = (day for day in days if day)
    return min(known, default=None)
