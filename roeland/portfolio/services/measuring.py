"""What is measured before and after, and what was learned."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.portfolio.models import Experiment, Lesson, Measure
from roeland.portfolio.services.clashing import moved
from roeland.portfolio.services.locking import locked

FIELDS = ("kind", "what", "unit_of", "before", "after", "how")
State = Experiment.State


@transaction.atomic
def note_measure(
    *,
    experiment: Experiment,
    actor: Person,
    measure: Measure | None = None,
    seen: Mapping[str, str] | None = None,
    **measured: Any,
) -> Measure:
    """Add a measure, or change the one given (fields as in FIELDS).

    seen: what the actor had before them (clashing.marks), for when two change it at once.
    Raises NotPermitted, Clashed, or NotNow once it ended.
    """
    must(actor, "experiment.plan", experiment)
    same_organisation(actor, experiment, measure)
    experiment = locked(experiment, State.PLANNED, State.RUNNING)
    row = _row(experiment, measure)
    before = {name: getattr(row, name) for name in FIELDS}
    for name, value in moved(row, _only(measured), seen if measure else None).items():
        setattr(row, name, value)
    row.noted_by, row.noted_at = actor, timezone.now()
    row.save()
    values = {name: [_value(before[name]), _value(getattr(row, name))] for name in FIELDS}
    record("experiment.measured", subject=experiment.application, actor=actor, values={"measure": row.pk, **values})
    return row


@transaction.atomic
def note_lesson(*, experiment: Experiment, actor: Person, text: str, says: str) -> Lesson:
    """Keep what was learned. Raises NotPermitted, or NotNow before it runs."""
    must(actor, "experiment.plan", experiment)
    experiment = locked(experiment, State.RUNNING, State.ENDED)
    made = Lesson.objects.create(
        organisation=experiment.organisation,
        experiment=experiment,
        text=text.strip(),
        says=Lesson.Says(says),
        noted_by=actor,
        noted_at=timezone.now(),
    )
    record("experiment.lesson_noted", subject=experiment.application, actor=actor, values={"lesson": made.pk})
    return made


def _row(experiment: Experiment, measure: Measure | None) -> Measure:
    if measure is None:
        return Measure(organisation=experiment.organisation, experiment=experiment)
    return Measure.objects.select_for_update().get(pk=measure.pk)


def _only(measured: Mapping[str, Any]) -> dict[str, Any]:
    return {name: measured[name] for name in FIELDS if name in measured}


def _value(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value
