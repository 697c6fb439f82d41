"""What is read from the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils.text import capfirst

from roeland.journal.models import Entry
from roeland.journal.queries import entries_of
from roeland.organisation.models import Organisation, Person
from roeland.organisation.prepared import prepared
from roeland.organisation.queries import names_of
from roeland.register.markup import plain
from roeland.register.models import Application, Use
from roeland.register.sections import column
from roeland.register.services.reporting import STATED

# Further back nobody looks for who changed something a moment ago.
LATEST = 50
MOST_USES = 200
AT_HOME = 6
WITH_ALL = ("unit__entity", "owner", "process_owner", "reporter", "supplier", "field_of_use", "description")


def dossier(organisation: Organisation, key: UUID) -> Application:
    """Return an application with what it points at and its description, in one query. Raises Http404."""
    application = _with_all.first(organisation.pk, key)
    if application is None:
        raise Http404
    application.organisation = organisation
    return application


@prepared
def _with_all(organisation: UUID, application: UUID) -> QuerySet[Application]:
    return Application.objects.filter(organisation=organisation, pk=application).select_related(*WITH_ALL)


def described(organisation: Organisation, key: UUID) -> Application:
    """Return an application with its links and tags too, to change it or to look back. Raises Http404."""
    application = dossier(organisation, key)
    prefetch_related_objects([application], "links", "tagging_set__tag")
    return application


def uses_now(application: Application) -> list[Use]:
    """Return the uses that go on, by unit."""
    uses = _going_on(application.organisation_id, application.pk)
    for use in uses:
        use.application = application
    return uses


@prepared
def _going_on(organisation: UUID, application: UUID) -> QuerySet[Use]:
    rows = Use.objects.going_on().filter(organisation=organisation, application=application)
    return rows.select_related("unit", "contact").order_by("unit__name", "pk")[:MOST_USES]


def templates(organisation: Organisation) -> QuerySet[Application]:
    """Return the suppliers' own descriptions that were imported, by name, with what they say."""
    rows = Application.objects.of(organisation).filter(description__is_template=True)
    return rows.select_related("description", "supplier").order_by("name", "pk")


def stated_by(template: Application) -> list[tuple[Any, str]]:
    """Return what a supplier's description says and would come along: what it is about, and the text."""
    texts = [(field, plain(getattr(template.description, field))) for field in STATED]
    return [(capfirst(column(field).verbose_name), text) for field, text in texts if text]


def mine(person: Person) -> list[Application]:
    """Return a few applications that the person owns or reported, the latest changed first."""
    return _mine(person.organisation_id, person.pk)


@prepared
def _mine(organisation: UUID, person: UUID) -> QuerySet[Application]:
    rows = Application.objects.filter(Q(owner=person) | Q(reporter=person), organisation=organisation)
    return rows.select_related("unit").order_by("-changed_at", "-pk")[:AT_HOME]


def used_by_my_unit(person: Person) -> list[Use]:
    """Return a few uses of shared applications by the person's own unit that go on, the latest added first."""
    return _of_unit(person.organisation_id, person.unit_id) if person.unit_id else []


@prepared
def _of_unit(organisation: UUID, unit: UUID) -> QuerySet[Use]:
    rows = Use.objects.going_on().filter(organisation=organisation, unit=unit)
    return rows.select_related("application", "unit").order_by("-pk")[:AT_HOME]


@dataclass(frozen=True)
class Changed:
    """When a field was last changed, and by whom: a name of this organisation, or empty when nobody can be named."""

    at: datetime
    name: str
    oneself: bool


def last_changed(application: Application, fields: Iterable[str], *, reader: Person) -> dict[str, Changed]:
    """Return who changed these fields last, as the journal knows it; a field that it does not know is left out."""
    wanted = set(fields)
    latest: dict[str, Entry] = {}
    for entry in entries_of(application.organisation_id, application, limit=LATEST):
        for field in wanted.intersection(entry.fields).difference(latest):
            latest[field] = entry
    names = names_of(application.organisation_id, (entry.actor for entry in latest.values() if entry.actor))
    return {
        field: Changed(entry.at, names.get(entry.actor, "") if entry.actor else "Roeland", entry.actor == reader.pk)
        for field, entry in latest.items()
    }
