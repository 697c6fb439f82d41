"""What is kept of the support looking along: a model of this room, that `models` offers with the others."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7


class SupportConsent(models.Model):
    """That somebody of the support may look along here: for what, and until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("organisation.Organisation", models.PROTECT, related_name="+")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")  # who the support login is here
    purpose = models.CharField(_("purpose"), max_length=300)
    given_by = models.ForeignKey("organisation.Person", models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    until = models.DateTimeField(_("until"))
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "until"], name="consent_by_end")]

    def __str__(self) -> str:
        return self.person.email

    def runs(self, now: datetime) -> bool:
        """Say whether the support may look along now."""
        return self.withdrawn_at is None and now < self.until
