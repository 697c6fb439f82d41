"""Newer rules, and what they would change for which applications."""

from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.assessments.models import Classification
from roeland.decisions.models.decisions import Decision, Lapse
from roeland.decisions.models.requests import GateRequest
from roeland.organisation.models import Organisation, Person
from roeland.register.models import AIClass, Application, Route

FIRST = UUID(int=0)


class Recheck(models.Model):
    """One newer version of the rules, the obligations and the dates of the law: compared with once.

    It changes nothing, until somebody moves what comes out otherwise.
    """

    class State(models.TextChoices):
        COMPARING = "comparing", _("Being compared")
        READY = "ready", _("Waits for somebody to move them")
        MOVING = "moving", _("Being moved")
        MOVED = "moved", _("Moved")
        NOTHING = "nothing", _("Nothing changes")
        OVERTAKEN = "overtaken", _("Overtaken by a newer version")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    rules = models.CharField(max_length=60)  # "classification@2"
    law = models.CharField(max_length=60)  # "law-dates@1"
    obligations = models.CharField(max_length=60, default="obligations@1")
    state = models.CharField(max_length=20, choices=State, default=State.COMPARING)
    begun_at = models.DateTimeField()
    stepped_at = models.DateTimeField()  # the last sign of life of who works on it
    total = models.PositiveIntegerField(default=0)  # applications to compare
    compared = models.PositiveIntegerField(default=0)
    after = models.UUIDField(default=FIRST)  # the key of the application that was compared last
    changed = models.PositiveIntegerField(default=0)  # that come out otherwise
    duties = models.JSONField(default=dict)  # {code of an obligation: {column: how many applications}, …}
    handled = models.PositiveIntegerField(default=0)  # of those moved, or overtaken meanwhile
    compared_at = models.DateTimeField(null=True)
    moved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("why now"), blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rules", "law", "obligations"], name="one_recheck_per_version"
            ),
        ]

    def __str__(self) -> str:
        numbers = {name: getattr(self, name).partition("@")[2] for name in ("rules", "obligations", "law")}
        return (
            gettext("version %(rules)s of the rules, %(obligations)s of the obligations and %(law)s of the dates")
            % numbers
        )

    def get_absolute_url(self) -> str:
        return reverse("decisions:recheck", args=[self.pk])

    @property
    def content(self) -> tuple[str, str, str]:
        """The versions with which it compares: of the rules, the dates of the law and the obligations."""
        return self.rules, self.law, self.obligations

    @property
    def under_way(self) -> bool:
        return self.state in (self.State.COMPARING, self.State.MOVING)

    @property
    def progress(self) -> tuple[int, int]:
        """How many are done, of how many."""
        if self.state == self.State.COMPARING:
            return self.compared, max(self.total, self.compared)
        return self.handled, self.changed


class Rechecked(models.Model):
    """An application that comes out otherwise by newer rules: how, and what rests on it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Not moved yet")
        MOVED = "moved", _("Moved")
        OVERTAKEN = "overtaken", _("Looked at again meanwhile")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    recheck = models.ForeignKey(Recheck, models.PROTECT, related_name="rows")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    classification = models.ForeignKey(Classification, models.PROTECT, related_name="+")  # that holds until it is moved
    rules = models.CharField(max_length=60)  # the newest over the questions that were answered
    certain_class = models.CharField(max_length=20, choices=AIClass)
    possible_class = models.CharField(max_length=20, choices=AIClass)
    route_at_least = models.CharField(max_length=20, choices=Route)
    route_at_most = models.CharField(max_length=20, choices=Route)
    findings = models.JSONField(default=list)  # [[code, state before or null, state after or null], …]
    duties = models.JSONField(default=list)  # [[code, kind, day before or null, day after or null], …]
    next_change = models.DateField(null=True)
    heavier = models.BooleanField(default=False)
    gate_request = models.ForeignKey(GateRequest, models.PROTECT, null=True, related_name="+")  # open, and would lapse
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")  # in force, and would lapse
    lapses_after = models.PositiveSmallIntegerField(null=True)  # working days after the move
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    lapse = models.ForeignKey(Lapse, models.PROTECT, null=True, related_name="+")  # that the move announced

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recheck", "application"], name="one_recheck_per_application"),
        ]
        indexes = [
            models.Index(fields=["organisation", "recheck", "state"], name="rechecked_by_state"),
        ]

    def __str__(self) -> str:
        return self.application.name
