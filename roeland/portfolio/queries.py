"""Reading experiments."""

from datetime import date

from django.db.models import QuerySet

from roeland.organisation.models import Organisation, Person
from roeland.portfolio.models import Experiment, Survey
from roeland.register.models import Application
from roeland.rules.experiments import Means, survey_means

State = Experiment.State


def of_application(application: Application) -> Experiment | None:
    """The experiment that is open, or else the last that ended."""
    rows = Experiment.objects.filter(organisation=application.organisation_id, application=application)
    found = list(rows.select_related("owner", "accountable").prefetch_related("measures").order_by("-planned_at")[:20])
    return next((one for one in found if one.state != State.ENDED), found[0] if found else None)


def experiments(organisation: Organisation) -> QuerySet[Experiment]:
    """All experiments, with what a list shows."""
    return Experiment.objects.filter(organisation=organisation).select_related("application", "owner")


def over(organisation: Organisation, today: date) -> QuerySet[Experiment]:
    """Those that run past their end."""
    return experiments(organisation).filter(state=State.RUNNING, ends_on__lte=today)


def mine(person: Person) -> QuerySet[Experiment]:
    """The open experiments that this person runs."""
    rows = experiments(person.organisation).filter(owner=person).exclude(state=State.ENDED)
    return rows.order_by("ends_on", "pk")


def means(survey: Survey, today: date) -> Means:
    """What a round says, or why nothing is shown of it."""
    counts = {(tally.question, tally.score): tally.number for tally in survey.tallies.all()}
    return survey_means(counts, answers=survey.answers, closed=survey.is_closed(today))
