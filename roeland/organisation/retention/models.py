"""The terms that an organisation adopted, what it holds back, and what it destroyed."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.content import shipped
from roeland.rules.retention import Length
from roeland.ui.pieces.badges import in_words


def _kind_called(code: str) -> str:
    return shipped.text("retention", code, get_language() or "nl").label


class AdoptedTerm(models.Model):
    """How long the organisation keeps a kind of record, on its own archive list. The newest of a kind holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("organisation.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)  # a code of the document `retention`
    years = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    for_good = models.BooleanField(default=False)
    reference = models.CharField(max_length=300)  # to the archive list
    adopted_by = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "adopted_at"], name="term_by_kind")]

    def __str__(self) -> str:
        return _kind_called(self.kind)

    @classmethod
    def label_of(cls, field: str) -> str | Promise:
        """Return what the journal calls a field."""
        return {"months": _("length in months"), "reference": _("archive list")}.get(field, field)

    @property
    def length(self) -> Length:
        return Length(self.years, self.months, self.for_good)


class Hold(models.Model):
    """Somebody said not to destroy something, and why. It holds until somebody lifts it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("organisation.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)  # a code of the document `retention`
    subject = models.UUIDField()  # the key of the record
    label = models.CharField(max_length=200)
    reason = models.TextField(max_length=1000)
    placed_by = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey("organisation.Person", models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=Q(lifted_at__isnull=True), name="one_hold_per_record")
        ]
        indexes = [models.Index(fields=["organisation", "lifted_at", "placed_at"], name="hold_by_time")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("organisation:hold", args=[self.pk])

    @classmethod
    def label_of(cls, field: str) -> str | Promise:
        """Return what the journal calls a field."""
        return {"reason": _("reason"), "lifted_because": _("why it was let go")}.get(field, field)


class Destruction(models.Model):
    """Records past their term that somebody proposes to destroy; another person says yes or no."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waits for a second person")
        CONFIRMED = "confirmed", _("Being carried out")
        STOPPED = "stopped", _("Stopped half-way")
        DONE = "done", _("Carried out")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("organisation.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)  # a code of the document `retention`
    term = models.ForeignKey(AdoptedTerm, models.PROTECT, related_name="+")  # on which it rests
    ground = models.TextField(max_length=1000)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    proposed_name = models.CharField(max_length=120)  # stays in the certificate when the person is erased one day
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey("organisation.Person", models.PROTECT, null=True, related_name="+")
    answered_name = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    because = models.TextField(max_length=1000, blank=True)  # why it was refused
    finished_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)  # {table: how many rows of it went}
    files = models.JSONField(default=list)  # contents of files that still have to go, by their name in the storage

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "proposed_at"], name="destruction_by_time"),
            models.Index(fields=["state"], condition=Q(state="confirmed"), name="destruction_to_carry_out"),
        ]

    def __str__(self) -> str:
        day = in_words(self.proposed_at)
        return gettext("destruction of %(day)s (%(kind)s)") % {"day": day, "kind": self.called}

    def get_absolute_url(self) -> str:
        return reverse("organisation:destruction", args=[self.pk])

    @property
    def called(self) -> str:
        return _kind_called(self.kind)

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.PROPOSED, self.State.CONFIRMED, self.State.STOPPED)


class DestructionItem(models.Model):
    """One record of a destruction: from when its term ran, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits")
        DESTROYED = "destroyed", _("Destroyed")
        KEPT = "kept", _("Kept")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("organisation.Organisation", models.PROTECT, related_name="+")
    destruction = models.ForeignKey(Destruction, models.PROTECT, related_name="items")
    record = models.UUIDField()
    label = models.CharField(max_length=200)
    started_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    kept_because = models.CharField(max_length=20, blank=True)  # a code of rules.retention.Reason, or "gone"
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["destruction", "record"], name="one_item_per_record")]
        indexes = [models.Index(fields=["destruction", "state", "id"], name="item_by_state")]

    def __str__(self) -> str:
        return self.label


class DueNotice(models.Model):
    """When Roeland last looked for what is due here, and when it last told somebody."""

    organisation: Any = models.OneToOneField(
        "organisation.Organisation", models.PROTECT, primary_key=True, related_name="+"
    )
    looked_on = models.DateField()
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return gettext("retention terms")

    def get_absolute_url(self) -> str:
        return reverse("organisation:retention")
