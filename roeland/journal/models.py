"""What is kept of every act."""

from uuid import UUID

from django.db import models
from uuid6 import uuid7

# A seal with fewer entries emptied the queue. Verification counts on this number, so it may never change.
ENTRIES_PER_SEAL = 1000


class Entry(models.Model):
    """One act: who did what to which thing. Never changed, never removed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)  # a person's key; empty when Roeland itself acted
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)  # "register.application"
    subject = models.UUIDField()
    fields = models.JSONField(default=list)  # names of the fields that changed
    reason = models.TextField(blank=True)
    detail_digest = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "subject", "at"], name="entry_by_subject"),
            models.Index(fields=["organisation", "at"], name="entry_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject}"

    @property
    def organisation_id(self) -> UUID:
        return self.organisation


class Detail(models.Model):
    """Values and names that belong to an entry; a named act can erase them, the digest stays."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="detail")
    organisation = models.UUIDField()
    salt = models.CharField(max_length=32)
    values = models.JSONField(default=dict)  # {"name": ["was", "is"], …}

    def __str__(self) -> str:
        return f"detail of {self.entry_id}"


class ToSeal(models.Model):
    """An entry that no seal holds yet. The sealer works from these, so a late commit is never passed over."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="+")
    organisation = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "entry"], name="to_seal_in_order")]

    def __str__(self) -> str:
        return f"to seal: {self.entry_id}"


class Seal(models.Model):
    """A link of the chain: the hashes of the entries since the previous seal, and that seal's own hash."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    sequence = models.PositiveIntegerField()
    entries = models.JSONField(default=list)  # [[entry key, hash], …] in order of key
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "sequence"], name="one_seal_per_sequence")]

    def __str__(self) -> str:
        return f"seal {self.sequence}"
