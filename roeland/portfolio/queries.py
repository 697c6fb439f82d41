"""Reading experiments."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from roeland.organisation.models import Organisation, Person
from roeland.organisation.prepared import prepared
from roeland.portfolio.models import Experiment, Survey
from roeland.register.models import Application
from roeland.rules.experiments import Means, survey_means

State = Experiment.State
# More experiments than this nobody runs at once.
MINE = 20


def of_application(application: Application) -> Experiment | None:
    """The experiment that is open, or else the last that ended."""
    found = _of_application(application.organisation_id, application.pk)
    return next((one for one in found if one.state != State.ENDED), found[0] if found else None)


@prepared
def _of_application(organisation: UUID, application: UUID) -> QuerySet[Experiment]:
    rows = Experiment.objects.filter(organisation=organisation, application=application)
    return rows.select_related("owner", "accountable").prefetch_related("measures").order_by("-planned_at")[:20]


def experiments(organisation: Organisation) -> QuerySet[Experiment]:
    """All experiments, with what a list shows."""
    return Experiment.objects.filter(organisation=organisation).select_related("application", "owner")


def over(organisation: Organisation, today: date) -> QuerySet[Experiment]:
    """Those that run past their end."""
    return experiments(organisation).filter(state=State.RUNNING, ends_on__lte=today)


def mine(person: Person) -> list[Experiment]:
    """The open experiments that this person runs."""
    return _mine(person.organisation_id, person.pk)


@prepared
def _mine(organisation: UUID, person: UUID) -> QuerySet[Experiment]:
    rows = Experiment.objects.filter(organisation=organisation, owner=person).exclude(state=State.ENDED)
    return rows.select_related("application", "owner").order_by("ends_on", "pk")[:MINE]


def means(survey: Survey, today: date) -> Means:
    """What a round says, or why nothing is shown of it."""
    counts = {(tally.question, tally.score): tally.number for tally in survey.tallies.all()}
    return survey_means(counts, answers=survey.answers, closed=survey.is_closed(today))
