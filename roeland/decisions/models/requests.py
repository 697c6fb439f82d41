"""Requests for a gate, each with the case file that it rests on."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from uuid6 import uuid7

from roeland.assessments.models import Classification
from roeland.organisation.models import Organisation, Person, Unit
from roeland.register.models import Application, Phase, Route


class Gate(models.TextChoices):
    START = "start", pgettext_lazy("gate", "Start")
    GO_LIVE = "go_live", pgettext_lazy("gate", "Go live")
    CHANGE = "change", pgettext_lazy("gate", "Change")
    RETIRE = "retire", pgettext_lazy("gate", "Retire")


class CaseFile(models.Model):
    """What a request rests on, as it was when it was asked. It never changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    content = models.TextField()  # canonical JSON: keys sorted, no spaces, UTF-8
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class GateRequest(models.Model):
    """Somebody, or Roeland itself, asks whether an application may pass a gate."""

    named_through = ("application",)  # fetched together, for lists of what people must do

    class Outcome(models.TextChoices):
        DECIDED = "decided", _("Decided")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        LAPSED = "lapsed", _("Lapsed")
        STOPPED = "stopped", _("Stopped")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="gate_requests")
    classification = models.ForeignKey(Classification, models.PROTECT, related_name="+")
    gate = models.CharField(max_length=20, choices=Gate, default=Gate.START)
    case_file = models.OneToOneField(
        CaseFile, models.PROTECT, null=True, related_name="+"
    )  # empty before these existed
    governance = models.CharField(max_length=60, default="governance@1")  # the version of the matrix that it keeps
    what = models.TextField(_("what changes"), blank=True)  # in the words of who asks
    leads_to = models.CharField(max_length=20, choices=Phase)
    route = models.CharField(max_length=20, choices=Route)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # empty: Roeland asked
    asked_at = models.DateTimeField()
    due = models.DateField(null=True)
    role = models.CharField(max_length=40)  # whose decision it is, or "competent_organ"
    holder = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "gate"], condition=Q(closed_at__isnull=True), name="one_open_request_per_gate"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "application", "asked_at"], name="request_by_application"),
            models.Index(
                fields=["organisation", "due", "asked_at", "id"],
                condition=Q(closed_at=None),
                name="open_request_by_due",
            ),
            models.Index(fields=["organisation", "-asked_at", "-id"], name="request_by_day"),
        ]

    def __str__(self) -> str:
        return self.application.name

    def get_absolute_url(self) -> str:
        return reverse("decisions:gate_request", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.application.unit

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def relations(self, person: Person) -> set[str]:
        """What the person is to this request: what they are to the application, and the one who was asked."""
        return self.application.relations(person) | ({"holder"} if self.holder_id == person.pk else set())
