"""What is written about an application, field by field."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.organisation.models import Organisation
from roeland.register.models.applications import Application


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
