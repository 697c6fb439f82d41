"""Records that are new become applications; known ones get what the source changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from roeland.journal.services import record as journal
from roeland.organisation.models import Organisation, Person, Unit
from roeland.register import finding
from roeland.register.importing import merging
from roeland.register.importing.checking import Checked
from roeland.register.importing.problems import Problem
from roeland.register.models import Application, Description, Leftover, Link, Phase, Supplier
from roeland.register.sections import LINKS, OF_APPLICATION
from roeland.register.services.editing import replace_links
from roeland.register.services.reporting import decide_before, supplier_called
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
    """What of the organisation new applications refer to, read once per file."""

    organisation: Organisation
    actor: Person | None
    today: date
    entities: Mapping[str, Unit]
    suppliers: dict[str, Supplier | None] = field(default_factory=dict)

    def supplier(self, name: str) -> Supplier | None:
        if name not in self.suppliers:
            self.suppliers[name] = supplier_called(self.organisation, name)
        return self.suppliers[name]


def surroundings(organisation: Organisation, actor: Person | None, today: date) -> Surroundings:
    units = Unit.objects.filter(organisation=organisation, is_entity=True)
    return Surroundings(organisation, actor, today, {unit.name.casefold(): unit for unit in units})


def known(organisation: Organisation, keys: Iterable[str]) -> dict[str, Application]:
    """Return the applications that have one of the keys, by key."""
    rows = Application.objects.of(organisation).filter(description__foreign_key__in=list(keys))
    rows = rows.select_related("description", "supplier", "unit").prefetch_related("links", "leftovers")
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
        supplier=around.supplier(values.get("provider", "").strip()),
        phase=PHASES.get(values.get("status"), Phase.REPORTED) if whose else Phase.REPORTED,
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


def links_of(application: Application, record: Checked) -> list[Link]:
    return [
        Link(
            organisation_id=application.organisation_id,
            application=application,
            kind=kind,
            title=title,
            link=link,
            order=order,
        )
        for target, kind in LINKS.items()
        for order, (title, link) in enumerate(record.values.get(target, []))
    ]


def leftovers_of(application: Application, record: Checked) -> list[Leftover]:
    return [
        Leftover(organisation_id=application.organisation_id, application=application, field=name, value=value)
        for name, value in record.leftovers.items()
    ]


def create(pairs: list[tuple[Checked, Application]], actor: Person | None) -> None:
    """Store new applications with all that belongs to them, a few statements for the whole list."""
    Application.objects.bulk_create([application for _, application in pairs], batch_size=500)
    Description.objects.bulk_create([application.description for _, application in pairs], batch_size=500)
    Link.objects.bulk_create([link for record, row in pairs for link in links_of(row, record)], batch_size=500)
    Leftover.objects.bulk_create([left for record, row in pairs for left in leftovers_of(row, record)], batch_size=500)
    for _, application in pairs:
        journal("application.imported", subject=application, actor=actor)


def refresh(record: Checked, application: Application, tally: Tally, around: Surroundings, store: bool) -> None:
    """Bring a known application up to date; what was changed here stays and is remarked on."""
    merged = merging.merge(application, record.values)
    tally.remarks += merging.remarks_about(merged, position=record.position, name=record.name)
    described = application.description
    left_before = {left.field: left.value for left in application.leftovers.all()}
    moved = sorted(merged.values) + (["leftovers"] if left_before != record.leftovers else [])
    if described.foreign_key != record.keys[0]:
        moved.append("foreign_key")
    tally.updated, tally.unchanged = tally.updated + bool(moved), tally.unchanged + (not moved)
    if moved and store:
        _rewrite(application, record, merged, around)
        journal("application.imported", subject=application, actor=around.actor, fields=moved)


def _rewrite(application: Application, record: Checked, merged: merging.Merge, around: Surroundings) -> None:
    described = application.description
    for target, value in merged.values.items():
        if target in LINKS:
            replace_links(application, LINKS[target], value)
        else:
            setattr(application if target in OF_APPLICATION else described, target, value)
    if "provider" in merged.values:
        application.supplier = around.supplier(described.provider.strip())
    described.imported, described.foreign_key = merged.imported, record.keys[0]
    described.is_template = not described.organization.strip()
    described.save()
    application.save()
    application.leftovers.all().delete()
    Leftover.objects.bulk_create(leftovers_of(application, record))
    finding.index(application)
