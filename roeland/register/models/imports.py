"""Files that are brought in."""

from datetime import date, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.files.models import StoredFile
from roeland.organisation.models import Organisation, Person

UNCONFIRMED = timedelta(days=30)  # that a sheet is kept without anybody confirming it


class ImportRun(models.Model):
    """One file that somebody brought in: how far it is, and what came of it."""

    class State(models.TextChoices):
        COLUMNS = "columns", _("Columns to choose")
        PREVIEW = "preview", _("Ready to look at")
        WAITING = "waiting", _("Waiting")
        CHECKING = "checking", _("Being checked")
        COMPARING = "comparing", _("Being compared with the register")
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
    # Of a sheet: what its columns are called and hold first, how they are read, and what would come of it.
    sheet = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    preview = models.JSONField(default=dict)
    # Per row that looks like an application that is here: {"skip": true}, or why it is another one.
    answers = models.JSONField(default=dict)
    skipped = models.PositiveIntegerField(default=0)
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

    @property
    def kept_until(self) -> date:
        """The day after which a sheet that nobody confirmed is thrown away."""
        return timezone.localdate(self.started_at + UNCONFIRMED)

    @property
    def waits_for_somebody(self) -> bool:
        """A sheet of which somebody has to choose the columns, or look at what would come of it."""
        return self.state in {self.State.COLUMNS, self.State.PREVIEW}


class SavedMapping(models.Model):
    """How sheets with these headers are read, under a name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    headers = models.CharField(max_length=64)  # the digest of the names of its columns
    mapping = models.JSONField()
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_mapping_per_name")]
        indexes = [models.Index(fields=["organisation", "headers", "saved_at"], name="mapping_by_headers")]

    def __str__(self) -> str:
        return self.name


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
