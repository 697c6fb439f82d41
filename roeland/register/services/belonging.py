"""What belongs to an application: data that it uses, systems beside it, and what it is to other applications."""

from collections.abc import Iterable
from types import TracebackType
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Organisation, Person
from roeland.register.models import Answered, Application, Connection, Dataset, DatasetUsed, Relation, System
from roeland.register.parts import standing

AnyPart = DatasetUsed | Connection | Relation
Shared = TypeVar("Shared", Dataset, System)


class AlreadyThere(Exception):
    """The application has this already."""


class WithItself(Exception):
    """An application cannot be related to itself."""


class ChangedMeanwhile(Exception):
    """Somebody else changed or removed this part. `now` is what stands there, or None."""

    def __init__(self, now: list[str] | None) -> None:
        super().__init__(now)
        self.now = now


@transaction.atomic
def put_dataset(
    *,
    application: Application,
    name: str,
    origin: str,
    personal: str,
    what_for: str = "",
    actor: Person,
    part: DatasetUsed | None = None,
    seen: list[str] | None = None,
) -> DatasetUsed:
    """Say that the application uses a dataset, or change what was said: `part`, with what the actor had `seen` of it.

    A name that the organisation knows is that dataset, and what is said of it holds for every application that uses
    it; only, "unknown" takes nothing away that is known, unless it is said of what was in the form already. Origin and
    personal are codes of Dataset.Origin and Answered. Raises NotPermitted, OtherOrganisation, AlreadyThere,
    ChangedMeanwhile, or ValueError for a code.
    """
    row = _locked(application, actor, part)
    used: DatasetUsed = _as_seen(row, part, seen) or DatasetUsed(organisation_id=row.organisation_id, application=row)
    dataset = _called(Dataset, row.organisation, name)
    _must_be_new(DatasetUsed.objects.filter(application=row, dataset=dataset), used)
    again = DatasetUsed.objects.filter(dataset=dataset).exclude(application=row).select_related("application")
    with _Told("datasets", [row, *(each.application for each in again)], actor):
        _describe(dataset, Dataset.Origin(origin), Answered(personal), wholly=used.dataset_id == dataset.pk)
        used.dataset, used.what_for = dataset, what_for.strip()
        used.save()
    return used


@transaction.atomic
def put_system(
    *,
    application: Application,
    name: str,
    direction: str,
    what: str = "",
    actor: Person,
    part: Connection | None = None,
    seen: list[str] | None = None,
) -> Connection:
    """Say from which system the application reads, or to which it writes, or change what was said (`part`, `seen`).

    `direction` is a code of Connection.Direction. Raises as put_dataset does.
    """
    row = _locked(application, actor, part)
    one: Connection = _as_seen(row, part, seen) or Connection(organisation_id=row.organisation_id, application=row)
    system = _called(System, row.organisation, name)
    _must_be_new(Connection.objects.filter(application=row, system=system), one)
    with _Told("systems", [row], actor):
        one.system, one.direction, one.what = system, Connection.Direction(direction).value, what.strip()
        one.save()
    return one


@transaction.atomic
def put_relation(
    *,
    application: Application,
    other: Application,
    kind: str,
    reason: str = "",
    actor: Person,
    part: Relation | None = None,
    seen: list[str] | None = None,
) -> Relation:
    """Say what the application is to another one, or change what was said (`part`, `seen`); both journals tell it.

    `kind` is a code of Relation.Kind, with "<" before it when it is said from the other side. Raises NotPermitted,
    OtherOrganisation, AlreadyThere, WithItself, ChangedMeanwhile, or ValueError for a code.
    """
    same_organisation(actor, other)
    row = _locked(application, actor, part)
    if other.pk == row.pk:
        raise WithItself
    one: Relation = _as_seen(row, part, seen) or Relation(organisation_id=row.organisation_id)
    before = [] if one._state.adding else [one.application, one.other]
    code = Relation.Kind(kind.removeprefix(standing.BACK))
    ends = (other, row) if kind.startswith(standing.BACK) else (row, other)
    _must_be_new(_between(*ends, code), one)
    with _Told("related", [row, other, *before], actor):
        one.application, one.other = ends
        one.kind, one.reason = code.value, reason.strip()
        one.save()
    return one


@transaction.atomic
def remove_part(*, application: Application, part: AnyPart, actor: Person) -> None:
    """Take a dataset, a system or a relation off an application; the journal keeps what stood there.

    Raises NotPermitted, OtherOrganisation, or ChangedMeanwhile when it is gone already.
    """
    row = _locked(application, actor, part)
    found: AnyPart = _as_seen(row, part, None)
    touched = [found.application, found.other] if isinstance(found, Relation) else [row]
    with _Told(standing.field_of(found), touched, actor):
        found.delete()


class _Told:
    """Around a change: the journal of each of these applications gets what stood there and what stands there now."""

    def __init__(self, field: str, applications: Iterable[Application], actor: Person) -> None:
        self.field, self.actor, self.rows = field, actor, standing.PARTS[field].rows
        self.applications = list({one.pk: one for one in applications}.values())

    def __enter__(self) -> None:
        self.before = [self.rows(one) for one in self.applications]

    def __exit__(self, failed: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        for one, was in zip(self.applications, [] if failed else self.before, strict=not failed):
            if (now := self.rows(one)) != was:
                one.save(update_fields=["changed_at"])
                values = {self.field: [was, now]}
                record("application.edited", subject=one, actor=self.actor, fields=[self.field], values=values)


def _locked(application: Application, actor: Person, part: AnyPart | None) -> Application:
    same_organisation(actor, application, part)
    must(actor, "application.edit", application)
    return Application.objects.select_for_update().get(pk=application.pk)


def _as_seen(row: Application, part: AnyPart | None, seen: list[str] | None) -> Any:
    """The part as it stands, when it still is what the actor had before them. Raises ChangedMeanwhile."""
    if part is None:
        return None
    found: Any = type(part)._default_manager.filter(pk=part.pk, organisation=row.organisation_id).first()
    if found is None or row.pk not in standing.ends_of(found):
        raise ChangedMeanwhile(None)
    now = standing.row_of(found, row)
    if seen is not None and seen != now:
        raise ChangedMeanwhile(now)
    return found


def _called(model: type[Shared], organisation: Organisation, name: str) -> Shared:
    """The organisation's dataset or system of that name, whatever its capitals; made when it is new."""
    name = " ".join(name.split())[:200]
    rows: QuerySet[Shared] = model._default_manager.filter(organisation=organisation)
    found = rows.filter(name=name).first() or rows.filter(name__iexact=name).first()
    return found or model._default_manager.create(organisation=organisation, name=name)


def _describe(dataset: Dataset, origin: str, personal: str, *, wholly: bool) -> None:
    if wholly or origin != Dataset.Origin.UNKNOWN:
        dataset.origin = str(origin)
    if wholly or personal != Answered.UNKNOWN:
        dataset.personal = str(personal)
    dataset.save(update_fields=["origin", "personal"])


def _between(one: Application, other: Application, kind: Relation.Kind) -> QuerySet[Relation]:
    """The relation of this kind from one to the other; from either side when the kind says the same from both."""
    rows = Relation.objects.filter(application=one, other=other, kind=kind)
    back = Relation.objects.filter(application=other, other=one, kind=kind)
    return rows if kind in standing.FROM_THE_OTHER_SIDE else rows | back


def _must_be_new(same: QuerySet[Any], part: AnyPart) -> None:
    if same.exclude(pk=part.pk).exists():
        raise AlreadyThere
