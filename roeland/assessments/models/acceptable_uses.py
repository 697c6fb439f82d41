"""For what an application may be used without asking: its acceptable-use frame."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person
from roeland.register.models import Application, Phase, Route

IN_USE = (Phase.EXPERIMENT, Phase.PRODUCTION)


class AcceptableUseQuerySet(models.QuerySet["AcceptableUse"]):
    def open(self) -> "AcceptableUseQuerySet":
        return self.filter(ended_at=None)

    def on(self, day: date) -> "AcceptableUseQuerySet":
        """Those that hold on this day: not ended, within their dates, of an application in use and decided on.

        One that turned out to be prohibited is out at once, before anybody has stopped it.
        """
        dated = self.open().filter(Q(until=None) | Q(until__gte=day), since__lte=day)
        decided = dated.filter(application__phase__in=IN_USE, application__undecided=False)
        return decided.exclude(application__route=Route.FORBIDDEN)


class AcceptableUse(models.Model):
    """One approval of an application as a tool: what may go in, what for, and whether it may reach citizens."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    inputs = models.JSONField(_("what may go in"), default=list)  # codes of the document `quick-check`
    purposes = models.JSONField(_("what it may be used for"), default=list)
    citizens = models.BooleanField(_("the result may go to citizens"), default=False)
    house_rules = models.TextField(_("house rules"), max_length=2000, blank=True)
    alternatives = models.TextField(_("what to use instead"), max_length=1000, blank=True)
    since = models.DateField(_("approved from"))
    until = models.DateField(_("approved until"), null=True, blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = AcceptableUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(ended_at__isnull=True), name="one_open_frame_per_application"
            )
        ]
        indexes = [models.Index(fields=["organisation", "ended_at", "since"], name="frame_by_day")]

    def __str__(self) -> str:
        return self.application.name

    def holds_on(self, day: date) -> bool:
        """Say whether its dates include this day."""
        return self.since <= day and (self.until is None or day <= self.until)
