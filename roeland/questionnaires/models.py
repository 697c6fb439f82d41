"""Filled-in questionnaires, answer by answer."""

from django.db import models
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person


class Sheet(models.Model):
    """One questionnaire as somebody fills it in. The room that uses it points at it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    questionnaire = models.CharField(max_length=60)  # "intake@1"
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)  # counts the saves

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.id}"


class Answer(models.Model):
    """The answer to one question of a sheet; `unknown` means that the person said "I don't know"."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    unknown = models.BooleanField(default=False)
    complete = models.BooleanField(default=False)  # many-of: the person said "that is all"
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "question"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return self.question
