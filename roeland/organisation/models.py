"""Organisations, their units, the people in them and the roles these hold."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.content import shipped
from roeland.files.models import StoredFile
from roeland.organisation.retention.models import AdoptedTerm, Destruction, DestructionItem, DueNotice, Hold
from roeland.organisation.support import SupportConsent
from roeland.organisation.wording import role_name
from roeland.rules.working_days import Calendar, Holidays, counting

__all__ = [
    "AdoptedTerm",
    "Departure",
    "Destruction",
    "DestructionItem",
    "DueNotice",
    "Hold",
    "Jurisdiction",
    "Organisation",
    "PeopleFile",
    "Person",
    "RoleHeld",
    "SupportConsent",
    "Term",
    "Unit",
    "User",
]


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None) -> "User":
        user = self.model(email=self.normalize_email(email).lower())
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A login. It belongs to no organisation; its persons do."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, blank=True)
    is_support = models.BooleanField(default=False)  # of who runs the server; set by command alone

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()

    def __str__(self) -> str:
        return self.email


class Jurisdiction(models.TextChoices):
    NL = "NL", _("Netherlands")
    BE_VLG = "BE-VLG", _("Flanders")


class Organisation(models.Model):
    """A tenant: one group of legal entities that governs its AI together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=10, choices=Jurisdiction)
    demonstration = models.BooleanField(default=False)
    theme = models.CharField(max_length=60, default="roeland-theme")
    bar_colour = models.CharField(_("colour of the top bar"), max_length=7, blank=True)  # #rrggbb; empty: Roeland's
    action_colour = models.CharField(_("colour of buttons and links"), max_length=7, blank=True)
    logo = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("logo"))
    logo_draft = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")  # only looked at
    looks_version = models.PositiveIntegerField(default=0)  # stands in the address of colours and logo

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> UUID:
        return self.pk

    @property
    def has_own_colours(self) -> bool:
        """Say whether pages load the colours of this organisation over those of Roeland."""
        return bool(self.bar_colour or self.action_colour)

    @cached_property
    def working_days(self) -> Calendar:
        """On which days people work here: by the law that it follows, and what it closes on itself."""
        rows = list(ClosingDays.objects.filter(organisation=self))
        chosen = {row.holiday: row.closed for row in rows if row.holiday}
        holidays = shipped.meaning("holidays", Holidays).of(self.jurisdiction)
        return Calendar(counting(holidays, chosen), frozenset(day for row in rows for day in row.days()))

    @cached_property
    def own_words(self) -> dict[tuple[str, str], str]:
        """The words that this organisation chose itself: (key, language) to word."""
        return {(term.key, term.language): term.word for term in Term.objects.filter(organisation=self)}


class Unit(models.Model):
    """A part of an organisation. Top units that are legal persons are entities."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(_("name"), max_length=120)
    is_entity = models.BooleanField(_("legal entity"), default=False)
    entity = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # itself for an entity
    path = models.CharField(max_length=400, editable=False)  # keys from the top, "a/b/c/"
    competent_organ = models.CharField(_("competent organ"), max_length=120, blank=True)
    supervisor = models.CharField(_("data protection supervisor"), max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "path"], name="unit_by_path")]

    def __str__(self) -> str:
        return self.name

    def chain(self) -> tuple[UUID, ...]:
        """Return the keys of the units from the top down to this one."""
        return tuple(UUID(key) for key in self.path.strip("/").split("/") if key)

    def above(self) -> tuple[UUID, ...]:
        """Return the keys of the units above this one, from the top."""
        return self.chain()[:-1]


class Person(models.Model):
    """Someone in one organisation; the login may be missing."""

    roles_at_the_door: "list[RoleHeld]"  # those of today, where a request has read them

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="persons")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    function = models.CharField(_("function"), max_length=120, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    active = models.BooleanField(default=True)
    absent_from = models.DateField(_("absent from"), null=True, blank=True)
    absent_until = models.DateField(_("absent until"), null=True, blank=True)
    away = models.BooleanField(default=False)  # what the rooms above were told last; `is_here` is what counts
    erased_at = models.DateTimeField(null=True)  # name and address are gone; what the person did stays
    support_until = models.DateTimeField(null=True)  # only looks along, for the support of who runs the server

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=Q(user__isnull=False), name="one_person_per_login"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "name"], name="person_by_name"),
            models.Index(fields=["absent_from"], condition=Q(absent_from__isnull=False), name="person_absent"),
            models.Index(fields=["absent_until"], condition=Q(away=True), name="person_away"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:person", args=[self.pk])

    def relations(self, person: "Person") -> set[str]:
        """Say what `person` is to this one: the owner of one's own history."""
        return {"owner"} if person.pk == self.pk else set()

    @property
    def only_looks(self) -> bool:
        """Say whether this is somebody of the support, who may look and do nothing."""
        return self.support_until is not None

    def is_here(self, today: date) -> bool:
        """Say whether this person still works here and is not absent."""
        away = self.absent_from is not None and self.absent_from <= today
        return self.active and not (away and (self.absent_until is None or today <= self.absent_until))


class RoleHeld(models.Model):
    """A role that a person holds for the organisation, or for a unit and all below it."""

    named_through = ("unit", "person")  # fetched together, for lists of what people must do
    fetched_along = ("person",)  # and these at the door of a page

    class Answer(models.TextChoices):
        """What the person says to being given the role; empty when nobody was asked."""

        WAITING = "waiting", _("not accepted yet")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="roles_held")
    role = models.CharField(_("role"), max_length=40)  # a code of the shipped document `roles`
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)
    mandate = models.CharField(
        _("mandate"), max_length=200, blank=True, help_text=_("The decree on which the power to decide rests.")
    )
    decides_alone = models.BooleanField(_("decides on the full route without the competent organ"), default=False)
    may_stop = models.BooleanField(_("may order that an application stops"), default=False)
    mitigation = models.TextField(_("mitigation"), blank=True)
    source = models.CharField(max_length=60, blank=True)  # "oidc:<provider>" when an identity provider gave it
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # empty: Roeland itself
    given_on = models.DateField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True)
    declined_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "role", "unit"], name="role_by_place")]

    def __str__(self) -> str:
        return f"{self.role}: {self.person_id}"

    def get_absolute_url(self) -> str:
        return reverse("organisation:role", args=[self.pk])

    @property
    def name(self) -> str:
        """What the role is called here, and for which unit."""
        called = role_name(self.role, None, self.organisation)
        return f"{called} ({self.unit.name})" if self.unit else called

    @property
    def waits(self) -> bool:
        """Say whether the person still has to say yes to it. It counts meanwhile."""
        return self.answer == self.Answer.WAITING

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to this role: the one who holds it."""
        return {"holder"} if person.pk == self.person_id else set()

    def is_over(self, today: date) -> bool:
        """Say whether the term has ended before today; on its last day it still holds."""
        return self.ends is not None and self.ends < today

    def covers(self, unit: Unit | None) -> bool:
        """Say whether the role counts for `unit`: held for the whole organisation, for it, or for one above it."""
        return self.unit_id is None or (unit is not None and self.unit_id in unit.chain())


class Departure(models.Model):
    """Somebody leaves on a day; what they hold goes to others. It is done on that day, by itself."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    leaves_on = models.DateField(_("first day that the person is no longer here"))
    successor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # of all that is not in `others`
    others = models.JSONField(default=dict)  # {key of a thing: key of a person, or "" for nobody}
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  # carried out, or taken back

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at__isnull=True), name="one_departure_per_person"
            )
        ]
        indexes = [
            models.Index(fields=["leaves_on"], condition=Q(closed_at__isnull=True), name="departure_to_come"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.leaves_on}"


class Term(models.Model):
    """The word that this organisation uses for something."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    language = models.CharField(max_length=5, default="nl")
    word = models.CharField(_("word"), max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key", "language"], name="one_word_per_key")]

    def __str__(self) -> str:
        return self.word


class ClosingDays(models.Model):
    """Days on which nobody works here, or what the organisation says about a holiday that it may choose."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    holiday = models.CharField(max_length=40, blank=True)  # a code of the shipped document `holidays`; else `first`
    closed = models.BooleanField(default=True)  # False: people work on that holiday
    name = models.CharField(_("what for"), max_length=120, blank=True)
    first = models.DateField(_("first day"), null=True)
    last = models.DateField(_("last day"), null=True)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "holiday"], condition=~Q(holiday=""), name="one_choice_per_holiday"
            )
        ]
        indexes = [models.Index(fields=["organisation", "first"], name="closing_days_by_day")]

    def __str__(self) -> str:
        return self.name or self.holiday

    def days(self) -> Iterator[date]:
        """Give each day of a closure of its own; nothing for a holiday."""
        if self.first and self.last:
            yield from (self.first + timedelta(days=each) for each in range((self.last - self.first).days + 1))


class PeopleFile(models.Model):
    """A file with people that somebody brought in: looked at first, then taken in as a whole or thrown away."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")  # gone once it is taken in
    name = models.CharField(_("file"), max_length=255)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)  # how many rows of each kind
    absent = models.JSONField(default=list)  # keys of the people whom the file did not name

    class Meta:
        indexes = [models.Index(fields=["organisation", "brought_at"], name="people_file_by_time")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:people_file", args=[self.pk])


class Export(models.Model):
    """All that an organisation has as one archive: asked for, made in the background, kept for some days."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Begins in a moment")
        WRITING = "writing", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("It did not work")
        REMOVED = "removed", _("Removed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    parts = models.PositiveIntegerField(default=0)  # of how many
    done = models.PositiveIntegerField(default=0)
    content = models.FileField(upload_to="exports/%Y/%m", blank=True)
    size = models.PositiveBigIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)  # then the archive is removed

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "asked_at"], name="export_by_time"),
            models.Index(fields=["until"], condition=Q(state="ready"), name="export_to_remove"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state__in=["waiting", "writing"]), name="one_export_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:keeping")

    @property
    def under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.WRITING)

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to this export: who asked for it."""
        return {"asker"} if person.pk == self.asked_by_id else set()
