"""An instrument (a DPIA) as it is filled in, advised on and signed for one application."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.content import shipped
from roeland.content.loader import TITLE
from roeland.library.queries import governance
from roeland.organisation.access import held_by
from roeland.organisation.models import Organisation, Person, Unit
from roeland.questionnaires.models import Sheet
from roeland.register.models import Application
from roeland.rules.instruments import Instrument
from roeland.rules.matrix import Activity


class Assessment(models.Model):
    """One version of an instrument, filled in for one application. Once signed it never changes."""

    named_through = ("application",)  # fetched together, for lists of what people must do
    fetched_along = ("application", "sheet")  # and these at the door of a page

    class State(models.TextChoices):
        FILLING = "filling", _("being filled in")
        ADVICE = "advice", _("waits for advice and signature")
        SIGNED = "signed", _("signed")
        REPLACED = "replaced", _("replaced by a newer version")
        STOPPED = "stopped", _("stopped")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=40)  # "dpia"; the version stands on the sheet
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # counts the versions of this instrument for this application
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    state = models.CharField(_("how it stands"), max_length=10, choices=State, default=State.FILLING)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # for advice
    closed_at = models.DateTimeField(null=True)
    reopened_because = models.TextField(blank=True)
    # What everybody looks at once it is closed: canonical text with its SHA-256.
    content = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_as = models.CharField(max_length=40, blank=True)  # the role
    mandate = models.CharField(max_length=60, blank=True)  # the matrix on which the signature rests
    reasons = models.TextField(_("why"), max_length=4000, blank=True)
    review_on = models.DateField(_("look at it again on"), null=True)
    review_asked_on = models.DateField(null=True)
    stopped_because = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "instrument"],
                condition=Q(state__in=["filling", "advice"]),
                name="one_open_assessment",
            ),
            models.UniqueConstraint(fields=["application", "instrument", "number"], name="one_assessment_of_a_number"),
        ]
        indexes = [
            models.Index(fields=["organisation", "instrument", "state"], name="assessment_by_state"),
            models.Index(
                fields=["review_on"],
                condition=Q(state="signed", review_asked_on__isnull=True, review_on__isnull=False),
                name="assessment_to_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.application.name})"

    def get_absolute_url(self) -> str:
        return reverse("instruments:assessment", args=[self.pk])

    @property
    def title(self) -> str:
        """What the instrument is called."""
        own = self.sheet.questionnaire if shipped.is_elsewhere(self.instrument) else self.instrument
        return shipped.text(own, TITLE, get_language() or "nl").label

    @property
    def unit(self) -> Unit | None:
        return self.application.unit

    @property
    def form(self) -> Instrument:
        """The instrument in the version with which it was begun."""
        return shipped.instrument(self.sheet.questionnaire)

    @property
    def activity(self) -> Activity:
        """Who writes (U), advises (A) and signs (EV), by the matrix that holds here."""
        activities = governance(self.organisation)[1].activities
        return next(one for one in activities if one.code == self.form.activity)

    @property
    def advisers(self) -> tuple[str, ...]:
        """The roles that advise: those that the law asks, then those of the matrix."""
        return tuple(dict.fromkeys((*self.must_advise, *self.activity.advises)))

    @property
    def must_advise(self) -> tuple[str, ...]:
        """The roles whose advice the law itself asks."""
        return tuple(advice.role for advice in self.form.advice)

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be signed."""
        return self.state in (self.State.FILLING, self.State.ADVICE)

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to it: as to the application, and writer, adviser, accountable or contributor.

        Contributor is who was asked for a part, and who holds the role that a part names.
        """
        mine = {held.role for held in held_by(person) if held.unit_id is None or held.covers(self.unit)}
        activity = self.activity
        of_roles = {
            "writer": set(activity.does),
            "adviser": set(self.advisers),
            "accountable": {activity.accountable},
            "contributor": {section.role for section in self.form.sections},
        }
        found = {name for name, roles in of_roles.items() if roles & mine}
        if Contribution.objects.filter(assessment=self, person=person).exists():
            found.add("contributor")
        return self.application.relations(person) | found


class Contribution(models.Model):
    """A part of an assessment: who was asked to fill it in, and who said that it is ready."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="contributions")
    section = models.CharField(max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    ready_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ready_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "section"], name="one_contribution_per_section")]

    def __str__(self) -> str:
        return self.section


class TakenOver(models.Model):
    """An answer that was known already: from where it came, and how it was then."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="taken_over")
    question = models.CharField(max_length=60)
    source = models.CharField(max_length=120)  # "register:purpose", "finding:profiling", "assessment:dpia:purpose"
    mark = models.CharField(max_length=16)  # of the answer as it was taken over

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "question"], name="one_origin_per_question")]

    def __str__(self) -> str:
        return self.source


class Opinion(models.Model):
    """Advice on an assessment, on exactly the text that it was given on."""

    class Verdict(models.TextChoices):
        AGREED = "agreed", _("agreed")
        CONDITIONS = "conditions", _("agreed, with conditions")
        NOT_AGREED = "not_agreed", _("not agreed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="opinions")
    role = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=12, choices=Verdict)
    text = models.TextField(max_length=8000)
    given_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)  # of the text that it is about
    answer = models.TextField(max_length=4000, blank=True)  # what who signs does with it

    class Meta:
        indexes = [models.Index(fields=["assessment", "role"], name="opinion_by_role")]

    def __str__(self) -> str:
        return f"{self.role}: {self.verdict}"
