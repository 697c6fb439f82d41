"""The obligations of an application, and what shows that they are met."""

from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.assessments.models import Classification
from roeland.content import shipped
from roeland.files.models import StoredFile
from roeland.organisation.access import held_by
from roeland.organisation.models import Organisation, Person, Unit
from roeland.register.models import Application
from roeland.rules import standings
from roeland.rules.law_dates import Status
from roeland.rules.obligations import Category, Obligation


class Stock(models.Model):
    """On which classification the obligations of an application rest."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.OneToOneField(Application, models.PROTECT, related_name="+")
    classification = models.ForeignKey(Classification, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.application.name


class Duty(models.Model):
    """One obligation of one application. What the law says is handed down; how it stands, people say."""

    named_through = ("application",)
    fetched_along = ("application",)

    class Standing(models.TextChoices):
        OPEN = "open", _("not begun")
        UNDER_WAY = "under_way", _("under way")
        MET = "met", _("met")
        NOT_APPLICABLE = "not_applicable", _("does not apply")
        ACCEPTED = "accepted", _("risk accepted")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    # What follows from the facts of the application, and only from these.
    asked = models.BooleanField(default=True)  # False: it was asked once, and is no longer
    certain = models.BooleanField()
    document = models.CharField(max_length=60, default="obligations@1")  # the version of the obligations
    category = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Category])
    law_date = models.CharField(max_length=60)  # which date of the law leads
    applies_from = models.DateField()  # the day to plan on
    date_status = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Status])
    for_role = models.CharField(max_length=40)
    accountable = models.CharField(max_length=40)
    judge = models.CharField(max_length=40, blank=True)  # the role that must assess what no question settles
    arrived_on = models.DateField(null=True)  # since when it applies, as far as Roeland saw its date come
    in_task = models.BooleanField(default=False)  # whether its role got a task when that date came
    # What people say of it.
    standing = models.CharField(_("how it stands"), max_length=15, choices=Standing, default=Standing.OPEN)
    reason = models.TextField(_("why"), max_length=2000, blank=True)
    until = models.DateField(_("accepted until"), null=True, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "code"], name="one_duty_per_obligation")]
        indexes = [
            models.Index(fields=["organisation", "asked", "code", "certain", "standing"], name="duty_by_code"),
            models.Index(fields=["organisation", "asked", "law_date"], name="duty_by_law_date"),
            models.Index(
                fields=["applies_from"],
                condition=Q(asked=True, certain=True, arrived_on__isnull=True),
                name="duty_that_arrives",
            ),
            models.Index(fields=["until"], condition=Q(standing="accepted"), name="duty_accepted_until"),
        ]

    def __str__(self) -> str:
        named = shipped.text(self.document, self.code, get_language() or "nl").label if self.row else self.code
        return f"{named} ({self.application.name})"

    def get_absolute_url(self) -> str:
        return reverse("obligations:duty", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.application.unit

    @cached_property
    def row(self) -> Obligation | None:
        """The obligation itself, in the version by which the application is judged; None when that has it no more."""
        return next((row for row in shipped.obligations(self.document).obligations if row.code == self.code), None)

    @property
    def is_voluntary(self) -> bool:
        """Say whether the law only encourages it."""
        return self.row is not None and self.row.voluntary

    @property
    def can_be_accepted(self) -> bool:
        """Say whether who is accountable may leave it undone for a while: own policy, or what is voluntary."""
        return self.is_voluntary or Category(self.category) in standings.OWN_POLICY

    def is_late(self, today: date) -> bool:
        """Say whether it should have been met by now."""
        standing, known = standings.Standing(self.standing), {"certain": self.certain, "voluntary": self.is_voluntary}
        return self.asked and standings.is_late(standing, applies_from=self.applies_from, today=today, **known)

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to it: as to the application, and responsible, judge or accountable by their roles here.

        Who must judge what no question settles is the lawyer, unless the obligation names another role.
        """
        helpers = self.row.helped_by if self.row else ()
        of_roles = {
            "responsible": {self.for_role, *helpers},
            "judge": {self.judge or "lawyer"},
            "accountable": {self.accountable},
        }
        mine = {held.role for held in held_by(person) if held.unit_id is None or held.covers(self.unit)}
        return self.application.relations(person) | {name for name, roles in of_roles.items() if roles & mine}


class Evidence(models.Model):
    """Something that shows that an obligation is met: a link, a file, or what somebody wrote."""

    named_through = ("duty",)
    fetched_along = ("duty",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="evidence")
    title = models.CharField(_("what it is"), max_length=200)
    note = models.TextField(_("what it shows"), max_length=2000, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    number = models.PositiveIntegerField(default=1)  # the version of the same evidence
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(max_length=1000, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "duty"], name="evidence_by_duty"),
            models.Index(fields=["valid_until"], condition=Q(withdrawn_at=None), name="evidence_by_validity"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def application(self) -> Application:
        return self.duty.application

    @property
    def unit(self) -> Unit | None:
        return self.duty.unit

    def relations(self, person: Person) -> set[str]:
        return self.duty.relations(person)
