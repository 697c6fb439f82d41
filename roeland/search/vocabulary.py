"""The words that an organisation uses, as far as they have to do with what somebody asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from roeland.search import alike
from roeland.search.kinship import are_kin, beginnings, ends_in, halves
from roeland.search.models import Word
from roeland.search.nearness import slips_allowed, within
from roeland.search.services import SHORTEST_WORD
from roeland.search.words import stem

MOST_ENDINGS = 40
MOST_KIN = 10


@dataclass(frozen=True)
class Vocabulary:
    """Words with their stems: those that begin or end as the words that are asked, or have their stem."""

    stems: Mapping[str, str]
    known_stems: frozenset[str]

    def with_words(self, more: Iterable[str]) -> "Vocabulary":
        """The same with words that are used elsewhere than in the index."""
        stems = {word: stem(word) for word in more}
        return Vocabulary({**self.stems, **stems}, self.known_stems.union(stems.values())) if stems else self

    def knows(self, word: str) -> bool:
        """Whether somebody here uses the word, or one that it belongs to. What is never learnt counts as known."""
        if len(word) < SHORTEST_WORD or not word.isalpha() or stem(word) in self.known_stems or alike.is_shipped(word):
            return True
        return self._has_part(word) or bool(self.split(word))

    def _has_part(self, word: str) -> bool:
        begin = tuple(beginnings(word, stem(word)))
        return any(other.startswith(begin) or ends_in(other, word) or _differs(other, word) for other in self.stems)

    def related(self, word: str) -> tuple[str, ...]:
        """The compounds that end in the word, and those that differ from it in their endings; the shortest first."""
        last = stem(word)
        ending = [w for w, its in self.stems.items() if ends_in(w, word) or ends_in(its, last)]
        kin = [other for other in self.stems if are_kin(other, word)]
        return (*sorted(ending, key=_shortest)[:MOST_ENDINGS], *sorted(kin, key=_shortest)[:MOST_KIN])

    def split(self, word: str) -> tuple[str, str] | None:
        """The stems of the two words of which this one is made, when both are used here."""
        ways = ((stem(first), stem(last)) for first, last in halves(word))
        return next((way for way in ways if self.known_stems.issuperset(way)), None)

    def nearest(self, word: str) -> str | None:
        """The nearest word that begins or ends as this one; of equals the one of the same length, then by alphabet."""
        most = slips_allowed(word)
        if not most:
            return None
        as_long = (other for other in {*self.stems, *alike.shipped()} if abs(len(other) - len(word)) <= most)
        near = ((within(word, other, most), other) for other in as_long)
        measured = [(slips, abs(len(other) - len(word)), other) for slips, other in near if slips is not None]
        return min(measured)[2] if measured else None


def around(organisation: UUID, kind: str, asked: Iterable[str]) -> Vocabulary:
    """Read what is used around these words, in one query."""
    longer = [word for word in asked if len(word) >= SHORTEST_WORD and word.isalpha()]
    if not longer:
        return Vocabulary({}, frozenset())
    near = Q(head__in={word[:2] for word in longer}) | Q(stem__in=_stems(longer))
    near |= Q(tail__in={form[-3:] for word in longer for form in (word, stem(word))})
    rows = Word.objects.filter(near, organisation=organisation, kind=kind)
    found = dict(rows.values_list("word", "stem"))
    return Vocabulary(found, frozenset(found.values()))


def _stems(asked: list[str]) -> set[str]:
    parts = {part for word in asked for half in halves(word) for part in half}
    return {stem(part) for part in parts.union(asked)}


def _differs(one: str, other: str) -> bool:
    """Whether two words have other endings, too different for a slip."""
    return are_kin(one, other) and within(one, other, slips_allowed(other)) is None


def _shortest(word: str) -> tuple[int, str]:
    return len(word), word
