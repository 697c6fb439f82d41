"""Filled-in questionnaires, answer by answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.files.models import StoredFile
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


class Row(models.Model):
    """One row of a section that repeats: a risk, a party. What is taken away can come back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="rows")
    section = models.CharField(max_length=60)
    key = models.CharField(max_length=60)  # the same in the next version of the sheet; "1a_2b" stands in row 1a
    number = models.PositiveIntegerField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    taken_away_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "key"], name="one_row_per_key")]
        ordering = ("number", "pk")

    def __str__(self) -> str:
        return f"{self.section} {self.number}"


class Attached(models.Model):
    """A file that somebody brought as the answer to a question; taken out of the answer, it stays with the sheet."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="attached")
    question = models.CharField(max_length=60)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file.name


class Remark(models.Model):
    """What somebody says of a question, perhaps with an answer that they propose; replies hang under the first."""

    class Outcome(models.TextChoices):
        TAKEN_OVER = "taken_over", _("taken over")
        CLOSED = "closed", _("closed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="remarks")
    question = models.CharField(max_length=60)
    text = models.TextField(max_length=2000)
    proposal = models.TextField(blank=True)  # an answer in words, of a question that is answered in words
    to = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who is asked to look
    under = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sheet", "question"], name="remark_by_question")]

    def __str__(self) -> str:
        return self.text
