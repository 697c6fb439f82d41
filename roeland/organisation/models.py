"""Organisations, their units, the people in them and the roles these hold."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7


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

    def __str__(self) -> str:
        return self.name


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


class Person(models.Model):
    """Someone in one organisation; the login may be missing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="persons")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    function = models.CharField(_("function"), max_length=120, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=Q(user__isnull=False), name="one_person_per_login"
            )
        ]
        indexes = [models.Index(fields=["organisation", "name"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name


class RoleHeld(models.Model):
    """A role that a person holds for the organisation, or for a unit and all below it."""

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
    mitigation = models.TextField(_("mitigation"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "role", "unit"], name="role_by_place")]

    def __str__(self) -> str:
        return f"{self.role}: {self.person_id}"


class Term(models.Model):
    """The word that this organisation uses for something."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    language = models.CharField(max_length=5, default="nl")
    word = models.CharField(_("word"), max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key", "language"], name="one_word_per_key")
        ]

    def __str__(self) -> str:
        return self.word
