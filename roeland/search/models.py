"""The index: the words of a thing, reduced to their stems."""

from django.db import models
from uuid6 import uuid7


class IndexedText(models.Model):
    """What can be found of one thing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    kind = models.CharField(max_length=60)  # "register.application"
    subject = models.UUIDField()
    stems = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "subject"], name="one_index_row_per_thing")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
