"""Everything in the database that belongs to one organisation, whichever room it stands in."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from roeland.journal.models import Detail, Entry, Seal, ToSeal
from roeland.organisation.models import Organisation, User

JOURNAL = (Entry, Detail, ToSeal, Seal)
# Tables that hold nothing of one organisation alone: logins and what hangs on them, and what the machinery keeps.
SHARED = frozenset(
    {
        "organisation.Organisation",
        "organisation.User",
        "search.Filling",
        "account.EmailAddress",
        "account.EmailConfirmation",
        "socialaccount.SocialApp",
        "socialaccount.SocialAccount",
        "socialaccount.SocialToken",
        "mfa.Authenticator",
        "auth.Permission",
        "auth.Group",
        "contenttypes.ContentType",
        "sessions.Session",
        "django_tasks_database.DBTaskResult",
    }
)


class UnknownTable(Exception):
    """A table neither names its organisation nor is known to be shared, so nobody can say what becomes of it."""


def tables() -> list[type[models.Model]]:
    """Return every table whose rows belong to an organisation, lower rooms first. Raises UnknownTable."""
    everything = apps.get_models()
    owned = [model for model in everything if _has_owner(model)]
    if unknown := {model._meta.label for model in everything} - {model._meta.label for model in owned} - SHARED:
        raise UnknownTable(", ".join(sorted(unknown)))
    return owned


def rows_of(model: type[models.Model], organisation: Organisation) -> models.QuerySet[Any]:
    """Return the rows of a table that belong to an organisation, whatever its own manager would hide."""
    return model._base_manager.filter(organisation=organisation.pk)


def counts(organisation: Organisation) -> dict[str, int]:
    """Return how many rows of each table belong to an organisation; tables without any are left out."""
    found = {model._meta.label: rows_of(model, organisation).count() for model in tables()}
    return {label: number for label, number in found.items() if number}


def logins_of(organisation: Organisation) -> models.QuerySet[User]:
    """Return the logins of the people of an organisation, also those who are somebody elsewhere too."""
    return User.objects.filter(persons__organisation=organisation).distinct()


def to_remove() -> Iterator[type[models.Model]]:
    """Give the tables that lose their rows with the organisation, upper rooms first; the journal has its own way."""
    yield from (model for model in reversed(tables()) if model not in JOURNAL)


def _has_owner(model: type[models.Model]) -> bool:
    return any(field.name == "organisation" for field in model._meta.concrete_fields)
