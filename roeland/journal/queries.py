"""Reading the journal."""

from datetime import datetime
from uuid import UUID

from django.db.models import Model, QuerySet

from roeland.journal.models import Entry


def entries_of(
    organisation_id: UUID, subject: Model | UUID | None = None, since: datetime | None = None, limit: int | None = None
) -> QuerySet[Entry]:
    """The entries of an organisation with their details, newest first; of one subject, or since a moment."""
    entries = Entry.objects.filter(organisation=organisation_id)
    if subject is not None:
        entries = entries.filter(subject=subject.pk if isinstance(subject, Model) else subject)
    if since is not None:
        entries = entries.filter(at__gte=since)
    entries = entries.select_related("detail").order_by("-at", "-id")
    return entries if limit is None else entries[:limit]


def organisations() -> list[UUID]:
    """The keys of the organisations of which the journal holds anything."""
    return list(Entry.objects.order_by().values_list("organisation", flat=True).distinct())
