"""Let the experiments of a demonstration organisation run, and conclude those that are over."""

from datetime import timedelta
from typing import Any

from roeland.demo.experiment_rows import ExperimentRow
from roeland.demo.people import Place
from roeland.demo.reading import Town
from roeland.organisation.services import today
from roeland.portfolio import services
from roeland.portfolio.models import Experiment
from roeland.register.models import Application

PLANNED = ("hypothesis", "safeguards", "max_people", "hours")


def fill(town: Town, place: Place) -> None:
    """Plan, measure, learn and conclude what the YAML says."""
    for row in town.experiments:
        _try_out(place, row)


def plan(place: Place, row: ExperimentRow) -> Experiment:
    """Make the plan, before anybody decides on it."""
    actor = place.people[row.by]
    application = Application.objects.of(place.organisation).get(name=row.application)
    days: dict[str, Any] = {
        "starts": today() - timedelta(days=row.days_ago),
        "ends_on": today() + timedelta(days=row.days_to_go),
    }
    given = {name: getattr(row, name) for name in PLANNED}
    made = services.plan(application=application, actor=actor, **days, **given)
    for one in row.measures:
        said: dict[str, Any] = {"kind": one.kind, "what": one.what, "unit_of": one.unit, "how": one.how}
        services.note_measure(experiment=made, actor=actor, before=one.before, after=one.after, **said)
    return made


def _try_out(place: Place, row: ExperimentRow) -> None:
    actor, accountable = place.people[row.by], place.people[row.accountable]
    found = Experiment.objects.filter(organisation=place.organisation, application__name=row.application).first()
    made = found or plan(place, row)
    made.refresh_from_db()
    if made.state == Experiment.State.PLANNED:
        services.begin(experiment=made, accountable=accountable, actor=accountable)
    for text, says in row.lessons.items():
        services.note_lesson(experiment=made, actor=actor, text=text, says=says)
    if row.outcome:
        services.conclude(experiment=made, answer=row.outcome, reason=row.reason, actor=accountable)
