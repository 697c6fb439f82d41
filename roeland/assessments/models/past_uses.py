"""What somebody told honestly about what they already did with an AI tool. Only its handlers know who."""

from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.content import shipped
from roeland.organisation.models import Organisation, Person, Unit
from roeland.register.models import Application
from roeland.rules.quick_check import proposed_deadline
from roeland.rules.quick_questions import QuickCheck

JUDGE_PAST_USE = "judge_past_use"
"""The kind of task that asks a handler whether what happened is a data breach."""


class PastUse(models.Model):
    """Data that went into a tool, as the person who did it tells it; and what the handler makes of it."""

    class Verdict(models.TextChoices):
        BREACH = "breach", _("This is a data breach")
        NO_BREACH = "no_breach", _("This is not a data breach")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    document = models.CharField(max_length=40)  # "quick-check@1", to which the codes belong
    reporter = models.ForeignKey(Person, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="+")
    tool = models.CharField(max_length=120, blank=True)
    inputs = models.JSONField(default=list)  # codes, also "unknown"
    story = models.TextField(max_length=2000, blank=True)
    handler = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    reported_at = models.DateTimeField()
    verdict = models.CharField(_("what it is"), max_length=10, choices=Verdict, blank=True)
    aware_at = models.DateTimeField(_("known since"), null=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    reply = models.TextField(_("answer to who reported it"), max_length=2000, blank=True)
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "reported_at"], name="past_use_by_time"),
            models.Index(fields=["organisation", "reporter"], name="past_use_by_reporter"),
        ]

    def __str__(self) -> str:
        # Without the tool or the reporter: the journal shows this to people who may not know either.
        return gettext("use in the past")

    def get_absolute_url(self) -> str:
        return reverse("quick:past_use", args=[self.pk])

    @property
    def tool_name(self) -> str:
        return self.application.name if self.application else self.tool

    @property
    def deadline(self) -> datetime:
        """By when the supervisor must know, if it is a breach; a proposal until a handler says when it was known."""
        breach = shipped.meaning(self.document, QuickCheck).breach
        return proposed_deadline(self.aware_at or self.reported_at, breach)

    def relations(self, person: Person) -> set[str]:
        """What the person is to this: who reported it, or who handles it (never both)."""
        if person.pk == self.reporter_id:
            return {"reporter"}
        return {"handler"} if person.pk == self.handler_id else set()
