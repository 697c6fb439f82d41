"""Showing why something was found: a text in pieces, of which some are what was asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from roeland.search.terms import Form, Term, Worth
from roeland.search.words import stem, words

_WORD = re.compile(r"\w+")
BEFORE, AFTER = 60, 140  # letters of a text that are shown around what was found


@dataclass(frozen=True)
class Piece:
    """A part of a text; `hit` says that it is what was asked."""

    text: str
    hit: bool = False


def pieces(text: str, terms: Iterable[Term]) -> tuple[Piece, ...]:
    """The whole text, cut where what was asked begins and ends. Words that say nothing are not marked."""
    told = [term for term in terms if term.needed] or list(terms)
    found, end = [], 0
    for begin, until in _places(text, told):
        found += [Piece(text[end:begin]), Piece(text[begin:until], hit=True)]
        end = until
    return tuple(piece for piece in (*found, Piece(text[end:])) if piece.text)


def snippet(texts: Iterable[str], terms: Sequence[Term]) -> tuple[Piece, ...]:
    """What stands around the first hit in the first of these texts that has one; nothing when none has."""
    told = [term for term in terms if term.needed] or list(terms)
    for text in (" ".join(text.split()) for text in texts):
        if place := next(_places(text, told), None):
            return pieces(_around(text, place[0]), told)
    return ()


def holds(text: str, term: Term) -> bool:
    """Whether a text has a term in one of its forms."""
    return next(_places(text, [term]), None) is not None


def _around(text: str, place: int) -> str:
    begin, end = max(0, place - BEFORE), min(len(text), place + AFTER)
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    if end < len(text):
        end = text.rfind(" ", place, end) if " " in text[place:end] else end
    return f"{'… ' if begin else ''}{text[begin:end]}{' …' if end < len(text) else ''}"


def _places(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Where the words of these terms stand."""
    told = _Told.by(terms, _forms(text, terms))
    seen: dict[str, bool] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        if word not in seen:
            seen[word] = any(map(told.has, _parts(word)))
        if seen[word]:
            yield match.start(), match.end()


@dataclass(frozen=True)
class _Told:
    """What is looked for: words as they stand, stems, beginnings and endings, each asked all at once."""

    words: frozenset[str]
    stems: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]

    @classmethod
    def by(cls, terms: Iterable[Term], forms: Iterable[Form]) -> "_Told":
        words = {word for term in terms for word in term.related}
        stems: set[str] = set()
        beginnings: set[str] = set()
        endings: set[str] = set()
        for token, worth in ((token, form.worth) for form in forms for token in form.tokens):
            if token.endswith("*"):
                beginnings.add(token[:-1])
            elif token.startswith("*"):
                endings.add(token[1:])
            else:
                (words if worth is Worth.WORD else stems).add(token)
        return cls(frozenset(words), frozenset(stems), tuple(beginnings), tuple(endings))

    def has(self, word: str) -> bool:
        if word in self.words or word.startswith(self.beginnings):
            return True
        root = stem(word)
        return root in self.stems or f"{word}/".endswith(self.endings) or f"{root} ".endswith(self.endings)


def _forms(text: str, terms: Sequence[Term]) -> Iterator[Form]:
    """The forms of one word, and of those of more words the ones that are there as a whole."""
    of_more = any(len(form.tokens) > 1 for term in terms for form in term.forms)
    there = {form for word in words(text) for form in (word, stem(word))} if of_more else set()
    for form in (form for term in terms for form in term.forms):
        if len(form.tokens) == 1 or there.issuperset(form.tokens):
            yield form


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    """What the index knows a word of a text by."""
    return tuple(words(word))
