"""Risks of an application, and the organisation's own matrix."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.obligations.models.measures import Measure
from roeland.organisation.models import Organisation, Person, Unit
from roeland.register.models import Application


class OwnMatrix(models.Model):
    """Other levels in the cells than the shipped proposal has."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="+")
    cells = models.JSONField()  # per likelihood, per impact the code of a level
    reason = models.TextField(max_length=1000)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.organisation_id)


class Risk(models.Model):
    """Something that may go wrong with an application: how heavy, what is done about it, and what is left."""

    named_through = ("application",)
    fetched_along = ("application",)

    class Kind(models.TextChoices):
        RIGHTS = "rights", _("people's rights")
        PRIVACY = "privacy", _("privacy")
        SECURITY = "security", _("security")
        QUALITY = "quality", _("quality and bias")
        SERVICE = "service", _("service and continuity")
        OTHER = "other", _("something else")

    class Treatment(models.TextChoices):
        NONE = "", _("nothing chosen yet")
        REDUCE = "reduce", _("make it smaller")
        AVOID = "avoid", _("do it otherwise, so that it cannot happen")
        SHARE = "share", _("agree with others who carries it")
        BEAR = "bear", _("live with it as it is")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    title = models.CharField(_("what may go wrong"), max_length=200)
    effect = models.TextField(_("what that does to people or the city"), max_length=2000, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    likelihood = models.PositiveSmallIntegerField(_("how likely"), null=True, blank=True)  # from 1; empty: not known
    impact = models.PositiveSmallIntegerField(_("how bad"), null=True, blank=True)
    treatment = models.CharField(_("what we do about it"), max_length=10, choices=Treatment, blank=True)
    plan = models.TextField(_("how"), max_length=2000, blank=True)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    left_likelihood = models.PositiveSmallIntegerField(_("how likely it is then"), null=True, blank=True)
    left_impact = models.PositiveSmallIntegerField(_("how bad it is then"), null=True, blank=True)
    # Handed down from the matrix that holds here.
    level = models.CharField(max_length=20)
    left_level = models.CharField(max_length=20)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_on = models.DateField(null=True)
    accepted_until = models.DateField(null=True)
    accepted_because = models.TextField(max_length=2000, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    closed_because = models.TextField(max_length=1000, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "application", "closed_on"], name="risk_by_application"),
            models.Index(fields=["organisation", "closed_on", "left_level"], name="risk_by_level"),
            models.Index(fields=["accepted_until"], condition=Q(closed_on=None), name="risk_accepted_until"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("obligations:risk", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.application.unit

    @property
    def is_judged(self) -> bool:
        """Say whether somebody judged what is left."""
        return self.left_likelihood is not None and self.left_impact is not None

    def is_accepted(self, today: date) -> bool:
        return self.accepted_until is not None and self.accepted_until >= today

    def relations(self, person: Person) -> set[str]:
        return self.application.relations(person) | ({"risk_owner"} if person.pk == self.owner_id else set())
