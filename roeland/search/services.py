"""Verbs of the index: put things in, take them out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from roeland.search.matching import rows_with
from roeland.search.models import IndexedText, Word
from roeland.search.words import indexed, key, stem, weighed, words

SHORTEST_WORD = 4  # shorter ones are never suggested
_BATCH = 500


@dataclass(frozen=True)
class Findable:
    """The words of a thing, by how much they weigh: its name, what it is in short, and everything else."""

    name: str = ""
    lead: str = ""
    rest: str = ""

    @property
    def text(self) -> str:
        return f"{self.name}\n{self.lead}\n{self.rest}"

    def with_also(self, other: "Findable") -> "Findable":
        """The same thing, found by the words of another text too."""
        return replace(self, rest=f"{self.rest}\n{other.text}")


def index(*, organisation: Any, kind: str, subject: Any, text: str | Findable) -> None:
    """Let a thing be found by the words of `text`, and by no others. Things and organisations may be keys."""
    index_many(organisation=organisation, kind=kind, texts={getattr(subject, "pk", subject): text})


def index_many(*, organisation: Any, kind: str, texts: Mapping[UUID, str | Findable]) -> None:
    """Let many things be found, each by the words of its own text."""
    put_in(words_of(organisation=organisation, kind=kind, texts=texts))


@dataclass(frozen=True)
class Rows:
    """What the index keeps of things, worked out and not yet stored."""

    texts: list[IndexedText]
    words: list[Word]


def words_of(*, organisation: Any, kind: str, texts: Mapping[UUID, str | Findable]) -> Rows:
    """Work out what `put_in` stores: finding the words takes longer than writing them, and nobody need wait for it."""
    owner = getattr(organisation, "pk", organisation)
    prefix = key(owner, kind)
    told = {subject: Findable(rest=text) if isinstance(text, str) else text for subject, text in texts.items()}
    rows = [_row(owner, kind, prefix, subject, text) for subject, text in told.items()]
    return Rows(rows, _learnt(owner, kind, (text.text for text in told.values())))


@transaction.atomic
def put_in(rows: Rows) -> None:
    """Let things be found by what was worked out of them."""
    IndexedText.objects.bulk_create(
        rows.texts,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["organisation", "kind", "subject"],
        update_fields=["stems", "name", "lead"],
    )
    Word.objects.bulk_create(rows.words, batch_size=_BATCH, ignore_conflicts=True)


@transaction.atomic
def forget(*, organisation: Any, kind: str, subject: Any) -> None:
    """Let a thing no longer be found."""
    owner, thing = getattr(organisation, "pk", organisation), getattr(subject, "pk", subject)
    IndexedText.objects.filter(organisation=owner, kind=kind, subject=thing).delete()


@transaction.atomic
def forget_many(*, organisation: Any, subjects: Iterable[UUID]) -> int:
    """Let things no longer be found, whatever their kind; return how many could be found until now.

    Words that only they used are forgotten too: a slip of the pen must not bring one up again.
    """
    owner, told = getattr(organisation, "pk", organisation), sorted(subjects)
    forgotten = 0
    for start in range(0, len(told), _BATCH):
        rows = IndexedText.objects.filter(organisation=owner, subject__in=told[start : start + _BATCH])
        known = list(rows.values_list("kind", "stems"))
        forgotten += rows.delete()[0]
        _unlearn(owner, known)
    return forgotten


def _unlearn(owner: UUID, known: Iterable[tuple[str, str]]) -> None:
    """Forget the words of texts that are gone, unless something else of the same kind still has them."""
    used: dict[str, set[str]] = {}
    for kind, stems in known:
        used.setdefault(kind, set()).update(stems.split())
    for kind, forms in used.items():
        prefix = key(owner, kind)
        words_here = sorted(form.removeprefix(prefix) for form in forms)
        for start in range(0, len(words_here), _BATCH):
            here = Word.objects.filter(organisation=owner, kind=kind, word__in=words_here[start : start + _BATCH])
            gone = [row.pk for row in here if not rows_with(owner, kind, [[((prefix + row.word,),)]]).exists()]
            Word.objects.filter(pk__in=gone).delete()


def _row(owner: UUID, kind: str, prefix: str, subject: UUID, text: Findable) -> IndexedText:
    return IndexedText(
        organisation=owner,
        kind=kind,
        subject=subject,
        stems=indexed(text.text, prefix),
        name=weighed(text.name),
        lead=weighed(text.lead),
    )


def _learnt(organisation: UUID, kind: str, texts: Iterable[str]) -> list[Word]:
    """The words that an organisation uses here. In one order, so that two writers never wait in a ring."""
    found = {word for text in texts for word in words(text) if len(word) >= SHORTEST_WORD and word.isalpha()}
    return [
        Word(organisation=organisation, kind=kind, word=word, stem=stem(word), head=word[:2], tail=word[-3:])
        for word in sorted(found)
    ]
