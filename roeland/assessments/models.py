"""The intake of an application and the classifications that followed from it."""

from django.db import models
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person
from roeland.questionnaires.models import Sheet
from roeland.register.models import AIClass, Application, Route


class Intake(models.Model):
    """The sheet on which an application was reported."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="intakes")
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"intake of {self.application_id}"


class Classification(models.Model):
    """What Roeland concluded from a sheet, frozen with the versions it used."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="classifications")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="+")
    questionnaire = models.CharField(max_length=60)  # "intake@1"
    rules = models.CharField(max_length=60)  # "classification@1"
    law = models.CharField(max_length=60)  # "law-dates@1"
    law_date = models.DateField()
    ai_class = models.CharField(max_length=20, choices=AIClass)
    possible_class = models.CharField(max_length=20, choices=AIClass)  # the strictest still possible
    route = models.CharField(max_length=20, choices=Route)
    route_at_least = models.CharField(max_length=20, choices=Route)
    route_at_most = models.CharField(max_length=20, choices=Route)
    facts = models.JSONField(default=dict)
    open_questions = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "application", "made_at"], name="classification_by_time")]

    def __str__(self) -> str:
        return f"{self.ai_class} / {self.route}"


class Finding(models.Model):
    """One conclusion of a classification, with its reasons."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    classification = models.ForeignKey(Classification, models.PROTECT, related_name="findings")
    code = models.CharField(max_length=60)
    state = models.CharField(max_length=10)  # certain, possible, excluded
    because = models.JSONField(default=list)
    open_questions = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.code}: {self.state}"
