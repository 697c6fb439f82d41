"""Words that mean the same, and words that say nothing: the document `search-words`."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from roeland.content import shipped as content
from roeland.content.loader import LANGUAGES
from roeland.content.search_words import PASSED_OVER, SearchWords
from roeland.search.words import stem, words

Words = tuple[str, ...]
DOCUMENT = "search-words"


def others(term: Sequence[str]) -> tuple[Words, ...]:
    """What means the same as these words, each as its words; nothing for a term that is in no group.

    Words that are written apart but belong together, kenteken herkenning, also mean what they mean as one.
    """
    found, joined = _groups().get(_stems(term), ()), ("".join(term),)
    if found or len(term) == 1 or not (same := _groups().get(_stems(joined), ())):
        return found
    return (joined, *same)


def terms(asked: Sequence[str]) -> list[Words]:
    """Cut what is asked into terms: the longest that are in a group, and single words between them."""
    found: list[Words] = []
    while len(asked) > 0:
        length = next((n for n in range(min(_longest(), len(asked)), 1, -1) if others(asked[:n])), 1)
        found.append(tuple(asked[:length]))
        asked = asked[length:]
    return found


def says_nothing(word: str) -> bool:
    """Whether a word may be missing from what is found: de, voor, toepassing."""
    return word in _passed_over()


def is_shipped(word: str) -> bool:
    return word in _passed_over() or others((word,)) != () or word in shipped()


@cache
def shipped() -> frozenset[str]:
    """Every single word of the groups, to recognise a slip in it."""
    return frozenset(term[0] for group in _written() for term in group if len(term) == 1)


@cache
def _passed_over() -> frozenset[str]:
    listed = (_listed(PASSED_OVER, language) for language in LANGUAGES)
    return frozenset(word for terms in listed for term in terms for word in term)


@cache
def _groups() -> Mapping[Words, tuple[Words, ...]]:
    found: dict[Words, dict[Words, None]] = {}
    for group in _written():
        for term in group:
            same = {other: None for other in group if _stems(other) != _stems(term)}
            found.setdefault(_stems(term), {}).update(same)
    return {term: tuple(same) for term, same in found.items()}


@cache
def _longest() -> int:
    return max(len(term) for term in _groups())


@cache
def _written() -> tuple[tuple[Words, ...], ...]:
    codes = content.meaning(DOCUMENT, SearchWords).groups
    return tuple(tuple(term for language in LANGUAGES for term in _listed(code, language)) for code in codes)


def _listed(code: str, language: str) -> Iterator[Words]:
    text = content.text(DOCUMENT, code, language).label
    return (tuple(words(term)) for term in text.split(",") if words(term))


def _stems(term: Sequence[str]) -> Words:
    return tuple(stem(word) for word in term)
