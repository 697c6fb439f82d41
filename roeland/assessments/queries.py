"""What is known of intakes and classifications."""

from collections import Counter

from django.db.models import Count, QuerySet

from roeland.assessments.models import ANSWER_OPEN_QUESTION, Classification, Intake
from roeland.organisation.models import Organisation, Person
from roeland.register.models import Application
from roeland.work.models import Task


def latest(application: Application) -> Classification | None:
    """The classification that holds now."""
    return history(application).first()


def history(application: Application) -> QuerySet[Classification]:
    """All classifications of an application, newest first."""
    found = Classification.objects.filter(organisation=application.organisation_id, application=application)
    return found.order_by("-made_at", "-pk")


def latest_intake(application: Application) -> Intake | None:
    """The intake that was begun last, submitted or not."""
    intakes = Intake.objects.filter(organisation=application.organisation_id, application=application)
    found = intakes.select_related("sheet").order_by("-pk").first()
    if found is not None:
        found.application = application
    return found


def unfinished(person: Person) -> QuerySet[Intake]:
    """The intakes that this person began and has not submitted, newest first."""
    found = Intake.objects.filter(
        organisation=person.organisation_id, sheet__started_by=person, sheet__submitted_at=None
    )
    return found.select_related("application", "sheet").order_by("-pk")


def waiting_for_roles(organisation: Organisation) -> Counter[str]:
    """Per role how many intakes wait for its answer."""
    asked = Task.objects.filter(organisation=organisation, kind=ANSWER_OPEN_QUESTION, done_at=None)
    return Counter(dict(asked.order_by().values_list("role").annotate(number=Count("subject_id", distinct=True))))
