"""What somebody asks, as terms: each with every form in which it may be found, and how much each form is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from roeland.search import alike
from roeland.search.kinship import SHORTEST_PART, beginnings
from roeland.search.vocabulary import Vocabulary
from roeland.search.words import stem

SHORTEST_SAME = 5  # from this length on a word that means the same may also begin a compound


class Worth(IntEnum):
    """How near a form is to what was asked."""

    SAME = 30  # another word for it
    PART = 36  # a part of a compound, a beginning, another ending
    STEM = 50
    WORD = 60


@dataclass(frozen=True)
class Form:
    """Words that must all be there. One that ends in * is a beginning, one that begins with * an ending.

    An ending can only be weighed: no index looks a word up from its end. What it stands for is in `Term.related`.
    """

    tokens: tuple[str, ...]
    worth: Worth


@dataclass(frozen=True)
class Term:
    """One word that is asked, or some that belong together. `related` are words of the organisation."""

    asked: tuple[str, ...]
    forms: tuple[Form, ...]
    related: tuple[str, ...] = ()

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """How the index is asked for it. A word is always there with its stem, so its stem is enough."""
        forms = [form.tokens for form in self.forms if form.worth is not Worth.WORD]
        looked_up = [tokens for tokens in forms if not tokens[0].startswith("*")]
        return tuple(dict.fromkeys([*looked_up, *((word,) for word in self.related)]))

    @property
    def needed(self) -> bool:
        return not all(alike.says_nothing(word) for word in self.asked)


def terms(asked: Sequence[str], vocabulary: Vocabulary) -> list[Term]:
    """The terms of a question; the last word may be unfinished."""
    cut = alike.terms(asked)
    return [_term(words, vocabulary, last=words is cut[-1]) for words in cut]


def _term(words: tuple[str, ...], vocabulary: Vocabulary, *, last: bool) -> Term:
    same = tuple(form for other in alike.others(words) for form in _same(other))
    if len(words) > 1:
        return Term(words, (Form(tuple(stem(word) for word in words), Worth.STEM), *same))
    word = words[0]
    forms = [Form((word,), Worth.WORD), Form((stem(word),), Worth.STEM), *_parts(word, last=last)]
    if (halves := vocabulary.split(word)) is not None:
        forms.append(Form(halves, Worth.PART))
    return Term(words, (*forms, *same), vocabulary.related(word))


def _parts(word: str, *, last: bool) -> list[Form]:
    if len(word) < SHORTEST_PART:
        return [Form((f"{word}*",), Worth.PART)] if last else []
    begin = [f"{form}*" for form in beginnings(word, stem(word))]
    end = [f"*{form}{after}" for form, after in ((word, "/"), (stem(word), " ")) if len(form) >= SHORTEST_PART]
    return [Form((token,), Worth.PART) for token in (*begin, *end)]


def _same(other: tuple[str, ...]) -> list[Form]:
    forms = [Form(tuple(stem(word) for word in other), Worth.SAME)]
    if len(other) == 1 and len(other[0]) >= SHORTEST_SAME:
        forms += [Form((f"{form}*",), Worth.SAME) for form in beginnings(other[0], stem(other[0]))]
    return forms
