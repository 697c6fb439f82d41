"""What is read from the register."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from roeland.organisation.models import Organisation, Person
from roeland.register.models import Application

WITH_ALL = ("unit", "owner", "reporter", "supplier", "field_of_use", "description")


def dossier(organisation: Organisation, key: UUID) -> Application:
    """Return an application with all that its page shows of this room, in three queries. Raises Http404."""
    rows = Application.objects.of(organisation).select_related(*WITH_ALL).prefetch_related("links", "leftovers")
    application = get_object_or_404(rows, pk=key)
    application.organisation = organisation
    return application


def mine(person: Person, limit: int = 6) -> QuerySet[Application]:
    """Return the applications that the person owns or reported, the latest changed first."""
    rows = Application.objects.filter(Q(owner=person) | Q(reporter=person), organisation=person.organisation_id)
    return rows.select_related("unit").order_by("-changed_at", "-pk")[:limit]
