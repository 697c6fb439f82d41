"""What is known of intakes and classifications."""

from django.db.models import QuerySet

from roeland.assessments.models import Classification, Intake
from roeland.organisation.models import Person
from roeland.register.models import Application


def latest(application: Application) -> Classification | None:
    """The classification that holds now."""
    return history(application).first()


def history(application: Application) -> QuerySet[Classification]:
    """All classifications of an application, newest first."""
    found = Classification.objects.filter(organisation=application.organisation_id, application=application)
    return found.select_related("made_by", "sheet").order_by("-made_at", "-pk")


def latest_intake(application: Application) -> Intake | None:
    """The intake that was begun last, submitted or not."""
    found = Intake.objects.filter(organisation=application.organisation_id, application=application)
    return found.select_related("sheet", "application").order_by("-pk").first()


def unfinished(person: Person) -> QuerySet[Intake]:
    """The intakes that this person began and has not submitted, newest first."""
    found = Intake.objects.filter(
        organisation=person.organisation_id, sheet__started_by=person, sheet__submitted_at=None
    )
    return found.select_related("application", "sheet").order_by("-pk")
