"""Removing rows with all that belongs to them, in every room, within one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from roeland.files.models import StoredFile
from roeland.journal import emptying
from roeland.organisation.models import Organisation, Person
from roeland.search import services as search

_AT_ONCE = 500


@dataclass(frozen=True)
class Goes:
    """Rows of `model` go with the row of `of` to which their column `by` points. Without `of`: with any row at all."""

    model: type[Model]
    by: str
    of: type[Model] | None = None
    only: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Holds:
    """The row of `model` to which the column `by` of `of` points belongs to it alone, and goes with it."""

    of: type[Model]
    by: str
    model: type[Model]


@dataclass(frozen=True)
class LetsGo:
    """Rows of `model` stay when the row of `of` goes; their column `by` is emptied."""

    model: type[Model]
    by: str
    of: type[Model]


@dataclass(frozen=True)
class Empties:
    """Rows of `model` stay when any row goes to which their column `by` points, but say nothing of it any more.

    words: what stands in which column afterwards; a text is translated when it is written.
    """

    model: type[Model]
    by: str
    words: Mapping[str, Any]


Rule = Goes | Holds | LetsGo | Empties


@cache
def rules() -> tuple[Rule, ...]:
    """What every room says of what goes along: the setting `GOES_ALONG`."""
    return tuple(rule for dotted in settings.GOES_ALONG for rule in import_string(dotted))


class Removal:
    """One act of destruction: what it took, and which contents of files must go once it went through.

    `taken` counts rows by table, `files` names contents in the storage. Used inside one transaction, by one actor, on
    one ground; the database checks all keys when the transaction ends, so a row that nobody thought of stops it.
    """

    def __init__(self, *, organisation: Organisation, ground: str, actor: Person | None) -> None:
        self.organisation, self.ground, self.actor = organisation, ground, actor
        self.taken: Counter[str] = Counter()
        self.files: list[str] = []

    def take(self, model: type[Model], keys: Iterable[UUID]) -> None:
        """Remove these rows, all that goes along, what was found of them and what the journal tells of them."""
        self._go(_Gathered(self.organisation).with_rows(model, keys))

    def take_along(self, model: type[Model], keys: Iterable[UUID]) -> None:
        """Remove only what goes along with these rows, and what was found and told of them; the rows stay."""
        told = list(keys)
        gathered = _Gathered(self.organisation).with_rows(model, told)
        gathered.rows.pop(model)
        self._go(gathered, also=told)

    def erase(self, entries: Iterable[UUID]) -> None:
        """Erase the details of entries of the journal."""
        erased = emptying.erase_details(
            organisation_id=self.organisation.pk, entries=entries, ground=self.ground, actor=self.actor
        )
        self.taken["journal.Detail"] += erased

    def _go(self, gathered: "_Gathered", also: Iterable[UUID] = ()) -> None:
        self.files += gathered.contents()
        for rule, keys in gathered.emptied():
            rule.model._base_manager.filter(organisation=self.organisation.pk, pk__in=keys).update(**{rule.by: None})
        for model, keys in gathered.rows.items():
            for part in parts(keys):
                rows = model._base_manager.filter(organisation=self.organisation.pk, pk__in=part)
                self.taken[model._meta.label] += rows._raw_delete(rows.db)
        gone = {*also, *(key for keys in gathered.rows.values() for key in keys)}
        search.forget_many(organisation=self.organisation.pk, subjects=gone)
        self._empty_journal(gone | self._emptied(gone))

    def _emptied(self, gone: set[UUID]) -> set[UUID]:
        """Take the words out of what stays but tells of what is gone; the keys of these."""
        emptied: set[UUID] = set()
        for rule in (each for each in rules() if isinstance(each, Empties)):
            for part in parts(gone):
                rows = rule.model._base_manager.filter(organisation=self.organisation.pk, **{f"{rule.by}__in": part})
                found = list(rows.values_list("pk", flat=True))
                rule.model._base_manager.filter(pk__in=found).update(**rule.words)
                emptied |= set(found)
        return emptied

    def _empty_journal(self, gone: set[UUID]) -> None:
        """The values and the words of what was done to these go too; that it was done stays."""
        details, entries = emptying.empty(
            organisation_id=self.organisation.pk, subjects=gone, ground=self.ground, actor=self.actor
        )
        self.taken["journal.Detail"] += details
        self.taken["journal.Entry"] += entries


def belonging(organisation: Organisation, model: type[Model], keys: Iterable[UUID]) -> set[UUID]:
    """The keys of these rows and of all that would go with them."""
    gathered = _Gathered(organisation).with_rows(model, keys)
    return {key for found in gathered.rows.values() for key in found}


class _Gathered:
    """The rows that go together, by table."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.rows: dict[type[Model], set[UUID]] = {}

    def with_rows(self, model: type[Model], keys: Iterable[UUID]) -> "_Gathered":
        known = self.rows.setdefault(model, set())
        if new := set(keys) - known:
            known |= new
            for other, found in self._along(model, new):
                self.with_rows(other, found)
        return self

    def emptied(self) -> Iterator[tuple[LetsGo, set[UUID]]]:
        """The rows that stay and let go of what leaves."""
        for rule in rules():
            if isinstance(rule, LetsGo) and rule.of in self.rows:
                found = set(self._pointing(rule.model, rule.by, self.rows[rule.of]))
                yield rule, found - self.rows.get(rule.model, set())

    def contents(self) -> list[str]:
        rows = (self._of(StoredFile, "pk", part) for part in parts(self.rows.get(StoredFile, ())))
        return [name for found in rows for name in found.values_list("content", flat=True)]

    def _along(self, model: type[Model], keys: set[UUID]) -> Iterator[tuple[type[Model], set[UUID]]]:
        for rule in rules():
            if isinstance(rule, Goes) and rule.of in (model, None) and not (rule.of is None and rule.model is model):
                yield rule.model, set(self._pointing(rule.model, rule.by, keys, rule.only))
            if isinstance(rule, Holds) and rule.of is model:
                yield rule.model, set(self._pointed(model, rule.by, keys))

    def _pointing(
        self, model: type[Model], by: str, keys: set[UUID], only: Mapping[str, Any] | None = None
    ) -> Iterator[UUID]:
        for part in parts(keys):
            yield from self._of(model, by, part).filter(**(only or {})).values_list("pk", flat=True)

    def _pointed(self, model: type[Model], by: str, keys: set[UUID]) -> Iterator[UUID]:
        for part in parts(keys):
            found = self._of(model, "pk", part).exclude(**{by: None})
            yield from found.values_list(by, flat=True)

    def _of(self, model: type[Model], column: str, keys: list[UUID]) -> QuerySet[Any]:
        return model._base_manager.filter(organisation=self.organisation.pk, **{f"{column}__in": keys})


def parts(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    """The keys in pieces that a database takes in one question."""
    everything = sorted(keys)
    yield from (everything[start : start + _AT_ONCE] for start in range(0, len(everything), _AT_ONCE))
