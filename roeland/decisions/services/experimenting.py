"""An experiment follows the decisions on its application, and an application what was concluded of its experiment."""

from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.experiments import planned
from roeland.decisions.models import Decision
from roeland.decisions.queries import decided_on
from roeland.decisions.refusals import MayNotStop
from roeland.decisions.services.stopping import stop
from roeland.journal.services import record
from roeland.organisation.models import Person
from roeland.portfolio import services as portfolio
from roeland.portfolio.models import Outcome
from roeland.register.models import Application, Phase, Route
from roeland.rules.experiments import GO_ON, plan_gaps

ENDS_IT = frozenset({Phase.PRODUCTION, Phase.RETIRED, Phase.REJECTED, Phase.STOPPED})


def begin(application: Application) -> None:
    """Let the planned experiment run when its plan is complete and a decision lets the application be tried."""
    experiment = planned(application) if application.phase == Phase.EXPERIMENT else None
    decision = decided_on(application) if experiment else None
    if experiment and decision and not plan_gaps(experiment.plan):
        portfolio.begin(experiment=experiment, accountable=decision.taken_by, actor=None)


def follow_phase(application: Application, actor: Person | None) -> None:
    """The application entered a phase: its experiment begins, or ends."""
    if application.phase in ENDS_IT:
        portfolio.end_with_application(application=application, actor=actor)
    begin(application)


def follow_outcome(application: Application, actor: Person) -> None:
    """An experiment was concluded: going on moves the term of the decision, a stop stops the application."""
    rows = Outcome.objects.filter(experiment__application=application, is_proposal=False)
    outcome = rows.order_by("-given_at", "-pk").first()
    if outcome is None:
        return
    if outcome.answer in GO_ON:
        _move_term(application, outcome, actor)
    elif outcome.answer == Outcome.Answer.STOP and application.is_in_use:
        _stop(application, outcome, actor)


def _move_term(application: Application, outcome: Outcome, actor: Person) -> None:
    """Not on the full route: there a longer term needs a decision of its own."""
    decision = decided_on(application)
    if decision is None or application.route == Route.FULL or not decision.ends_on or not outcome.ends_on:
        return
    Decision.objects.filter(pk=decision.pk).update(ends_on=outcome.ends_on)
    values = {"decision": decision.pk, "ends_on": [decision.ends_on.isoformat(), outcome.ends_on.isoformat()]}
    record("experiment.term_moved", subject=application, actor=actor, reason=outcome.reason, values=values)


def _stop(application: Application, outcome: Outcome, actor: Person) -> None:
    try:
        stop(application=application, reason=outcome.reason, actor=actor)
    except MayNotStop:
        telling.ask_undecided(application, timezone.localdate())
