"""The terms that an organisation adopted."""

from django.db import models
from django.utils.translation import get_language
from uuid6 import uuid7

from roeland.content import shipped
from roeland.rules.retention import Length


def _kind_called(code: str) -> str:
    return shipped.text("retention", code, get_language() or "nl").label


class AdoptedTerm(models.Model):
    """How long the organisation keeps a kind of record, on its own archive list. The newest of a kind holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("organisation.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)  # a code of the document `retention`
    years = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    for_good = models.BooleanField(default=False)
    reference = models.CharField(max_length=300)  # to the archive list
    adopted_by = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "adopted_at"], name="term_by_kind")]

    def __str__(self) -> str:
        return _kind_called(self.kind)

    @property
    def length(self) -> Length:
        return Length(self.years, self.months, self.for_good)
