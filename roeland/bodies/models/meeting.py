"""A session of a body: its agenda and papers, who was there, what was said, and the minutes."""

from datetime import date

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.bodies.models.bodies import Body, Member
from roeland.files.models import StoredFile
from roeland.organisation.models import Organisation, Person
from roeland.rules import bodies as rules
from roeland.ui.pieces.badges import in_words


class Session(models.Model):
    """One meeting. Once it is closed, nothing in it changes; minutes are corrected by a new version."""

    named_through = ("body",)
    fetched_along = ("body",)

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held, minutes not ready")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    day = models.DateField(_("date"))
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=150, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    quorum_reached = models.BooleanField(null=True)  # of the session as a whole; kept when it is closed
    why_cancelled = models.TextField(_("why it was cancelled"), blank=True)
    planned_at = models.DateTimeField()
    papers_sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "body", "day"], name="session_by_body"),
            models.Index(fields=["organisation", "state", "day"], name="session_by_day"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bodies:session", args=[self.pk])

    @property
    def name(self) -> str:
        """What it is called: the body and the day."""
        return f"{self.body.name}, {in_words(self.day)}"

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to the body."""
        return self.body.relations(person)

    def may_be_held(self, today: date) -> bool:
        """Say whether it can have been held: not before its day."""
        return self.day <= today


class AgendaItem(models.Model):
    """What is asked of a body, and what it advised. Without a session it waits for the next one."""

    named_through = ("body", "session")
    fetched_along = ("body",)

    class Outcome(models.TextChoices):
        POSITIVE = rules.Outcome.POSITIVE.value, _("Positive advice")
        CONDITIONAL = rules.Outcome.CONDITIONAL.value, _("Positive, with conditions")
        NEGATIVE = rules.Outcome.NEGATIVE.value, _("Negative advice")
        NO_ADVICE = rules.Outcome.NO_ADVICE.value, _("No advice")

    class Openness(models.TextChoices):
        """What becomes of it when somebody asks for the document (Woo, Bestuursdecreet)."""

        PUBLIC = "public", _("Public")
        OPINION = "opinion", _("Personal opinion, not public")
        SECURITY = "security", _("Security, not public")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="items")
    order = models.PositiveSmallIntegerField(default=0)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+", db_index=False)
    subject_id = models.UUIDField(null=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    title = models.CharField(_("subject"), max_length=200)
    question = models.TextField(_("what is asked of the body"))
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.CharField(_("advice"), max_length=20, choices=Outcome, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    text = models.TextField(_("explanation"), blank=True)
    openness = models.CharField(_("who may read it"), max_length=10, choices=Openness, default=Openness.OPINION)
    concluded_at = models.DateTimeField(null=True)
    # As it was when it was concluded: who came or went later changes nothing of it.
    needed = models.PositiveSmallIntegerField(null=True)  # members, for a quorum
    took_part = models.PositiveSmallIntegerField(null=True)
    in_favour = models.PositiveSmallIntegerField(null=True)
    against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "body", "session"], name="item_by_session"),
            models.Index(fields=["organisation", "subject_id"], name="item_by_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "subject_id"],
                condition=Q(subject_id__isnull=False, concluded_at=None),
                name="one_open_item_per_subject",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("bodies:item", args=[self.pk])

    @property
    def is_concluded(self) -> bool:
        return self.concluded_at is not None

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to the body, and whether they asked."""
        asked = {"asker"} if person.pk == self.asked_by_id else set()
        return asked | self.body.relations(person)


class Paper(models.Model):
    """A document that belongs to an item of the agenda."""

    fetched_along = ("item",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    title = models.CharField(_("what is it?"), max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("bodies:paper", args=[self.pk])

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to the body."""
        return self.item.relations(person)


class Presence(models.Model):
    """Whether a member was at a session; without a row nobody noted it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, related_name="presences")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    present = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="one_presence_per_member")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.present}"


class Recusal(models.Model):
    """A member stays out of one item, and why."""

    fetched_along = ("item",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="recusals")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="one_recusal_per_member")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.item_id}"

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to the body."""
        return self.item.relations(person)


class Vote(models.Model):
    """What a member said to the advice as it was written; in consensus: agrees, objects, stands aside."""

    class Choice(models.TextChoices):
        FOR = rules.Choice.FOR.value, _("For")
        AGAINST = rules.Choice.AGAINST.value, _("Against")
        ABSTAIN = rules.Choice.ABSTAIN.value, _("Abstains")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="votes")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="one_vote_per_member")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.choice}"


class Minutes(models.Model):
    """What was said, as one version. The first is a draft until the session is closed; then no version changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(_("minutes"))
    is_public = models.BooleanField(_("everybody in the organisation may read them"), default=False)
    why = models.TextField(_("what is corrected"), blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    fixed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "version"], name="one_minutes_per_version")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.version}"
