"""What is kept of "May I do this?": a count, and the question of somebody who chose to ask a colleague."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person, Unit
from roeland.organisation.queries import holder
from roeland.register.models import Application

ANSWER_QUICK_QUESTION = "answer_quick_question"
"""The kind of task that asks a colleague whether somebody may use a tool in this way."""


class QuickCheckCount(models.Model):
    """How often an answer was given on a day. Nobody and nothing else is kept of a check."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    day = models.DateField()
    answer = models.CharField(max_length=10)  # yes, yes_if, not_so, ask
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day", "answer"], name="one_count_per_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.answer}: {self.count}"


class QuickQuestion(models.Model):
    """What somebody asked a colleague: may I use this tool in this way? Only these two can read it."""

    named_through = ("asked_by",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    document = models.CharField(max_length=40)  # "quick-check@1", to which the codes belong
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="+")
    tool = models.CharField(max_length=120, blank=True)
    inputs = models.JSONField(default=list)  # codes, also "none" and "unknown"
    purpose = models.CharField(max_length=40)
    citizens = models.CharField(max_length=10)  # yes, no, unknown
    note = models.TextField(max_length=1000, blank=True)
    asked = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    reply = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "asked_by", "asked_at"], name="question_by_asker")]

    def __str__(self) -> str:
        # Without the tool or the asker: the journal shows this to people whom the question does not concern.
        return gettext("a question")

    def get_absolute_url(self) -> str:
        return reverse("quick:question", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.asked_by.unit

    @property
    def tool_name(self) -> str:
        return self.application.name if self.application else self.tool

    def relations(self, person: Person) -> set[str]:
        """What the person is to this question: who asked it, who was asked, or who holds that role now."""
        found = {"asker"} if person.pk == self.asked_by_id else set()
        return found | ({"asked"} if self._may_answer(person) else set())

    def _may_answer(self, person: Person) -> bool:
        if person.pk == self.asked_by_id:
            return False
        if person.pk == self.asked_id:
            return True
        now = holder(self.organisation, self.role, self.unit, timezone.localdate(), excluding=[self.asked_by_id])
        return now is not None and now.person.pk == person.pk
