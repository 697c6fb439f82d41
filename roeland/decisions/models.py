"""Requests for a gate, and the decisions on them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.assessments.models import Classification
from roeland.organisation.models import Organisation, Person
from roeland.register.models import Application, Phase, Route


class Gate(models.TextChoices):
    START = "start", _("Start")


class GateRequest(models.Model):
    """Somebody asks to let an application pass a gate."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="gate_requests")
    classification = models.ForeignKey(Classification, models.PROTECT, null=True, related_name="+")
    gate = models.CharField(max_length=20, choices=Gate, default=Gate.START)
    leads_to = models.CharField(max_length=20, choices=Phase)
    route = models.CharField(max_length=20, choices=Route)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    role = models.CharField(max_length=40)  # whose decision it is
    holder = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    holder_reason = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "gate"], condition=Q(answered_at__isnull=True), name="one_open_request_per_gate"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gate} {self.application_id}"

    def get_absolute_url(self) -> str:
        return reverse("decisions:gate_request", args=[self.pk])


class Decision(models.Model):
    """The answer to a request, with its reasons; it never changes."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        YES_IF = "yes_if", _("Yes, with conditions")
        NO = "no", _("No")

        @property
        def opens(self) -> bool:
            return self in (Decision.Answer.YES, Decision.Answer.YES_IF)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    gate_request = models.OneToOneField(GateRequest, models.PROTECT, related_name="decision")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    reasons = models.TextField(_("reasons"), blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    mandate = models.CharField(max_length=200, blank=True)
    is_proposal = models.BooleanField(default=False)  # without a mandate it is a proposal to the competent organ
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.answer} {self.gate_request_id}"
