"""What a file would do to the register, worked out to the last statement while nobody has to wait for it.

A file is worked out part by part. What others change meanwhile makes only those parts outdated that speak of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from roeland.journal.services import Acts, prepare_many
from roeland.organisation.models import Organisation
from roeland.register.importing import entering, finding, merging
from roeland.register.importing.checking import Checked, Result
from roeland.register.importing.problems import Problem
from roeland.register.importing.recognising import Keys, batches, keys_known, keys_of, matches, rows_of
from roeland.register.importing.statements import Statement, column, inserts
from roeland.register.models import Application, ImportRun, Supplier, Tag
from roeland.register.services import relating

PART = 100  # records
NUMBER = column(Application, "number")


class TwoMatches(Exception):
    """Records that are about two applications at once, so that nobody knows which is meant."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


@dataclass
class Part:
    """Some records of a file: what they do, and what of the register that rests on."""

    records: list[Checked]
    tally: entering.Tally
    fresh: list[Checked]
    changes: list[entering.Change]  # with something to write
    unclear: list[Problem]
    about: frozenset[UUID]  # applications that are known already
    new: list[Application] = field(default_factory=list)
    stored: list[Statement] = field(default_factory=list)  # the new applications themselves, still without a number
    statements: list[Statement] = field(default_factory=list)
    acts: list[Acts] = field(default_factory=list)  # what the journal says of it; its rows are in the statements
    made: frozenset[UUID] = frozenset()  # suppliers and labels that are new with this file
    texts: finding.Texts = field(default_factory=dict)  # the words by which it is found
    stood: dict[UUID, datetime] = field(default_factory=dict)  # when each application that changes was changed last


@dataclass
class Plan:
    """Everything that the last step has to write. `seen` is the register on which it rests."""

    run: ImportRun
    remarks: list[Problem]
    around: entering.Surroundings
    seen: dict[UUID, datetime]
    found: Keys
    parts: list[Part] = field(default_factory=list)
    made: list[Statement] = field(default_factory=list)

    @property
    def changes(self) -> list[entering.Change]:
        return [change for part in self.parts for change in part.changes]

    @property
    def unclear(self) -> list[Problem]:
        return [problem for part in self.parts for problem in part.unclear]

    @property
    def tally(self) -> entering.Tally:
        total = entering.Tally(remarks=list(self.remarks))
        for part in self.parts:
            total.add(part.tally)
        return total

    @property
    def statements(self) -> Iterator[Statement]:
        yield from self.made
        for part in self.parts:
            yield from part.stored
            yield from part.statements


def begin(run: ImportRun, result: Result) -> Plan:
    """Look at the register; from now on it shows what somebody changes in it."""
    seen = standing(run.organisation)
    around = entering.surroundings(run.organisation, run.actor, result.records)
    return Plan(run, result.remarks, around, seen, keys_known(run.organisation, _keys(result.records)))


def standing(organisation: Organisation) -> dict[UUID, datetime]:
    """When each application of the organisation changed last."""
    return dict(Application.objects.of(organisation).order_by().values_list("pk", "changed_at"))


def parts_of(records: Sequence[Checked]) -> Iterator[Sequence[Checked]]:
    for start in range(0, len(records), PART):
        yield records[start : start + PART]


def _keys(records: Iterable[Checked]) -> list[str]:
    return [key for record in records for key in record.keys]


def work_out(plan: Plan, records: Sequence[Checked], keys: dict[int, UUID]) -> Part:
    """Compare records with the register, and put into words what has to be written.

    `keys` gives per position the key that an application gets when it is new.
    """
    part = compare(plan.run.organisation, records, plan.found)
    if not plan.run.dry_run and not part.unclear:
        _fill(plan, part, keys)
    return part


def compare(organisation: Organisation, records: Sequence[Checked], found: Keys) -> Part:
    """Say which records are new, what the others change, and which nobody can place. `found`: as of `keys_known`."""
    rows = rows_of(organisation, found, _keys(records))
    fresh, changes, unclear = [], [], []
    for record in records:
        same = matches(record, rows)
        if len(same) > 1:
            codes = ", ".join(sorted(application.code for application in same))
            unclear.append(record.problem("two_matches", value=codes))
        elif same:
            changes.append(entering.change(record, same[0]))
        else:
            fresh.append(record)
    moving = [change for change in changes if change.moved]
    about = frozenset(row.pk for several in rows.values() for row in several).union(*(one.apart for one in fresh))
    return Part(list(records), _tally(fresh, changes), fresh, moving, unclear, about)


def _tally(fresh: list[Checked], changes: list[entering.Change]) -> entering.Tally:
    updated = sum(1 for change in changes if change.moved)
    tally = entering.Tally(len(fresh), updated, len(changes) - updated)
    tally.remarks += [
        record.problem("new_number", "number", f"AI-{record.number:04d}") for record in fresh if record.number
    ]
    for change in changes:
        tally.remarks += merging.remarks_about(change.merged, change.record)
    return tally


def _fill(plan: Plan, part: Part, keys: dict[int, UUID]) -> None:
    around = plan.around
    pairs = [(record, entering.new(record, keys[record.position], record.number, around)) for record in part.fresh]
    part.new = [application for _, application in pairs]
    told = {change.application.pk: entering.told_of(change) for change in part.changes}
    part.texts = finding.ahead({keys[record.position]: record for record in part.fresh}, part.changes)
    part.stood = {change.application.pk: change.application.changed_at for change in part.changes}
    for change in part.changes:
        entering.apply(change, around)
    labelled = [(application, record.values.get("labels", [])) for record, application in pairs]
    labelled += [(change.application, change.merged.values.get("labels", [])) for change in part.changes]
    taggings = entering.taggings_of(labelled, around)
    part.stored = inserts(part.new)
    part.statements = [*entering.creating(pairs), *entering.rewriting(part.changes), *inserts(taggings)]
    _tell(plan.run, part, told)
    _tell_apart(plan.run, part)
    touched = [*part.new, *(change.application for change in part.changes)]
    new = {one.pk for one in (*around.new_suppliers, *around.new_tags)}
    used = {row.supplier_id for row in touched} | {tagging.tag_id for tagging in taggings}
    part.made = frozenset(new & used)


def _tell(run: ImportRun, part: Part, told: dict[UUID, dict[str, Any]]) -> None:
    """Add what the journal keeps of every application in the part."""
    moved = {change.application.pk: change.moved for change in part.changes}
    changed = [change.application for change in part.changes]
    part.acts = [
        prepare_many("application.imported", subjects=part.new, actor=run.actor),
        prepare_many("application.imported", subjects=changed, actor=run.actor, fields_of=moved, values_of=told),
    ]
    for acts in part.acts:
        part.statements += written(acts)


def _tell_apart(run: ImportRun, part: Part) -> None:
    """Keep of which applications somebody said that a new one is another one, and why, as `tell_apart` does."""
    wanted = sorted({key for record in part.fresh for key in record.apart})
    others = Application.objects.of(run.organisation).in_bulk(wanted) if wanted else {}
    for record, application in zip(part.fresh, part.new, strict=True):
        for other in (others[key] for key in record.apart if key in others):
            acts = prepare_many(
                "application.told_apart",
                subjects=[application],
                actor=run.actor,
                reason=record.apart_reason,
                values_of={application.pk: relating.told(other)},
            )
            row = relating.another(application, other, record.apart_reason, run.actor)
            part.statements += [*inserts([row]), *written(acts)]
            part.acts.append(acts)


def written(acts: Acts) -> list[Statement]:
    """Return what stores acts."""
    return [*inserts(acts.entries), *inserts(acts.details), *inserts(acts.waiting)]


def make(plan: Plan) -> None:
    """Work out the suppliers and labels that are new with the file, when all its parts are there."""
    used = {key for part in plan.parts for key in part.made}
    plan.made = [
        *inserts([one for one in plan.around.new_suppliers if one.pk in used]),
        *inserts([one for one in plan.around.new_tags if one.pk in used]),
    ]


def number(plan: Plan, last: int) -> int:
    """Give each new application its number: its own when a sheet names one, else the next one; return the last."""
    own = [record.number for part in plan.parts for record in part.fresh]
    last = max([last, *own])
    for part in plan.parts:
        rows = [row for statement in part.stored for row in statement.rows]
        for record, application, row in zip(part.fresh, part.new, rows, strict=True):
            last += not record.number
            application.number = row[NUMBER] = record.number or last
    return last


def hold(plan: Plan) -> None:
    """Let nobody edit what the file changes until the transaction ends."""
    for batch in batches([change.application.pk for change in plan.changes]):
        list(Application.objects.filter(pk__in=batch).order_by("pk").select_for_update().values_list("pk"))


def outdated(plan: Plan) -> list[int]:
    """Return which parts no longer rest on the register as it stands."""
    now = standing(plan.run.organisation)
    changed = {key for key, at in now.items() if plan.seen.get(key) != at} | (plan.seen.keys() - now.keys())
    named = keys_of(plan.run.organisation, sorted(changed)) if changed else frozenset()
    made = _made_by_others(plan)
    return [
        place
        for place, part in enumerate(plan.parts)
        if part.about & changed or part.made & made or (named and not named.isdisjoint(_keys(part.records)))
    ]


def _made_by_others(plan: Plan) -> set[UUID]:
    """Suppliers and labels that were to be made, and that somebody made meanwhile: from now on it is theirs."""
    around = plan.around
    return _theirs(Supplier, around.new_suppliers, around.suppliers) | _theirs(Tag, around.new_tags, around.tags)


def _theirs(model: type[Supplier] | type[Tag], new: list[Any], known: dict[str, Any]) -> set[UUID]:
    taken = set()
    for batch in batches([one.name for one in new]):
        organisation = new[0].organisation_id
        for row in model.objects.filter(organisation=organisation, name__in=batch):
            taken.add(known[row.name].pk)
            known[row.name] = row
    new[:] = [one for one in new if one.pk not in taken]
    return taken


def renew(plan: Plan, places: Iterable[int], keys: dict[int, UUID]) -> list[Part]:
    """Work parts out again, on the register as it stands now; return them."""
    plan.seen = standing(plan.run.organisation)
    records = [record for place in places for record in plan.parts[place].records]
    plan.found |= {key: [] for key in _keys(records)} | keys_known(plan.run.organisation, _keys(records))
    for place in places:
        plan.parts[place] = work_out(plan, plan.parts[place].records, keys)
    return [plan.parts[place] for place in places]
