"""A measure that an organisation takes once and that meets an obligation of many applications."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.obligations.models.duties import Duty
from roeland.organisation.models import Organisation, Person


class MeasureQuerySet(models.QuerySet["Measure"]):
    def that_hold(self, today: date) -> "MeasureQuerySet":
        """Those that run, that worked when somebody last looked, and that need not be looked at again yet."""
        return self.filter(ended_on=None, works=True, next_on__gte=today)


class Measure(models.Model):
    """What the organisation does, who looks after it, and how often somebody looks whether it works."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(_("what it is called"), max_length=150)
    what = models.TextField(_("what you do"), max_length=2000)
    link = models.URLField(_("link"), max_length=500, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    every_months = models.PositiveSmallIntegerField(_("look again every … months"))
    next_on = models.DateField()  # the last day on which it holds without somebody having looked
    asked_on = models.DateField(null=True)  # when somebody was asked to look, for the day that holds now
    works = models.BooleanField(default=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(max_length=1000, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "ended_on", "title"], name="measure_by_title"),
            models.Index(fields=["next_on"], condition=Q(ended_on=None), name="measure_to_look_at"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("obligations:measure", args=[self.pk])

    def holds(self, today: date) -> bool:
        """Say whether it counts as evidence today."""
        return self.ended_on is None and self.works and self.next_on >= today

    def relations(self, person: Person) -> set[str]:
        return {"owner"} if person.pk == self.owner_id else set()


class Cover(models.Model):
    """A measure that meets an obligation of an application."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="covers")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="covers")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "duty"], name="one_cover_per_duty")]

    def __str__(self) -> str:
        return f"{self.measure}: {self.duty}"


class Look(models.Model):
    """Somebody looked whether a measure works."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="looks")
    works = models.BooleanField()
    note = models.TextField(_("what you saw"), max_length=2000)
    link = models.URLField(_("link"), max_length=500, blank=True)
    looked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.measure.title


def covering(duty: Duty) -> MeasureQuerySet:
    """The measures that were taken for an obligation."""
    return Measure.objects.filter(organisation=duty.organisation_id, covers__duty=duty)
