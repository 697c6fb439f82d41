"""The intake of an application and the classifications that followed from it."""

from django.db import models
from django.urls import reverse
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person, Unit
from roeland.questionnaires.models import Sheet
from roeland.register.models import AIClass, Application, Route
from roeland.work.models import Task

ANSWER_OPEN_QUESTION = "answer_open_question"
"""The kind of task that asks somebody to answer what a submitted intake left open."""


class Intake(models.Model):
    """The sheet on which an application was reported."""

    named_through = ("application",)  # fetched together, for lists of what people must do

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="intakes")
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "application"], name="intake_by_application")]

    def __str__(self) -> str:
        return self.application.name

    def get_absolute_url(self) -> str:
        return reverse("assessments:intake", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.application.unit

    @property
    def submitted(self) -> bool:
        return self.sheet.submitted_at is not None

    def relations(self, person: Person) -> set[str]:
        """What the person is to this intake: what they are to the application, and asked to answer something."""
        asked = Task.objects.filter(
            organisation=self.organisation_id, subject_id=self.pk, kind=ANSWER_OPEN_QUESTION, person=person
        )
        return self.application.relations(person) | ({"asked"} if asked.exists() else set())


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
