"""AI applications, what is written about them, and who supplies them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.files.models import StoredFile
from roeland.organisation.models import Organisation, Person, Unit


class Phase(models.TextChoices):
    REPORTED = "reported", _("Reported")
    IN_ASSESSMENT = "in_assessment", _("In assessment")
    EXPERIMENT = "experiment", _("Experiment")
    PRODUCTION = "production", _("In use")
    RETIRED = "retired", _("Retired")
    REJECTED = "rejected", _("Rejected")
    STOPPED = "stopped", _("Stopped")


class AIClass(models.TextChoices):
    FORBIDDEN = "forbidden", _("Forbidden")
    HIGH = "high", _("High risk")
    TRANSPARENCY = "transparency", _("Transparency")
    MINIMAL = "minimal", _("Minimal")
    NOT_AI = "not_ai", _("Not an AI system")
    UNKNOWN = "unknown", _("Not yet known")


class Route(models.TextChoices):
    LIGHT = "light", _("Light")
    STANDARD = "standard", _("Standard")
    FULL = "full", _("Full")
    FORBIDDEN = "forbidden", _("Forbidden")
    UNKNOWN = "unknown", _("Not yet known")


class WaitsFor(models.TextChoices):
    """What keeps an application from its next step."""

    INTAKE = "intake", _("Intake not finished")
    ANSWERS = "answers", _("Answers from colleagues")
    REQUEST = "request", _("Nobody asked for a decision yet")
    ADVICE = "advice", _("Advice")
    DECISION = "decision", _("A decision")
    ORGAN = "organ", _("The competent organ")


class Supplier(models.Model):
    """Who makes or sells an application."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_supplier_per_name")]

    def __str__(self) -> str:
        return self.name


class FieldOfUse(models.Model):
    """A field in which the organisation uses AI."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class NumberSeries(models.Model):
    """The last application number that an organisation gave out."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="+")
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.last)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def of(self, organisation: Organisation) -> "ApplicationQuerySet":
        return self.filter(organisation=organisation)

    def in_use(self) -> "ApplicationQuerySet":
        return self.filter(phase__in=[Phase.EXPERIMENT, Phase.PRODUCTION])


class Application(models.Model):
    """An AI application that an organisation uses, tries or considers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=120)
    summary = models.TextField(_("summary"), max_length=400, blank=True)
    purpose = models.TextField(_("purpose"), blank=True, help_text=_("What it is for, in plain words."))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("AI owner")
    )
    reporter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("supplier")
    )
    product = models.CharField(_("product"), max_length=120, blank=True)
    field_of_use = models.ForeignKey(
        FieldOfUse, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("field of use")
    )
    phase = models.CharField(_("phase"), max_length=20, choices=Phase, default=Phase.REPORTED)
    # Already in use when it was registered, and nobody has decided yet.
    undecided = models.BooleanField(_("not yet decided"), default=False)
    decide_by = models.DateField(_("decide before"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    # Handed down by the assessments room, so that this room can list by it without looking up.
    ai_class = models.CharField(_("AI class"), max_length=20, choices=AIClass, default=AIClass.UNKNOWN)
    route = models.CharField(_("route"), max_length=20, choices=Route, default=Route.UNKNOWN)
    route_at_least = models.CharField(max_length=20, choices=Route, default=Route.UNKNOWN)
    route_at_most = models.CharField(max_length=20, choices=Route, default=Route.UNKNOWN)
    classified_on = models.DateField(null=True, blank=True)
    # Handed down by the decisions room: what the application waits for.
    waits_for = models.CharField(_("waits for"), max_length=40, choices=WaitsFor, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_application_per_number")]
        indexes = [
            models.Index(fields=["organisation", "name", "id"], name="application_by_name"),
            models.Index(fields=["organisation", "changed_at", "id"], name="application_by_change"),
            models.Index(fields=["organisation", "ai_class", "name", "id"], name="application_by_class"),
            models.Index(fields=["organisation", "phase", "name", "id"], name="application_by_phase"),
            models.Index(fields=["organisation", "ai_class", "phase", "undecided"], name="application_counted"),
            models.Index(fields=["organisation", "unit", "name"], name="application_by_unit"),
            models.Index(fields=["organisation", "owner"], name="application_by_owner"),
            models.Index(fields=["organisation", "reporter"], name="application_by_reporter"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("register:application", args=[self.pk])

    @property
    def code(self) -> str:
        """The number as people say it: AI-0031."""
        return f"AI-{self.number:04d}"

    @property
    def next_step(self) -> str:
        """What must happen next, in a few words; empty when nothing must."""
        if self.waits_for:
            return self.get_waits_for_display()
        if self.undecided:
            return gettext("Ask for a decision")
        if self.phase == Phase.REPORTED:
            return gettext("Fill in the intake")
        return ""

    def relations(self, person: Person) -> set[str]:
        """What `person` is to this application: "owner", "reporter", both or nothing."""
        related = {"owner": self.owner_id, "reporter": self.reporter_id}
        return {relation for relation, key in related.items() if key == person.pk}


class Description(models.Model):
    """What the register form (publication standard v1.0) says about an application, field by field."""

    application = models.OneToOneField(Application, models.PROTECT, primary_key=True, related_name="description")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    is_template = models.BooleanField(default=False)  # a supplier's own description, not yet ours
    organization = models.CharField(max_length=100, blank=True)
    category = models.JSONField(_("themes"), default=list, blank=True)
    status = models.CharField(_("status as stated"), max_length=40, blank=True)
    begin_date = models.CharField(_("start (year-month)"), max_length=7, blank=True)
    end_date = models.CharField(_("end (year-month)"), max_length=7, blank=True)
    contact_email = models.CharField(_("contact"), max_length=500, blank=True)
    website = models.CharField(_("public page"), max_length=500, blank=True)
    publication_category = models.CharField(_("publication category"), max_length=60, blank=True)
    url = models.CharField(_("source registration"), max_length=500, blank=True)
    goal = models.TextField(_("goal and impact"), blank=True)
    proportionality = models.TextField(_("considerations"), blank=True)
    human_intervention = models.TextField(_("human intervention"), blank=True)
    risks = models.TextField(_("risk management"), blank=True)
    lawful_basis = models.TextField(_("legal basis"), blank=True)
    process_index_url = models.CharField(_("processing register"), max_length=500, blank=True)
    impact_assessments = models.TextField(_("note on impact assessments"), blank=True)
    source_data = models.TextField(_("data"), blank=True)
    methods_and_models = models.TextField(_("technical working"), blank=True)
    provider = models.CharField(_("supplier as stated"), max_length=200, blank=True)
    publiccode = models.CharField(_("source code"), max_length=500, blank=True)
    lang = models.CharField(_("language"), max_length=3, blank=True)
    standard_version = models.CharField(_("version of the standard"), max_length=10, blank=True)
    source_id = models.CharField(_("source ID"), max_length=100, blank=True)
    tags = models.TextField(_("search terms"), blank=True)
    lars = models.CharField(_("algorithm ID"), max_length=100, blank=True)
    publication_dt = models.CharField(_("publication date"), max_length=40, blank=True)
    foreign_key = models.CharField(max_length=400, blank=True)  # the first of lars, source_id, uuid, id
    imported = models.JSONField(default=dict, blank=True)  # per field the digest of what the source last said

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "foreign_key"], condition=~Q(foreign_key=""), name="one_description_per_key"
            )
        ]

    def __str__(self) -> str:
        return f"description of {self.application_id}"


class Link(models.Model):
    """A titled reference in a description: a law, an impact assessment, a source of data."""

    class Kind(models.TextChoices):
        LAWFUL_BASIS = "lawful_basis", _("Legal basis")
        IMPACT_ASSESSMENT = "impact_assessment", _("Impact assessment")
        SOURCE_DATA = "source_data", _("Source of data")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="links")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=500, blank=True)
    link = models.CharField(_("link"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "order"]
        indexes = [models.Index(fields=["organisation", "application"], name="link_by_application")]

    def __str__(self) -> str:
        return self.title


class Leftover(models.Model):
    """A field of an imported record for which Roeland has no place; kept and shown, never dropped."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="leftovers")
    field = models.CharField(max_length=200)
    value = models.TextField()

    class Meta:
        ordering = ["field"]
        indexes = [models.Index(fields=["organisation", "application"], name="leftover_by_application")]

    def __str__(self) -> str:
        return self.field


class ImportRun(models.Model):
    """One file that somebody brought in: how far it is, and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CHECKING = "checking", _("Being checked")
        STORING = "storing", _("Being stored")
        DONE = "done", _("Imported")
        CHECKED = "checked", _("Checked, nothing stored")
        REFUSED = "refused", _("Refused, nothing stored")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=255)
    dry_run = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    records = models.PositiveIntegerField(default=0)
    staged = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)  # why nothing was stored, per record and field
    remarks = models.JSONField(default=list)  # what a person should look at, per record and field
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "started_at"], name="import_by_time")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("register:import_run", args=[self.pk])

    @property
    def name(self) -> str:
        return self.file_name

    @property
    def finished(self) -> bool:
        return self.state in {self.State.DONE, self.State.CHECKED, self.State.REFUSED}


class StagedRecord(models.Model):
    """A checked record of a file, with the key that its application gets when the whole file is stored."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="staged_records")
    position = models.PositiveIntegerField()
    application = models.UUIDField(default=uuid7)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="one_staged_record_per_position")]

    def __str__(self) -> str:
        return f"record {self.position}"
