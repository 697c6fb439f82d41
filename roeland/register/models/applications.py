"""AI applications and who supplies them."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person, Unit


class Phase(models.TextChoices):
    REPORTED = "reported", _("Reported")
    IN_ASSESSMENT = "in_assessment", _("In assessment")
    EXPERIMENT = "experiment", _("Experiment")
    PRODUCTION = "production", _("In use")
    RETIRED = "retired", _("Retired")
    REJECTED = "rejected", _("Rejected")
    STOPPED = "stopped", _("Stopped")


IN_USE = (Phase.EXPERIMENT, Phase.PRODUCTION)


class AIClass(models.TextChoices):
    FORBIDDEN = "forbidden", _("Prohibited")
    HIGH = "high", _("High risk")
    TRANSPARENCY = "transparency", _("Transparency")
    MINIMAL = "minimal", _("Minimal")
    NOT_AI = "not_ai", _("No AI system")
    UNKNOWN = "unknown", _("Not yet known")


class Route(models.TextChoices):
    LIGHT = "light", _("Light")
    STANDARD = "standard", _("Standard")
    FULL = "full", _("Full")
    FORBIDDEN = "forbidden", _("Not allowed")
    UNKNOWN = "unknown", _("Not yet known")


class Answered(models.TextChoices):
    """What is known of something that is so or is not so. Unknown is never no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not yet known")


class WaitsFor(models.TextChoices):
    """What keeps an application from its next step."""

    INTAKE = "intake", _("Finish the intake")
    ANSWERS = "answers", _("Waits for answers of colleagues")
    REQUEST = "request", _("Ask for a decision")
    ADVICE = "advice", _("Waits for advice")
    DECISION = "decision", _("Waits for a decision")
    ORGAN = "organ", _("Waits for the competent organ")


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


# What the journal tells of an application that no column of its own holds.
BESIDE: dict[str, str | Promise] = {
    "organization": _("organisation as stated"),
    "labels": _("tags"),
    "datasets": _("data"),
    "systems": _("systems"),
    "related": _("related applications"),
    "documents": _("documents"),
    "lawful_basis_links": _("references to the legal basis"),
    "impact_assessment_links": _("impact assessments"),
    "source_data_links": _("references to sources of data"),
    "leftovers": _("what came along from the source"),
    "foreign_key": _("key of the source"),
}


class ApplicationQuerySet(models.QuerySet["Application"]):
    def of(self, organisation: Organisation) -> "ApplicationQuerySet":
        return self.filter(organisation=organisation)

    def in_use(self) -> "ApplicationQuerySet":
        return self.filter(phase__in=IN_USE)


# Everything that the list counts by: with an index over it, counting reads no row.
COUNTED_BY = [
    "organisation",
    *("ai_class", "phase", "undecided", "route", "personal_data", "affects_people", "open_questions"),
    *("unit", "owner", "owner_accepted", "supplier", "field_of_use", "reporter", "changed_at", "id"),
]


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
    # Appointed is not yet accepted; who declines is owner no longer.
    owner_accepted = models.BooleanField(default=False)
    process_owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("process owner")
    )
    reporter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("supplier")
    )
    product = models.CharField(_("product"), max_length=120, blank=True)
    version = models.CharField(_("version"), max_length=60, blank=True)
    users = models.TextField(_("who works with it"), max_length=400, blank=True)
    affected = models.TextField(_("whom it affects"), max_length=400, blank=True)
    cost_once = models.DecimalField(_("cost, once"), max_digits=12, decimal_places=2, null=True, blank=True)  # euro
    cost_yearly = models.DecimalField(_("cost per year"), max_digits=12, decimal_places=2, null=True, blank=True)
    field_of_use = models.ForeignKey(
        FieldOfUse, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("field of use")
    )
    phase = models.CharField(_("phase"), max_length=20, choices=Phase, default=Phase.REPORTED)
    # Already in use when it was registered, and nobody has decided yet.
    undecided = models.BooleanField(_("not yet decided"), default=False)
    decide_by = models.DateField(_("decide before"), null=True, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)  # when the decision lapsed, while no newer one holds
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    # Handed down by the assessments room, so that this room can list by it without looking up.
    ai_class = models.CharField(_("AI class"), max_length=20, choices=AIClass, default=AIClass.UNKNOWN)
    route = models.CharField(_("route"), max_length=20, choices=Route, default=Route.UNKNOWN)
    route_at_least = models.CharField(max_length=20, choices=Route, default=Route.UNKNOWN)
    route_at_most = models.CharField(max_length=20, choices=Route, default=Route.UNKNOWN)
    classified_on = models.DateField(null=True, blank=True)
    personal_data = models.CharField(_("personal data"), max_length=10, choices=Answered, default=Answered.UNKNOWN)
    affects_people = models.CharField(
        _("affects people directly"), max_length=10, choices=Answered, default=Answered.UNKNOWN
    )
    open_questions = models.PositiveSmallIntegerField(_("open questions"), null=True)  # empty before any intake
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
            models.Index(fields=COUNTED_BY, name="application_counted"),
            models.Index(fields=["organisation", "unit", "name"], name="application_by_unit"),
            models.Index(fields=["organisation", "owner"], name="application_by_owner"),
            models.Index(fields=["organisation", "reporter"], name="application_by_reporter"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("register:application", args=[self.pk])

    @classmethod
    def label_of(cls, field: str) -> str | Promise:
        """Return what people call a field, also one of its description or of what belongs to it; else its own name."""
        if field in BESIDE:
            return BESIDE[field]
        described: Any = cls._meta.get_field("description").related_model
        columns: dict[str, Any] = {one.name: one for model in (described, cls) for one in model._meta.concrete_fields}
        return columns[field].verbose_name if field in columns else field

    @property
    def is_in_use(self) -> bool:
        """People work with it, be it as a trial."""
        return self.phase in IN_USE

    @property
    def code(self) -> str:
        """The number as people say it: AI-0031."""
        return f"AI-{self.number:04d}"

    @property
    def heaviest_route(self) -> str:
        """The heaviest route that is still possible; empty when nothing is known of it."""
        return "" if self.route_at_most == Route.UNKNOWN else self.route_at_most

    @property
    def next_step(self) -> str:
        """What must happen next, in a few words; empty when nothing must."""
        if self.waits_for:
            return self.get_waits_for_display()
        if not self.undecided and self.phase != Phase.REPORTED:
            return ""
        return gettext("Ask for a decision") if self.classified_on else gettext("Fill in the intake")

    def relations(self, person: Person) -> set[str]:
        """What `person` is to this application: "owner", "reporter", both or nothing."""
        related = {"owner": self.owner_id, "reporter": self.reporter_id}
        return {relation for relation, key in related.items() if key == person.pk}
