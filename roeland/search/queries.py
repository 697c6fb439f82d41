"""Finding things by their words."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from roeland.search import matching as asking
from roeland.search.models import IndexedText, Word
from roeland.search.nearness import distance, slips_allowed
from roeland.search.words import key, stem, words

MOST_WORDS = 12  # of a question; what follows is not looked at


def matching(*, organisation: Any, kind: str, text: str) -> QuerySet[Any]:
    """The keys of the things that hold every word of `text`, to use in `.filter(pk__in=…)`.

    Each word is found in all its forms; the last one also when it is only the beginning of a word. A text without
    any word (empty, or only signs) finds nothing.
    """
    owner, asked = _key_of(organisation), words(text)[:MOST_WORDS]
    if not asked:
        return IndexedText.objects.none().values("subject")
    return asking.rows(owner, kind, _forms(asked, key(owner, kind))).values("subject")


def suggestion(organisation: Any, kind: str, text: str) -> str | None:
    """The text with each word that nobody uses here replaced by the nearest that somebody does.

    None when every word is known, when nothing is near, or when the new text would not find anything either.
    """
    asked = words(text)[:MOST_WORDS]
    known = _used(_key_of(organisation), asked)
    better = [word if word in known else _nearest(_key_of(organisation), word) or word for word in asked]
    if better == asked:
        return None
    suggested = " ".join(better)
    return suggested if matching(organisation=organisation, kind=kind, text=suggested).exists() else None


def _forms(asked: list[str], prefix: str) -> list[tuple[str, ...]]:
    forms: list[tuple[str, ...]] = [(prefix + stem(word),) for word in asked]
    return [*forms[:-1], (*forms[-1], f"{prefix}{asked[-1]}*")]


def _used(organisation: UUID, asked: Iterable[str]) -> set[str]:
    return set(Word.objects.filter(organisation=organisation, word__in=asked).values_list("word", flat=True))


def _nearest(organisation: UUID, word: str) -> str | None:
    """The nearest word that begins or ends as this one; of equals the one of the same length, then by alphabet."""
    most = slips_allowed(word)
    if not most:
        return None
    here = Word.objects.filter(organisation=organisation)
    # Two queries: each follows its own index.
    candidates = {
        *here.filter(head=word[:2]).values_list("word", flat=True),
        *here.filter(tail=word[-3:]).values_list("word", flat=True),
    }
    near = (other for other in candidates if abs(len(other) - len(word)) <= most)
    measured = sorted((distance(word, other), abs(len(other) - len(word)), other) for other in near)
    return measured[0][2] if measured and measured[0][0] <= most else None


def _key_of(thing: Any) -> UUID:
    found: UUID = getattr(thing, "pk", thing)
    return found
