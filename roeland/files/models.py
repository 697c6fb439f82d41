"""Files that people brought in."""

from django.db import models
from uuid6 import uuid7


class StoredFile(models.Model):
    """A file in the storage, with the digest by which it can be recognised."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    name = models.CharField(max_length=255)
    content = models.FileField(upload_to="files/%Y/%m")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "sha256"], name="file_by_digest")]

    def __str__(self) -> str:
        return self.name
