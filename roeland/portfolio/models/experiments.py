"""An experiment with an application: its plan, what is measured, what was learned and what came of it."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person, Unit
from roeland.register.models import Application
from roeland.rules import experiments as rules


class Experiment(models.Model):
    """Trying an application out: with a hypothesis, safeguards, means and an end date."""

    named_through = ("application",)
    fetched_along = ("application",)

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        ENDED = "ended", _("ended")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    hypothesis = models.TextField(_("what you expect"), max_length=1000, blank=True)
    safeguards = models.TextField(_("what keeps it safe"), max_length=2000, blank=True)
    max_people = models.PositiveIntegerField(_("how many people at most"), null=True, blank=True)
    budget = models.DecimalField(_("budget"), max_digits=12, decimal_places=2, null=True, blank=True)  # euro
    hours = models.PositiveIntegerField(_("hours"), null=True, blank=True)
    starts = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who runs it
    accountable = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who let it begin
    planned_at = models.DateTimeField()
    began_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    asked_on = models.DateField(null=True)  # when a conclusion was asked, for the end date that holds now
    overran_on = models.DateField(null=True)  # when nobody had concluded it in time

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=~Q(state="ended"), name="one_open_experiment_per_application"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "ends_on"], name="experiment_by_end"),
            models.Index(fields=["organisation", "application"], name="experiment_by_application"),
            models.Index(fields=["ends_on"], condition=Q(state="running"), name="experiment_that_runs"),
        ]

    def __str__(self) -> str:
        return self.application.name

    def get_absolute_url(self) -> str:
        return reverse("portfolio:experiment", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.application.unit

    @property
    def plan(self) -> rules.Plan:
        """What the rules read of it."""
        kinds = frozenset(measure.kind for measure in self.measures.all())
        given = (self.hypothesis, self.safeguards, self.max_people, self.budget, self.hours, self.starts, self.ends_on)
        return rules.Plan(*given, kinds)

    def is_over(self, today: date) -> bool:
        """Say whether it runs and must be concluded."""
        return self.state == self.State.RUNNING and rules.is_over(self.ends_on, today)

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to it: what they are to the application, experimenter, accountable."""
        mine = {"experimenter": self.owner_id, "accountable": self.accountable_id}
        return self.application.relations(person) | {name for name, key in mine.items() if key == person.pk}


class OfExperiment(models.Model):
    """Something that belongs to an experiment, with the same doors."""

    fetched_along = ("experiment",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return self.experiment.get_absolute_url()

    @property
    def unit(self) -> Unit | None:
        return self.experiment.unit

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to the experiment."""
        return self.experiment.relations(person)


class Measure(OfExperiment):
    """One thing that is measured before and after."""

    class Kind(models.TextChoices):
        TIME = "time", _("Speed")
        QUALITY = "quality", _("Quality")
        JOB_CONTENT = "job_content", _("Content of the job")
        CORE_TASKS = "core_tasks", _("Time on core tasks")
        COST = "cost", _("Cost")
        OTHER = "other", _("Something else")

    kind = models.CharField(_("what kind"), max_length=20, choices=Kind)
    what = models.CharField(_("what you measure"), max_length=200)
    unit_of = models.CharField(_("in which unit"), max_length=60)
    before = models.DecimalField(_("before"), max_digits=12, decimal_places=2, null=True, blank=True)
    after = models.DecimalField(_("after"), max_digits=12, decimal_places=2, null=True, blank=True)
    how = models.TextField(_("how you measure it"), max_length=1000, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "experiment"], name="measure_by_experiment")]

    def __str__(self) -> str:
        return self.what

    @property
    def difference(self) -> Decimal | None:
        return rules.difference(self.before, self.after)


class Lesson(OfExperiment):
    """What was learned, also while it runs."""

    class Says(models.TextChoices):
        CONFIRMS = "confirms", _("It confirms what we expected")
        CHANGES = "changes", _("It changes what we do")
        CONTRADICTS = "contradicts", _("It is not what we expected")

    text = models.TextField(_("what you learned"), max_length=2000)
    says = models.CharField(_("what it means"), max_length=20, choices=Says)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "experiment"], name="lesson_by_experiment")]

    def __str__(self) -> str:
        return self.text


class Outcome(OfExperiment):
    """What comes of it, by who is accountable, or what its owner proposes; it never changes."""

    class Answer(models.TextChoices):
        GO_ON = "go_on", _("Go on, until a new end date")
        ADAPT = "adapt", _("Adapt it and try again, until a new end date")
        GO_LIVE = "go_live", _("Ask to take it into use")
        STOP = "stop", _("Stop")

    answer = models.CharField(_("what now"), max_length=10, choices=Answer)
    reason = models.TextField(_("why"), max_length=2000)
    ends_on = models.DateField(_("new end date"), null=True, blank=True)
    is_proposal = models.BooleanField(default=False)  # of the owner; who is accountable decides
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "experiment"], name="outcome_by_experiment")]

    def __str__(self) -> str:
        return self.answer
