"""What Roeland concluded from a sheet."""

from django.db import models
from django.urls import reverse
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person
from roeland.questionnaires.models import Sheet
from roeland.register.models import AIClass, Application, Route


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
    certain_class = models.CharField(max_length=20, choices=AIClass)  # the strictest that is sure
    possible_class = models.CharField(max_length=20, choices=AIClass)  # the strictest still possible
    route = models.CharField(max_length=20, choices=Route)
    route_at_least = models.CharField(max_length=20, choices=Route)
    route_at_most = models.CharField(max_length=20, choices=Route)
    facts = models.JSONField(default=dict)
    # [{"question": code, "role": who would know, "findings": [codes]}, …]
    open_questions = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "application", "made_at"], name="classification_by_time")]

    def __str__(self) -> str:
        return f"{self.ai_class} / {self.route}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:result", args=[self.pk])


class Finding(models.Model):
    """One conclusion of a classification, with its reasons."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    classification = models.ForeignKey(Classification, models.PROTECT, related_name="findings")
    code = models.CharField(max_length=60)
    topic = models.CharField(max_length=60)
    state = models.CharField(max_length=10)  # certain, possible, excluded
    because = models.JSONField(default=list)  # [{"fact": code, "value": …, "asked": bool}, …]
    open_questions = models.JSONField(default=list)
    judge = models.CharField(max_length=40, blank=True)  # the role that must assess what no question settles
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["classification", "code"], name="one_finding_per_code")]

    def __str__(self) -> str:
        return f"{self.code}: {self.state}"
