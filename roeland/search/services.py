"""Verbs of the index: put things in, take them out."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from roeland.search.models import IndexedText, Word
from roeland.search.words import indexed, key, words

SHORTEST_WORD = 4  # shorter ones are never suggested
_BATCH = 500


def index(*, organisation: Any, kind: str, subject: Any, text: str) -> None:
    """Let a thing be found by the words of `text`, and by no others. Things and organisations may be keys."""
    index_many(organisation=organisation, kind=kind, texts={getattr(subject, "pk", subject): text})


@transaction.atomic
def index_many(*, organisation: Any, kind: str, texts: Mapping[UUID, str]) -> None:
    """Let many things be found, each by the words of its own text."""
    owner = getattr(organisation, "pk", organisation)
    prefix = key(owner, kind)
    rows = [
        IndexedText(organisation=owner, kind=kind, subject=subject, stems=indexed(text, prefix))
        for subject, text in texts.items()
    ]
    IndexedText.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["organisation", "kind", "subject"],
        update_fields=["stems"],
    )
    _learn(owner, texts.values())


@transaction.atomic
def forget(*, organisation: Any, kind: str, subject: Any) -> None:
    """Let a thing no longer be found."""
    owner, thing = getattr(organisation, "pk", organisation), getattr(subject, "pk", subject)
    IndexedText.objects.filter(organisation=owner, kind=kind, subject=thing).delete()


def _learn(organisation: UUID, texts: Iterable[str]) -> None:
    """Remember the words that this organisation uses. In one order, so that two writers never wait in a ring."""
    found = {word for text in texts for word in words(text) if len(word) >= SHORTEST_WORD and word.isalpha()}
    rows = [Word(organisation=organisation, word=word, head=word[:2], tail=word[-3:]) for word in sorted(found)]
    Word.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
