"""What waits for whom, and what people were told."""

from typing import Protocol
from uuid import UUID

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person

OPEN = Q(done_at__isnull=True)


class Subject(Protocol):
    """What a task or message is about: a thing of an organisation."""

    @property
    def pk(self) -> UUID: ...

    @property
    def organisation_id(self) -> UUID: ...


class Task(models.Model):
    """Something that a person must do. `kind` is a code of the shipped document `notices`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40, blank=True)  # in which role the person is asked
    # Without an index: nearly all are of a few kinds, and SQLite would rather walk through those than use a better one.
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", db_index=False)
    subject_id = models.UUIDField()
    subject = GenericForeignKey("subject_type", "subject_id")
    detail = models.TextField(blank=True)  # a question or reason in the words of the one who asks
    due = models.DateField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    mail_at = models.DateTimeField(null=True)  # in the daily mail of that moment; empty when it is in none
    remind_on = models.DateField(null=True)  # the next reminder

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "person", "done_at", "due"], name="task_by_person"),
            models.Index(fields=["organisation", "subject_id"], name="task_by_subject"),
            models.Index(fields=["organisation", "role"], condition=OPEN & Q(person=None), name="task_of_nobody"),
            models.Index(
                fields=["organisation", "kind", "role", "subject_id"], condition=OPEN, name="open_task_by_kind"
            ),
            models.Index(fields=["mail_at"], condition=Q(mail_at__isnull=False), name="task_to_mail"),
            models.Index(fields=["remind_on"], condition=OPEN & Q(remind_on__isnull=False), name="task_to_remind"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "person", "role", "subject_id"],
                condition=Q(done_at__isnull=True, person__isnull=False),
                name="one_open_task_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return self.kind


class Message(models.Model):
    """Something that a person was told. `code` is a code of the shipped document `notices`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", db_index=False)
    subject_id = models.UUIDField()
    subject = GenericForeignKey("subject_type", "subject_id")
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)  # in the daily mail of that moment; empty when it is in none

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "person", "read_at", "at"], name="message_by_person"),
            models.Index(fields=["organisation", "subject_id"], name="message_by_subject"),
            models.Index(fields=["mail_at"], condition=Q(mail_at__isnull=False), name="message_to_mail"),
        ]

    def __str__(self) -> str:
        return self.code


class MailChoice(models.Model):
    """When somebody wants which mail; without a row the first of each holds."""

    class When(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day, together")
        NEVER = "never", _("Not by mail")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    blocking = models.CharField(_("when others wait for you"), max_length=10, choices=When, default=When.AT_ONCE)
    rest = models.CharField(_("everything else"), max_length=10, choices=When, default=When.DAILY)
    hour = models.PositiveSmallIntegerField(_("hour of the daily mail"), default=8)

    def __str__(self) -> str:
        return f"{self.blocking} / {self.rest} / {self.hour}"


class CalendarFeed(models.Model):
    """The secret address of somebody's calendar; only a digest of it is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person_id)


class OutgoingMail(models.Model):
    """A mail that must go out, kept until it has."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    message_id = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()  # after a failure, or while it is in somebody's hands
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["not_before"], condition=Q(sent_at__isnull=True), name="mail_to_send")]

    def __str__(self) -> str:
        return self.subject
