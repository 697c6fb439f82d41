"""What every verb of this room does first: check the actor, and see what really changes."""

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Organisation, Person


def today() -> date:
    """Return the day here."""
    return timezone.localdate()


def administers(actor: Person | None, organisation: Organisation, *things: Any) -> None:
    """Raise NotPermitted unless `actor` administers the organisation (Roeland itself, None, does), and
    OtherOrganisation unless all things are of it."""
    same_organisation(actor, organisation, *things)
    if actor is not None:
        must(actor, "organisation.administer", organisation)


def changed(row: models.Model, changes: dict[str, Any]) -> dict[str, list[str]]:
    """Set the changes on a row; return what differs as {"field": ["was", "is"]}, ready for the journal."""
    differing = {}
    for field, value in changes.items():
        was = getattr(row, field)
        if was != value:
            setattr(row, field, value)
            differing[field] = [_plain(was), _plain(value)]
    return differing


def _plain(value: Any) -> str:
    if isinstance(value, models.Model):
        return str(value.pk)
    return "" if value is None else str(value)
