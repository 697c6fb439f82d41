"""Documents that an organisation wrote."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person


class Kind(models.TextChoices):
    ADVICE = "advice", _("Advice to the directorate")


class Document(models.Model):
    """What somebody wrote for others: sections of text, and figures as they were when it was written."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=150)
    dated = models.DateField(_("date"))
    body = models.JSONField(default=dict)  # {section: text or list of texts}; what a section means its kind says
    # [{"code": …, "value": number, "was": number or null}, …]: never computed again
    figures = models.JSONField(default=list)
    figures_at = models.DateTimeField()
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # from which this one started
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "sent_at"], name="document_by_kind")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(settings.DOCUMENT_PAGES[self.kind], args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.sent_at is None

    @property
    def version(self) -> str:
        """What tells two states of a draft apart."""
        return self.changed_at.isoformat()
