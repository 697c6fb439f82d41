"""Let the experiments of a demonstration organisation run, and conclude those that are over."""

from datetime import timedelta
from typing import Any

from roeland.demo.experiment_rows import ExperimentRow, SurveyRow
from roeland.demo.people import Place
from roeland.demo.reading import Town
from roeland.organisation.models import Person
from roeland.organisation.services import today
from roeland.portfolio import services
from roeland.portfolio.models import Experiment, Survey
from roeland.register.models import Application
from roeland.rules.experiments import QUESTIONS

PLANNED = ("hypothesis", "safeguards", "max_people", "hours")


def plan(place: Place, row: ExperimentRow) -> Experiment:
    """Make the plan with what is measured, before anybody decides on it."""
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
        services.note_measure(experiment=made, actor=actor, before=one.before, **said)
    return made


def fill(town: Town, place: Place) -> None:
    """Ask, measure, learn and conclude what the YAML says of those that were allowed to begin."""
    for row in town.experiments:
        running = Experiment.objects.filter(organisation=place.organisation, state=Experiment.State.RUNNING)
        for experiment in running.filter(application__name=row.application):
            _try_out(place, experiment, row)


def _try_out(place: Place, experiment: Experiment, row: ExperimentRow) -> None:
    actor = place.people[row.by]
    for survey in row.surveys:
        _ask_team(place, experiment, survey, actor)
    measures = {one.what: one for one in experiment.measures.all()}
    for one in row.measures:
        if one.after is not None:
            services.note_measure(experiment=experiment, measure=measures[one.what], actor=actor, after=one.after)
    for text, says in row.lessons.items():
        services.note_lesson(experiment=experiment, actor=actor, text=text, says=says)
    if row.outcome:
        services.propose(experiment=experiment, answer=row.outcome, reason=row.reason, actor=actor)
        decides = place.people[row.concluded_by]
        services.conclude(experiment=experiment, answer=row.outcome, reason=row.reason, actor=decides)


def _ask_team(place: Place, experiment: Experiment, row: SurveyRow, actor: Person) -> None:
    persons = [place.people[key] for key in (*row.answers, *row.silent)]
    survey = services.invite_to_survey(
        experiment=experiment, moment=row.moment, persons=persons, closes_on=today(), actor=actor
    )
    for invitation in survey.invitations.select_related("person__organisation", "survey"):
        found = [scores for key, scores in row.answers.items() if place.people[key] == invitation.person]
        if found:
            scores = dict(zip(QUESTIONS, found[0], strict=True))
            services.answer_survey(invitation=invitation, scores=scores, actor=invitation.person)
    closes_on = today() + timedelta(days=-1 if row.is_over else 6)
    # Nobody can ask for answers before today: the last day is put back, or forward, afterwards.
    Survey.objects.filter(pk=survey.pk).update(closes_on=closes_on)
