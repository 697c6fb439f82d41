"""Finding things by their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Length

from roeland.search import alike
from roeland.search.matching import rows_with
from roeland.search.models import IndexedText
from roeland.search.terms import Term, terms
from roeland.search.vocabulary import Vocabulary, around
from roeland.search.weighing import Score
from roeland.search.words import key, words

MOST_WORDS = 12  # of a question; what follows is not looked at
# Of so many words each smaller choice is tried when nothing has them all; of a longer question only its first words.
MOST_CHOICES = 6
BEST = ("-score", Length("name"), "name", "pk")


@dataclass(frozen=True)
class Answer:
    """What a question finds among the things of one kind, and what was done to find it."""

    organisation: UUID
    kind: str
    rows: "QuerySet[IndexedText]"
    terms: tuple[Term, ...] = ()
    read_as: str = ""  # the question without its slips; empty when it is taken as it was typed
    missing: tuple[str, ...] = ()  # words that nobody uses here
    partly: bool = False  # nothing has all the words: these have most of them

    @property
    def keys(self) -> "QuerySet[Any]":
        """The keys of what was found, to use in `.filter(pk__in=…)`."""
        return self.rows.values("subject")

    @property
    def needed(self) -> list[Term]:
        """The terms that must be there."""
        return _needed(self.terms)

    def having(self, some: Sequence[Term]) -> "QuerySet[Any]":
        """The keys of the things that have all of these terms."""
        return _with(self.organisation, self.kind, [some]).values("subject")

    @property
    def complete(self) -> bool:
        return not (self.missing or self.partly)

    def with_fewer_words(self) -> "Answer | None":
        """What has most of the words, for when nothing has them all; None when something has, or when nothing helps."""
        needed = self.needed
        if len(needed) < 2 or self.rows.exists():
            return None
        tried = needed[:MOST_CHOICES]
        for fewer in range(min(len(needed) - 1, len(tried)), 0, -1):
            rows = _with(self.organisation, self.kind, combinations(tried, fewer))
            if rows.exists():
                return replace(self, rows=rows, partly=True)
        return None

    def scored(self) -> "QuerySet[Any]":
        """What was found, each row with how well it answers as `score`."""
        return self.rows.annotate(score=Score(self.terms))

    def score_of(self, key: str) -> Subquery:
        """How well the thing with this key answers, to annotate a list of things with; see `BEST` for its order."""
        rows = IndexedText.objects.filter(organisation=self.organisation, kind=self.kind, subject=OuterRef(key))
        return Subquery(rows.annotate(score=Score(self.terms)).values("score")[:1])

    def best(self) -> "QuerySet[Any]":
        """What was found, the best answers first."""
        return self.scored().order_by(*BEST)


def ask(*, organisation: Any, kind: str, text: str) -> Answer:
    """Find the things of an organisation that answer `text`; when nothing has all its words, what has most of them."""
    answer = read(organisation=organisation, kind=kind, text=text)
    return answer if answer.rows.exists() else answer.with_fewer_words() or answer


def matching(*, organisation: Any, kind: str, text: str) -> "QuerySet[Any]":
    """The keys of the things that have all the words of `text`, to use in `.filter(pk__in=…)`."""
    return read(organisation=organisation, kind=kind, text=text).keys


def suggestion(organisation: Any, kind: str, text: str) -> str | None:
    """The text without its slips; None when it has none, or when what was meant would find nothing either."""
    answer = read(organisation=organisation, kind=kind, text=text)
    return answer.read_as if answer.read_as and answer.rows.exists() else None


def read(*, organisation: Any, kind: str, text: str, also: Iterable[str] = ()) -> Answer:
    """Find the things of an organisation that have all the words of `text`, in one query; the rows are not read yet.

    Every word is found in all its forms, in compounds and as another word for the same; the last one also when it is
    only the beginning of a word. Words that say nothing may be missing. A word that nobody uses is read as the
    nearest that somebody does, or passed over. A text without any word finds nothing. `also` are words that are
    known though they are not in the index.
    """
    asked, owner = words(text)[:MOST_WORDS], _key_of(organisation)
    vocabulary = around(owner, kind, asked).with_words(also)
    phrased = {word for term in alike.terms(asked) if len(term) > 1 for word in term}
    heard = [word if word in phrased else _heard(word, vocabulary) for word in asked]
    known = [word for word in heard if word]
    missing = tuple(word for word, found in zip(asked, heard, strict=True) if not found)
    if not known or (missing and all(map(alike.says_nothing, known))):
        return Answer(owner, kind, IndexedText.objects.none(), missing=missing)
    if known != asked:
        vocabulary = around(owner, kind, known).with_words(also)
    found = tuple(terms(known, vocabulary))
    return Answer(owner, kind, _with(owner, kind, [_needed(found)]), found, _read_as(asked, heard), missing)


def _heard(word: str, vocabulary: Vocabulary) -> str | None:
    return word if vocabulary.knows(word) else vocabulary.nearest(word)


def _read_as(asked: list[str], heard: list[str | None]) -> str:
    """The question as it is read; a word that nobody uses stays in it, since leaving it out is no slip."""
    better = [found or word for word, found in zip(asked, heard, strict=True)]
    return "" if better == asked else " ".join(better)


def _needed(asked: Sequence[Term]) -> list[Term]:
    return [term for term in asked if term.needed] or list(asked)


def _with(owner: UUID, kind: str, choices: Iterable[Sequence[Term]]) -> "QuerySet[IndexedText]":
    prefix = key(owner, kind)
    return rows_with(owner, kind, [[_behind(prefix, term) for term in choice] for choice in choices])


def _behind(prefix: str, term: Term) -> list[tuple[str, ...]]:
    return [tuple(prefix + token for token in way) for way in term.ways]


def _key_of(thing: Any) -> UUID:
    found: UUID = getattr(thing, "pk", thing)
    return found
