"""Records that are new become applications; known ones get what the source changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from roeland.organisation.models import Organisation, Person, Unit
from roeland.register import tagging
from roeland.register.importing import merging
from roeland.register.importing.checking import Checked
from roeland.register.importing.problems import Problem
from roeland.register.importing.recognising import batches
from roeland.register.importing.statements import Statement, inserts
from roeland.register.markup import plain
from roeland.register.models import Application, Description, Leftover, Link, Phase, Supplier, Tag, Tagging
from roeland.register.sections import LABELS, LINKS, RICH, told
from roeland.register.services.editing import links_of_kind
from roeland.register.services.reporting import decide_before, supplier_name
from roeland.register.standard import IN_USE, OUT_OF_USE

PHASES = {IN_USE: Phase.PRODUCTION, OUT_OF_USE: Phase.RETIRED}
# Phases to which only an intake or a decision here can lead; what a file says of them is kept as its statement.
NOT_BY_A_FILE = {Phase.IN_ASSESSMENT: Phase.REPORTED, Phase.REJECTED: Phase.REPORTED, Phase.STOPPED: Phase.RETIRED}


@dataclass
class Tally:
    """What came of the records of a file."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    remarks: list[Problem] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.remarks += other.remarks


@dataclass
class Surroundings:
    """What of the organisation applications refer to, read once per file; suppliers that are new are not stored yet."""

    organisation: Organisation
    actor: Person | None
    today: date
    entities: Mapping[str, Unit]
    suppliers: dict[str, Supplier]
    new_suppliers: list[Supplier] = field(default_factory=list)
    tags: dict[str, Tag] = field(default_factory=dict)
    new_tags: list[Tag] = field(default_factory=list)

    def supplier(self, name: str) -> Supplier | None:
        name = supplier_name(name)
        if name and name not in self.suppliers:
            self.suppliers[name] = Supplier(organisation=self.organisation, name=name)
            self.new_suppliers.append(self.suppliers[name])
        return self.suppliers[name] if name else None

    def tag(self, name: str) -> Tag:
        if name not in self.tags:
            self.tags[name] = Tag(organisation=self.organisation, name=name)
            self.new_tags.append(self.tags[name])
        return self.tags[name]


def surroundings(organisation: Organisation, actor: Person | None, records: Iterable[Checked]) -> Surroundings:
    entities = {unit.name.casefold(): unit for unit in Unit.objects.filter(organisation=organisation, is_entity=True)}
    suppliers = {supplier.name: supplier for supplier in suppliers_named(organisation, records)}
    tags = {tag.name: tag for tag in Tag.objects.filter(organisation=organisation)}
    return Surroundings(organisation, actor, timezone.localdate(), entities, suppliers, tags=tags)


def suppliers_named(organisation: Organisation, records: Iterable[Checked]) -> Iterator[Supplier]:
    """The suppliers in these records that the organisation knows."""
    said = (record.values.get(target, "") for record in records for target in ("provider", "supplier"))
    names = sorted({supplier_name(name) for name in said if name})
    for batch in batches(names):
        yield from Supplier.objects.filter(organisation=organisation, name__in=batch)


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
        reporter=around.actor,
        unit=around.entities.get(whose.casefold()),
        supplier=around.supplier(values.get("provider", "")),
    )
    _enter(application, _phase(record, bool(whose)), around.today)
    application.description = Description(
        application=application,
        organisation=around.organisation,
        is_template=record.source.whole and not whose,
        foreign_key=own_key(record),
        imported={target: merging.fingerprint(value) for target, value in values.items()},
    )
    _fill(application, values, around)
    return application


def own_key(record: Checked) -> str:
    """The key by which a record is known again; empty when that is our own number."""
    return "" if record.number else record.keys[0]


def _phase(record: Checked, ours: bool) -> str:
    if not record.source.whole:
        said = Phase(record.values.get("phase") or Phase.REPORTED)
        return NOT_BY_A_FILE.get(said, said)
    return PHASES.get(record.values.get("status", ""), Phase.REPORTED) if ours else Phase.REPORTED


def _enter(application: Application, phase: str, today: date) -> None:
    """Put it in its phase; what is in use was so before anybody decided."""
    application.phase = phase
    if application.is_in_use:
        application.undecided, application.decide_by = True, decide_before(today)


def _fill(application: Application, values: Mapping[str, Any], around: Surroundings) -> None:
    """Put values on an application and its description; links, labels and the phase go elsewhere."""
    for target, value in values.items():
        if target in LINKS or target == "labels" or target in merging.ONLY_COMPARED:
            continue
        if target == "supplier":
            application.supplier = around.supplier(value)
        else:
            setattr(application if target in merging.ON_APPLICATION else application.description, target, value)


def links_of(application: Application, values: Mapping[str, Any]) -> list[Link]:
    """The links of a record, or of what it changes."""
    return [link for target, kind in LINKS.items() for link in links_of_kind(application, kind, values.get(target, []))]


def leftovers_of(application: Application, leftovers: Mapping[str, str]) -> list[Leftover]:
    return [
        Leftover(organisation_id=application.organisation_id, application=application, field=name, value=value)
        for name, value in leftovers.items()
    ]


def taggings_of(pairs: Iterable[tuple[Application, list[str]]], around: Surroundings) -> list[Tagging]:
    """The labels of applications, not yet stored."""
    return [
        Tagging(organisation_id=application.organisation_id, application=application, tag=around.tag(label))
        for application, labels in pairs
        for label in labels
    ]


def creating(pairs: list[tuple[Checked, Application]]) -> Iterator[Statement]:
    """Yield what stores all that belongs to new applications."""
    yield from inserts([application.description for _, application in pairs])
    yield from inserts([link for record, row in pairs for link in links_of(row, record.values)])
    yield from inserts([left for record, row in pairs for left in leftovers_of(row, record.leftovers)])


@dataclass
class Change:
    """What a record brings to an application that is known already."""

    record: Checked
    application: Application
    merged: merging.Merge
    leftovers: dict[str, str]
    moved: list[str]


def change(record: Checked, application: Application) -> Change:
    """Compare a record with what stands here; `moved` is empty when there is nothing to write."""
    merged = merging.merge(application, record)
    moved = sorted(merged.values)
    stand = {left.field: left.value for left in application.leftovers.all()}
    leftovers = _leftovers(record, stand, application)
    if stand != leftovers:
        moved.append("leftovers")
    if _key_after(record, application) != application.description.foreign_key:
        moved.append("foreign_key")
    return Change(record, application, merged, leftovers, moved)


def _leftovers(record: Checked, stand: Mapping[str, str], application: Application) -> dict[str, str]:
    """What has no place, afterwards. A sheet says nothing of what came from elsewhere; what is so here is not news."""
    if record.source.whole:
        return record.leftovers
    so = {name for name, (target, code) in record.statements.items() if getattr(application, target) == code}
    said = {name: value for name, value in record.leftovers.items() if name not in so}
    return {name: value for name, value in stand.items() if name not in record.source.kept} | said


def _key_after(record: Checked, application: Application) -> str:
    """The key afterwards. A sheet that knows an application by our number or its name leaves an older key alone."""
    stands = application.description.foreign_key
    if record.source.whole:
        return record.keys[0]
    return stands or own_key(record)


def told_of(one: Change) -> dict[str, Any]:
    """What the journal keeps of a change that is not yet applied: per field what stood there, and what stands there."""
    application = one.application
    kept = {name: [told(_as_read(name, value)) for value in pair] for name, pair in _pairs(one).items()}
    if "leftovers" in one.moved:
        stood = {left.field: left.value for left in application.leftovers.all()}
        kept["leftovers"] = [[f"{name}: {said}" for name, said in side.items()] for side in (stood, one.leftovers)]
    if "foreign_key" in one.moved:
        kept["foreign_key"] = [application.description.foreign_key, _key_after(one.record, application)]
    return kept


def _pairs(one: Change) -> dict[str, list[Any]]:
    return {name: [merging.current(one.application, name), value] for name, value in one.merged.values.items()}


def _as_read(name: str, value: Any) -> Any:
    if name == LABELS:
        return tagging.as_text(value)
    return plain(value) if name in RICH and value else value


def rewriting(changes: list[Change]) -> Iterator[Statement]:
    """Yield what writes the changes, once `clear` has made room for them."""
    over = sorted({"changed_at"} | merging.ON_APPLICATION)
    yield from inserts([one.application for one in changes], over=over)
    # Written anew: an update of thirty columns in many rows costs ten times as much.
    yield from inserts([one.application.description for one in changes])
    yield from inserts([link for one in changes for link in links_of(one.application, one.merged.values)])
    yield from inserts([left for one in changes for left in leftovers_of(one.application, one.leftovers)])


def clear(changes: list[Change]) -> None:
    """Take away what the changes replace."""
    for batch in batches([one.application.pk for one in changes]):
        Description.objects.filter(application__in=batch).delete()
        Leftover.objects.filter(application__in=batch).delete()
    for target, kind in LINKS.items():
        for batch in batches([one.application.pk for one in changes if target in one.merged.values]):
            Link.objects.filter(application__in=batch, kind=kind).delete()
    for batch in batches([one.application.pk for one in changes if "labels" in one.merged.values]):
        Tagging.objects.filter(application__in=batch).delete()


def apply(one: Change, around: Surroundings) -> None:
    """Put what the source changed on the application and its description, without storing anything."""
    application, described = one.application, one.application.description
    _fill(application, one.merged.values, around)
    if "owner" in one.merged.values:
        application.owner_accepted = False
    if "provider" in one.merged.values:
        application.supplier = around.supplier(described.provider)
    described.foreign_key = _key_after(one.record, application)
    described.imported = one.merged.imported
    if one.record.source.whole:
        described.is_template = not described.organization.strip()
