"""What is known of intakes and classifications."""

from collections import Counter
from uuid import UUID

from django.db.models import Count, QuerySet

from roeland.assessments.models import ANSWER_OPEN_QUESTION, Classification, Intake
from roeland.organisation.models import Organisation, Person
from roeland.organisation.prepared import prepared
from roeland.register.models import Application
from roeland.work.models import Task

FEW = 5


def latest(application: Application) -> Classification | None:
    """The classification that holds now."""
    return _latest.first(application.organisation_id, application.pk)


def history(application: Application) -> QuerySet[Classification]:
    """All classifications of an application, newest first."""
    return _history(application.organisation_id, application.pk)


def _history(organisation: UUID, application: UUID) -> QuerySet[Classification]:
    found = Classification.objects.filter(organisation=organisation, application=application)
    return found.order_by("-made_at", "-pk")


@prepared
def _latest(organisation: UUID, application: UUID) -> QuerySet[Classification]:
    return _history(organisation, application)[:1]


def latest_intake(application: Application) -> Intake | None:
    """The intake that was begun last, submitted or not."""
    found = _latest_intake.first(application.organisation_id, application.pk)
    if found is not None:
        found.application = application
    return found


@prepared
def _latest_intake(organisation: UUID, application: UUID) -> QuerySet[Intake]:
    intakes = Intake.objects.filter(organisation=organisation, application=application)
    return intakes.select_related("sheet").order_by("-pk")[:1]


def unfinished(person: Person) -> QuerySet[Intake]:
    """The intakes that this person began and has not submitted, newest first."""
    return _unfinished(person.organisation_id, person.pk)


def begun_last(person: Person) -> list[Intake]:
    """The first few of those."""
    return _begun_last(person.organisation_id, person.pk)


def _unfinished(organisation: UUID, person: UUID) -> QuerySet[Intake]:
    found = Intake.objects.filter(organisation=organisation, sheet__started_by=person, sheet__submitted_at=None)
    return found.select_related("application", "sheet").order_by("-pk")


@prepared
def _begun_last(organisation: UUID, person: UUID) -> QuerySet[Intake]:
    return _unfinished(organisation, person)[:FEW]


def waiting_for_roles(organisation: Organisation) -> Counter[str]:
    """Per role how many intakes wait for its answer."""
    asked = Task.objects.filter(organisation=organisation, kind=ANSWER_OPEN_QUESTION, done_at=None)
    return Counter(dict(asked.order_by().values_list("role").annotate(number=Count("subject_id", distinct=True))))
