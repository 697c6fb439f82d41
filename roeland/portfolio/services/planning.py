"""Planning an experiment, and letting it begin."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.portfolio.models import Experiment
from roeland.portfolio.refusals import OneAtATime, PlanIncomplete, refuse
from roeland.portfolio.services.clashing import moved
from roeland.portfolio.services.locking import locked
from roeland.register.models import Application
from roeland.rules.experiments import plan_gaps

FIELDS = ("hypothesis", "safeguards", "max_people", "budget", "hours", "starts", "ends_on")
State = Experiment.State


@transaction.atomic
def plan(*, application: Application, actor: Person, **planned: Any) -> Experiment:
    """Plan an experiment (fields as in FIELDS; what is left out still misses). Raises NotPermitted or OneAtATime."""
    must(actor, "experiment.plan", application)
    owner = application.owner or actor
    made = Experiment(
        organisation=application.organisation,
        application=application,
        owner=owner,
        planned_at=timezone.now(),
        **_only(planned),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise OneAtATime from None
    record("experiment.planned", subject=application, actor=actor, values=_plain(made))
    return made


@transaction.atomic
def change(
    *, experiment: Experiment, actor: Person, seen: Mapping[str, str] | None = None, **planned: Any
) -> Experiment:
    """Change a plan; `seen` is what the actor had before them (clashing.marks), for when two change it at once.

    Raises NotPermitted, Clashed, or NotNow once it runs: then only its conclusion moves the end.
    """
    must(actor, "experiment.plan", experiment)
    experiment = locked(experiment, State.PLANNED)
    before = _plain(experiment)
    for name, value in moved(experiment, _only(planned), seen).items():
        setattr(experiment, name, value)
    after = _plain(experiment)
    changed = {name: [before[name], after[name]] for name in FIELDS if before[name] != after[name]}
    if changed:
        experiment.save()
        record("experiment.changed", subject=experiment.application, actor=actor, values=changed)
    return experiment


@transaction.atomic
def begin(*, experiment: Experiment, accountable: Person, actor: Person | None) -> Experiment:
    """Let it run: the gate towards it was opened by who is `accountable`. Raises PlanIncomplete or NotNow."""
    same_organisation(accountable, experiment, actor)
    experiment = locked(experiment, State.PLANNED)
    refuse(PlanIncomplete, plan_gaps(experiment.plan))
    experiment.state, experiment.accountable, experiment.began_on = State.RUNNING, accountable, timezone.localdate()
    experiment.save(update_fields=["state", "accountable", "began_on"])
    record("experiment.began", subject=experiment.application, actor=actor, values=_plain(experiment))
    return experiment


def _only(planned: dict[str, Any]) -> dict[str, Any]:
    if strange := planned.keys() - set(FIELDS):
        raise TypeError(", ".join(sorted(strange)))
    return {name: value.strip() if isinstance(value, str) else value for name, value in planned.items()}


def _plain(experiment: Experiment) -> dict[str, Any]:
    return {name: _value(getattr(experiment, name)) for name in FIELDS}


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value if isinstance(value, int | None) else str(value)
