"""Records that are new become applications; known ones get what the source changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from roeland.organisation.models import Organisation, Person, Unit
from roeland.register.importing import merging
from roeland.register.importing.checking import Checked
from roeland.register.importing.problems import Problem
from roeland.register.importing.statements import Statement, inserts
from roeland.register.models import Application, Description, Leftover, Link, Phase, Supplier
from roeland.register.sections import LINKS, OF_APPLICATION
from roeland.register.services.editing import links_of_kind
from roeland.register.services.reporting import decide_before, supplier_name
from roeland.register.standard import IN_USE, OUT_OF_USE

PHASES = {IN_USE: Phase.PRODUCTION, OUT_OF_USE: Phase.RETIRED}


@dataclass
class Tally:
    """What came of the records of a file."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    remarks: list[Problem] = field(default_factory=list)


@dataclass
class Surroundings:
    """What of the organisation applications refer to, read once per file; suppliers that are new are not stored yet."""

    organisation: Organisation
    actor: Person | None
    today: date
    entities: Mapping[str, Unit]
    suppliers: dict[str, Supplier]
    new_suppliers: list[Supplier] = field(default_factory=list)

    def supplier(self, name: str) -> Supplier | None:
        name = supplier_name(name)
        if name and name not in self.suppliers:
            self.suppliers[name] = Supplier(organisation=self.organisation, name=name)
            self.new_suppliers.append(self.suppliers[name])
        return self.suppliers[name] if name else None


def surroundings(organisation: Organisation, actor: Person | None, records: Iterable[Checked]) -> Surroundings:
    entities = {unit.name.casefold(): unit for unit in Unit.objects.filter(organisation=organisation, is_entity=True)}
    suppliers = {supplier.name: supplier for supplier in suppliers_named(organisation, records)}
    return Surroundings(organisation, actor, timezone.localdate(), entities, suppliers)


def suppliers_named(organisation: Organisation, records: Iterable[Checked]) -> QuerySet[Supplier]:
    """The suppliers in these records that the organisation knows."""
    names = {supplier_name(record.values.get("provider", "")) for record in records}
    return Supplier.objects.filter(organisation=organisation, name__in=names)


def known(organisation: Organisation, keys: Iterable[str]) -> dict[str, Application]:
    """Return the applications that have one of the keys, by key."""
    rows = Application.objects.of(organisation).filter(description__foreign_key__in=list(keys))
    rows = rows.select_related("description", "supplier", "unit").prefetch_related(
        "links", "leftovers", "tagging_set__tag"
    )
    return {row.description.foreign_key: row for row in rows}


def matches(record: Checked, applications: Mapping[str, Application]) -> list[Application]:
    """Return the applications that the record is about: none when it is new, two when its keys disagree."""
    found = {applications[key].pk: applications[key] for key in record.keys if key in applications}
    return list(found.values())


def new(record: Checked, key: UUID, number: int, around: Surroundings) -> Application:
    """Make an application of a record, with its description, not yet stored.

    A record without an organisation is a supplier's template: it is only reported, whatever its status says.
    """
    values = record.values
    whose = values.get("organization", "").strip()
    application = Application(
        pk=key,
        organisation=around.organisation,
        number=number,
        name=record.name,
        summary=values.get("summary", ""),
        reporter=around.actor,
        unit=around.entities.get(whose.casefold()),
        supplier=around.supplier(values.get("provider", "")),
        phase=PHASES.get(values.get("status", ""), Phase.REPORTED) if whose else Phase.REPORTED,
    )
    if application.phase == Phase.PRODUCTION:
        application.undecided, application.decide_by = True, decide_before(around.today)
    application.description = Description(
        application=application,
        organisation=around.organisation,
        is_template=not whose,
        foreign_key=record.keys[0],
        imported={target: merging.fingerprint(value) for target, value in values.items()},
        **{target: value for target, value in values.items() if target not in LINKS and target not in OF_APPLICATION},
    )
    return application


def links_of(application: Application, values: Mapping[str, Any]) -> list[Link]:
    """The links of a record, or of what it changes."""
    return [link for target, kind in LINKS.items() for link in links_of_kind(application, kind, values.get(target, []))]


def leftovers_of(application: Application, record: Checked) -> list[Leftover]:
    return [
        Leftover(organisation_id=application.organisation_id, application=application, field=name, value=value)
        for name, value in record.leftovers.items()
    ]


def creating(pairs: list[tuple[Checked, Application]]) -> Iterator[Statement]:
    """Yield what stores new applications with all that belongs to them."""
    yield from inserts([application for _, application in pairs])
    yield from inserts([application.description for _, application in pairs])
    yield from inserts([link for record, row in pairs for link in links_of(row, record.values)])
    yield from inserts([left for record, row in pairs for left in leftovers_of(row, record)])


@dataclass
class Change:
    """What a record brings to an application that is known already."""

    record: Checked
    application: Application
    merged: merging.Merge
    moved: list[str]


def change(record: Checked, application: Application) -> Change:
    """Compare a record with what stands here; `moved` is empty when there is nothing to write."""
    merged = merging.merge(application, record.values)
    moved = sorted(merged.values)
    if {left.field: left.value for left in application.leftovers.all()} != record.leftovers:
        moved.append("leftovers")
    if application.description.foreign_key != record.keys[0]:
        moved.append("foreign_key")
    return Change(record, application, merged, moved)


def rewriting(changes: list[Change]) -> Iterator[Statement]:
    """Yield what writes the changes, once `clear` has made room for them."""
    yield from inserts([one.application for one in changes], over=["name", "summary", "supplier", "changed_at"])
    # Written anew: an update of thirty columns in many rows costs ten times as much.
    yield from inserts([one.application.description for one in changes])
    yield from inserts([link for one in changes for link in links_of(one.application, one.merged.values)])
    yield from inserts([left for one in changes for left in leftovers_of(one.application, one.record)])


def clear(changes: list[Change]) -> None:
    """Take away what the changes replace."""
    applications = [one.application.pk for one in changes]
    Description.objects.filter(application__in=applications).delete()
    Leftover.objects.filter(application__in=applications).delete()
    for target, kind in LINKS.items():
        relinked = [one.application.pk for one in changes if target in one.merged.values]
        Link.objects.filter(application__in=relinked, kind=kind).delete()


def apply(one: Change, around: Surroundings) -> None:
    """Put what the source changed on the application and its description, without storing anything."""
    application, described = one.application, one.application.description
    for target, value in one.merged.values.items():
        if target not in LINKS:
            setattr(application if target in OF_APPLICATION else described, target, value)
    if "provider" in one.merged.values:
        application.supplier = around.supplier(described.provider)
    described.imported, described.foreign_key = one.merged.imported, one.record.keys[0]
    described.is_template = not described.organization.strip()
