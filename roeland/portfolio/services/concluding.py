"""How an experiment ends: lessons and an outcome are asked on its end date, and nothing goes on by itself."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record
from roeland.organisation.access import must
from roeland.organisation.models import Person
from roeland.portfolio import telling
from roeland.portfolio.models import Experiment, Outcome
from roeland.portfolio.refusals import CannotConclude, refuse
from roeland.portfolio.services.locking import locked
from roeland.register.models import Application
from roeland.rules.experiments import GO_ON, conclusion_gaps

CONCLUDE_WITHIN = 5  # working days after the end date
State = Experiment.State


@transaction.atomic
def propose(*, experiment: Experiment, answer: str, reason: str, actor: Person, ends_on: date | None = None) -> Outcome:
    """Let who runs it propose an outcome; a room above asks who is accountable.

    Raises NotPermitted, NotNow or CannotConclude.
    """
    must(actor, "experiment.plan", experiment)
    made = _outcome(experiment, answer, reason, ends_on, actor, is_proposal=True)
    values = {"answer": made.answer, "ends_on": ends_on.isoformat() if ends_on else None}
    record(
        "experiment.outcome_proposed",
        subject=made.experiment.application,
        actor=actor,
        reason=made.reason,
        values=values,
    )
    return made


@transaction.atomic
def conclude(
    *, experiment: Experiment, answer: str, reason: str, actor: Person, ends_on: date | None = None
) -> Outcome:
    """Say what comes of it, as who is accountable: go_on and adapt with a new end date, go_live, stop.

    Raises NotPermitted, NotNow or CannotConclude; then nothing has changed.
    """
    must(actor, "experiment.conclude", experiment)
    made = _outcome(experiment, answer, reason, ends_on, actor, is_proposal=False)
    experiment = made.experiment
    if answer in GO_ON:
        experiment.ends_on, experiment.asked_on, experiment.overran_on = ends_on, None, None
    else:
        experiment.state, experiment.ended_on = State.ENDED, timezone.localdate()
    experiment.save()
    values = {"answer": made.answer, "ends_on": ends_on.isoformat() if ends_on else None}
    telling.close(experiment, actor)
    record("experiment.concluded", subject=experiment.application, actor=actor, reason=made.reason, values=values)
    telling.tell_concluded(experiment, made)
    return made


@transaction.atomic
def ask_conclusion(*, experiment: Experiment, today: date) -> bool:
    """On the end date: ask who runs it; a room above asks who is accountable. Safe to run twice."""
    experiment = Experiment.objects.select_for_update(of=("self",)).select_related("application").get(pk=experiment.pk)
    if not experiment.is_over(today) or experiment.asked_on:
        return False
    experiment.asked_on = today
    experiment.save(update_fields=["asked_on"])
    telling.ask_conclusion(experiment)
    record("experiment.end_reached", subject=experiment.application, actor=None)
    return True


@transaction.atomic
def note_overrun(*, experiment: Experiment, today: date) -> bool:
    """Some working days after the end date, without a conclusion: mark it and tell. Safe to run twice."""
    rows = Experiment.objects.select_for_update(of=("self",)).select_related("application", "organisation")
    experiment = rows.get(pk=experiment.pk)
    if not experiment.is_over(today) or experiment.overran_on or experiment.ends_on is None:
        return False
    if experiment.organisation.working_days.after(experiment.ends_on, CONCLUDE_WITHIN) > today:
        return False
    experiment.overran_on = today
    experiment.save(update_fields=["overran_on"])
    record("experiment.overran", subject=experiment.application, actor=None)
    telling.tell_overran(experiment, today)
    return True


@transaction.atomic
def end_with_application(*, application: Application, actor: Person | None) -> bool:
    """The application was stopped, refused or retired: what was still open of it ends too, with what was learned."""
    rows = Experiment.objects.select_for_update(of=("self",)).select_related("application")
    experiment = rows.filter(application=application).exclude(state=State.ENDED).first()
    if experiment is None:
        return False
    experiment.state, experiment.ended_on = State.ENDED, timezone.localdate()
    experiment.save(update_fields=["state", "ended_on"])
    telling.close(experiment, actor)
    record("experiment.ended", subject=application, actor=actor)
    return True


def _outcome(
    experiment: Experiment, answer: str, reason: str, ends_on: date | None, actor: Person, *, is_proposal: bool
) -> Outcome:
    experiment = locked(experiment, State.RUNNING)
    own = not is_proposal and actor.pk in (experiment.application.owner_id, experiment.owner_id)
    gaps = conclusion_gaps(
        Outcome.Answer(answer),
        reason=reason,
        lessons=experiment.lessons.count(),
        ends_on=ends_on,
        today=timezone.localdate(),
        own=own,
    )
    refuse(CannotConclude, gaps)
    return Outcome.objects.create(
        organisation=experiment.organisation,
        experiment=experiment,
        answer=answer,
        reason=reason.strip(),
        ends_on=ends_on if answer in GO_ON else None,
        is_proposal=is_proposal,
        given_by=actor,
        given_at=timezone.now(),
    )
