"""An experiment follows the decisions on its application, and an application what was concluded of its experiment."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.appointing import appointed_for_experiment
from roeland.decisions.experiments import earliest, open_of
from roeland.decisions.models import Decision
from roeland.decisions.queries import decided_on
from roeland.decisions.refusals import MayNotStop, Refused
from roeland.decisions.services.asking import request_gate
from roeland.decisions.services.stopping import stop
from roeland.journal.services import record
from roeland.organisation.access import NotPermitted, may
from roeland.organisation.models import Person
from roeland.portfolio import services as portfolio
from roeland.portfolio import telling as portfolio_telling
from roeland.portfolio.models import Experiment, Outcome
from roeland.register.models import Application, Phase, Route
from roeland.rules.experiments import GO_ON, plan_gaps

ENDS_IT = frozenset({Phase.PRODUCTION, Phase.RETIRED, Phase.REJECTED, Phase.STOPPED})


def begin(application: Application) -> None:
    """Let the planned experiment run when its plan is complete and a decision lets the application be tried."""
    experiment = open_of(application) if application.phase == Phase.EXPERIMENT else None
    if experiment is None or experiment.state != Experiment.State.PLANNED or plan_gaps(experiment.plan):
        return
    if decision := decided_on(application):
        portfolio.begin(experiment=experiment, accountable=decision.taken_by, actor=None)
        _end_with(decision, experiment)


def follow_phase(application: Application, actor: Person | None) -> None:
    """The application entered a phase: its experiment begins, or ends."""
    if application.phase in ENDS_IT:
        portfolio.end_with_application(application=application, actor=actor)
        telling.close_go_live(application, actor)
    begin(application)


def follow_outcome(application: Application, actor: Person) -> None:
    """An experiment was concluded: the term of the decision moves, a new decision is asked, or the use stops."""
    rows = Outcome.objects.filter(experiment__application=application, is_proposal=False)
    outcome = rows.order_by("-given_at", "-pk").first()
    if outcome is None:
        return
    if outcome.answer in GO_ON:
        _lengthen(application, outcome, actor)
    elif outcome.answer == Outcome.Answer.GO_LIVE and application.phase == Phase.EXPERIMENT:
        _ask_to_go_live(application, outcome, actor)
    elif outcome.answer == Outcome.Answer.STOP and application.is_in_use:
        _stop(application, outcome, actor)


def ask_outcome(application: Application, actor: Person | None) -> None:
    """Ask who is accountable by the matrix, here and now, what comes of the experiment."""
    experiment = open_of(application)
    if experiment is not None:
        who = appointed_for_experiment(application, experiment.owner, timezone.localdate())
        role = who.role if who.person else who.rule.passed[0][0]  # nobody yet: whoever gets the role
        portfolio_telling.ask_outcome(experiment, who.person, role=role, actor=actor)


def _end_with(decision: Decision, experiment: Experiment) -> None:
    """A decision lasts no longer than what began under it."""
    if earliest(decision.ends_on, experiment.ends_on) != decision.ends_on:
        _move_term(decision, experiment.ends_on, None, "")


def _ask_to_go_live(application: Application, outcome: Outcome, actor: Person) -> None:
    """Ask for it in the name of who ran it, so that who is accountable can decide; else they get the task."""
    experiment = outcome.experiment
    ran = experiment.owner if experiment.owner and experiment.owner.active else actor
    asks = ran if may(ran, "decision.request", application) else actor
    try:
        with transaction.atomic():
            request_gate(application=application, actor=asks, leads_to=Phase.PRODUCTION, what=outcome.reason)
    except (Refused, NotPermitted):
        telling.ask_to_go_live(application, asks, actor)


def _lengthen(application: Application, outcome: Outcome, actor: Person) -> None:
    """Not on the full route: there a longer term needs a decision of its own."""
    decision = decided_on(application)
    if decision and application.route != Route.FULL and decision.ends_on and outcome.ends_on:
        _move_term(decision, outcome.ends_on, actor, outcome.reason)


def _move_term(decision: Decision, ends_on: date | None, actor: Person | None, reason: str) -> None:
    days = [day.isoformat() if day else None for day in (decision.ends_on, ends_on)]
    Decision.objects.filter(pk=decision.pk).update(ends_on=ends_on)
    values = {"decision": decision.pk, "ends_on": days}
    application = decision.gate_request.application
    record("experiment.term_moved", subject=application, actor=actor, reason=reason, values=values)


def _stop(application: Application, outcome: Outcome, actor: Person) -> None:
    try:
        stop(application=application, reason=outcome.reason, actor=actor)
    except MayNotStop:
        telling.ask_undecided(application, timezone.localdate())
