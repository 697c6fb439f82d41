"""What belongs to an application: its uses, data, systems, documents, and what it is to other applications."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.files.models import StoredFile
from roeland.organisation.models import Organisation, Person, Unit
from roeland.register.models.applications import Answered, Application


class Part(models.Model):
    """Something that belongs to one application."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT)

    class Meta:
        abstract = True


class UseQuerySet(models.QuerySet["Use"]):
    def going_on(self) -> "UseQuerySet":
        return self.filter(ended_on=None)


class Use(Part):
    """A team that works with a shared application. It inherits its frame and its decisions."""

    named_through = fetched_along = ("application", "unit")

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    purpose = models.TextField(_("what for"), max_length=1000)
    contact = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("contact"))
    people = models.PositiveIntegerField(_("how many people"), null=True)  # who work with it, about
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField(null=True)
    # Handed down by the assessments room: whether it stays within what the application may be used for.
    fits = models.CharField(_("fits"), max_length=10, choices=Answered, default=Answered.UNKNOWN)

    objects = UseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "application"], name="use_by_application"),
            models.Index(fields=["organisation", "unit"], name="use_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.application.name} ({self.unit.name})" if self.unit else self.application.name

    def get_absolute_url(self) -> str:
        return reverse(settings.USE_PAGE, args=[self.pk])

    def relations(self, person: Person) -> set[str]:
        """What `person` is to this use: the owner of the application, who added it, or its contact."""
        related = {"owner": self.application.owner_id, "adder": self.added_by_id, "contact": self.contact_id}
        return {relation for relation, key in related.items() if key == person.pk}


class Dataset(models.Model):
    """A collection of data that applications use."""

    class Origin(models.TextChoices):
        OWN = "own", _("Our own")
        BOUGHT = "bought", _("Bought")
        SHARED = "shared", _("Of another government")
        OPEN = "open", _("Open data")
        UNKNOWN = "unknown", _("Not yet known")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.UNKNOWN)
    personal = models.CharField(_("personal data"), max_length=10, choices=Answered, default=Answered.UNKNOWN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_dataset_per_name")]

    def __str__(self) -> str:
        return self.name


class DatasetUsed(Part):
    """A dataset that an application uses, and what for."""

    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="+")
    what_for = models.CharField(_("what for"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "application", "dataset"], name="one_use_of_a_dataset")
        ]

    def __str__(self) -> str:
        return str(self.dataset)


class System(models.Model):
    """Another system of the organisation: one that is no AI, but gives or takes data."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_system_per_name")]

    def __str__(self) -> str:
        return self.name


class Connection(Part):
    """A system from which an application reads, or to which it writes."""

    class Direction(models.TextChoices):
        READS = "reads", _("Reads from it")
        WRITES = "writes", _("Writes to it")
        BOTH = "both", _("Reads and writes")

    system = models.ForeignKey(System, models.PROTECT, related_name="+")
    direction = models.CharField(_("direction"), max_length=10, choices=Direction)
    what = models.CharField(_("which data"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "application", "system"], name="one_connection_per_system")
        ]

    def __str__(self) -> str:
        return str(self.system)


class Relation(Part):
    """What one application is to another, and why somebody says so."""

    class Kind(models.TextChoices):
        REPLACES = "replaces", _("Replaces")
        PART_OF = "part_of", _("Is a part of")
        FEEDS = "feeds", _("Gives data to")
        BESIDE = "beside", _("Has to do with")
        ANOTHER = "another", _("Looks like, but is another one")

    other = models.ForeignKey(Application, models.PROTECT, related_name="+")
    kind = models.CharField(_("relation"), max_length=10, choices=Kind)
    reason = models.TextField(_("why"), max_length=1000, blank=True)
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "application", "other", "kind"], name="one_relation_of_a_kind"
            )
        ]
        indexes = [models.Index(fields=["organisation", "other"], name="relation_by_other")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Tag(models.Model):
    """A word by which an organisation groups its applications."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_tag_per_name")]

    def __str__(self) -> str:
        return self.name


class Tagging(Part):
    """A tag on an application."""

    tag = models.ForeignKey(Tag, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "application", "tag"], name="one_tagging_per_tag")
        ]
        indexes = [models.Index(fields=["organisation", "tag"], name="tagging_by_tag")]

    def __str__(self) -> str:
        return str(self.tag)


class Attachment(Part):
    """A document of an application: a contract, a manual, a report."""

    fetched_along = ("application",)  # at the door of its address

    title = models.CharField(_("title"), max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "application"], name="attachment_by_application")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("register:document", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.application.unit

    def relations(self, person: Person) -> set[str]:
        """What the person is to this document: what they are to its application."""
        return self.application.relations(person)


class Appointment(Part):
    """Somebody is asked to be AI owner or process owner: by whom, and what the answer was."""

    named_through = ("application",)  # fetched together, for lists of what people must do
    fetched_along = ("application", "person")  # and these at the door of a page

    class Duty(models.TextChoices):
        OWNER = "owner", _("AI owner")
        PROCESS_OWNER = "process_owner", _("process owner")

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        ENDED = "ended", _("Ended")

    class EndedBecause(models.TextChoices):
        REPLACED = "replaced", _("Somebody else was appointed.")
        TAKEN_AWAY = "taken_away", _("It was taken away.")
        LEFT = "left", _("The person left, and handed it over.")

    duty = models.CharField(max_length=20, choices=Duty)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    appointed_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)  # empty while it is asked
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(_("why"), max_length=1000, blank=True)
    ended_because = models.CharField(max_length=10, choices=EndedBecause, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "application"], name="appointment_by_application"),
            models.Index(fields=["organisation", "person"], name="appointment_by_person"),
        ]

    def __str__(self) -> str:
        return self.application.name

    def get_absolute_url(self) -> str:
        return reverse("register:appointment", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.application.unit

    @property
    def is_open(self) -> bool:
        """It waits for an answer."""
        return not self.answer

    def relations(self, person: Person) -> set[str]:
        """What the person is to this question: who is asked, or who asked."""
        related = {"appointed": self.person_id, "asker": self.appointed_by_id}
        return {relation for relation, key in related.items() if key == person.pk}
