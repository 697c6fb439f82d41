"""A short survey of those who do the work. Who said what is not kept anywhere: only how many gave each score."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person
from roeland.portfolio.models.experiments import OfExperiment


class Survey(OfExperiment):
    """One round, before or after; until its last day the people who are invited can answer."""

    class Moment(models.TextChoices):
        BEFORE = "before", _("before")
        AFTER = "after", _("after")

    moment = models.CharField(_("when"), max_length=10, choices=Moment)
    closes_on = models.DateField(_("last day to answer"))
    answers = models.PositiveIntegerField(default=0)
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["experiment", "moment"], name="one_survey_per_moment")]

    def __str__(self) -> str:
        return f"{self.moment} {self.experiment_id}"

    def is_closed(self, today: date) -> bool:
        """Say whether nobody can answer any more."""
        return self.closes_on < today


class Invitation(models.Model):
    """Somebody who may answer once. That they did is kept, so that they cannot twice; what they said is not."""

    fetched_along = ("survey",)
    named_through = ("survey__experiment__application",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "person"], name="one_invitation_per_person")]

    def __str__(self) -> str:
        return self.survey.experiment.application.name

    def get_absolute_url(self) -> str:
        return reverse("portfolio:answer", args=[self.pk])

    def relations(self, person: Person) -> set[str]:
        """Say whether `person` is the one who is invited."""
        return {"invited"} if self.person_id == person.pk else set()


class Tally(models.Model):
    """How many people gave one score to one question of a round."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="tallies")
    question = models.CharField(max_length=20)
    score = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "question", "score"], name="one_tally_per_score")]

    def __str__(self) -> str:
        return f"{self.question} {self.score}"
