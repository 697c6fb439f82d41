"""Records that are new become applications; known ones get what the source changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from roeland.journal.services import record as journal
from roeland.journal.services import record_many
from roeland.organisation.models import Organisation, Person, Unit
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


def known(organisation: Organisation, keys: Iterable[str], *, lock: bool = False) -> dict[str, Application]:
    """Return the applications that have one of the keys, by key; with `lock` nobody edits them meanwhile."""
    rows = Application.objects.of(organisation).filter(description__foreign_key__in=list(keys))
    rows = rows.select_for_update(of=("self",)) if lock else rows
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
    record_many("application.imported", subjects=[application for _, application in pairs], actor=actor)


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


def rewrite(changes: list[Change], around: Surroundings) -> None:
    """Write what the source changed, a few statements for the whole list."""
    for one in changes:
        _apply(one, around)
    applications = [one.application for one in changes]
    Application.objects.bulk_update(applications, ["name", "summary", "supplier", "changed_at"], batch_size=100)
    # Written anew: an update of thirty columns in many rows costs ten times as much.
    Description.objects.filter(application__in=applications).delete()
    Description.objects.bulk_create([row.description for row in applications], batch_size=500)
    Leftover.objects.filter(application__in=applications).delete()
    leftovers = [left for one in changes for left in leftovers_of(one.application, one.record)]
    Leftover.objects.bulk_create(leftovers, batch_size=500)
    for one in changes:
        journal("application.imported", subject=one.application, actor=around.actor, fields=one.moved)


def _apply(one: Change, around: Surroundings) -> None:
    application, described = one.application, one.application.description
    for target, value in one.merged.values.items():
        if target in LINKS:
            replace_links(application, LINKS[target], value)
        else:
            setattr(application if target in OF_APPLICATION else described, target, value)
    if "provider" in one.merged.values:
        application.supplier = around.supplier(described.provider.strip())
    described.imported, described.foreign_key = one.merged.imported, one.record.keys[0]
    described.is_template = not described.organization.strip()
    application.changed_at = timezone.now()
