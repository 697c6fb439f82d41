"""What other organs decided, in their own system: only where it can be found."""

from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person, Unit


class Reference(models.Model):
    """An act of an organ: number, date, link and outcome. It never changes; a correction is a new one."""

    class Organ(models.TextChoices):
        COUNCIL = "council", _("Council")
        COLLEGE = "college", _("College")
        PERMANENT_BUREAU = "permanent_bureau", _("Permanent bureau")
        SPECIAL_COMMITTEE = "special_committee", _("Special committee")
        OWN_BOARD = "own_board", _("Own board")
        WORKS_COUNCIL = "works_council", _("Works council")
        BOC = "boc", _("BOC (basic consultation committee)")
        HOC = "hoc", _("HOC (high consultation committee)")
        COURT = "court", _("Court")
        SUPERVISOR = "supervisor", _("Supervisory authority")

    class Outcome(models.TextChoices):
        IN_FAVOUR = "in_favour", _("In favour")
        CONDITIONAL = "conditional", _("In favour, with conditions")
        AGAINST = "against", _("Against")
        NOTED = "noted", _("Took note, no decision")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organ = models.CharField(_("organ"), max_length=20, choices=Organ)
    entity = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("of which legal entity"))
    number = models.CharField(_("number"), max_length=60)
    dated = models.DateField(_("date"))
    link = models.URLField(_("link"), max_length=500, blank=True, validators=[URLValidator(schemes=["https"])])
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    subject = models.CharField(_("about what"), max_length=200)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction")
    why = models.TextField(_("what was wrong"), blank=True)  # of the one that this corrects

    class Meta:
        indexes = [models.Index(fields=["organisation", "dated"], name="reference_by_date")]

    def __str__(self) -> str:
        return f"{self.get_organ_display()} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("bodies:reference", args=[self.pk])

    @property
    def is_corrected(self) -> bool:
        """Say whether a newer one stands in the place of this one."""
        return hasattr(self, "correction")
