"""Which things share words with a text: the few worth a closer look, whatever the size of the register."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any
from uuid import UUID

from roeland.search import matching
from roeland.search.nearness import slips_allowed, within
from roeland.search.queries import suggestion
from roeland.search.words import key, stem, words

MOST_WORDS = 8  # of a text; the longest say the most
COMMON = 40  # a word that more things than this hold says little by itself
MENDED = 2  # words that nobody uses here, of which the nearest is looked for
PAIRED = 4  # common words that are looked for together
LITTLE = frozenset(
    words(
        "aan ai al alle als altijd an and are as at be bij by can dan dat de deze die dit doet door een eerst elk elke"
        " en er for from geen geeft had heeft hem het hier hij hoe hun if ik in into is it its je kan kunnen maakt maar"
        " mag mee meer men met mijn moet na naar niet nog nu of om on onder ons onze ook op or over per te ten ter that"
        " the their then they this tijdens to toe tot uit us use uses van vaak veel via vinden voor waar waarom wanneer"
        " wat we wel welke werk who wie wij with word wordt worden ze zelf zich zij zijn zo zodat zonder"
    )
)
"""Words that are in every text, in Dutch and English."""


def telling(text: str) -> list[str]:
    """The words of a text that say what it is about, in their order."""
    return [word for word in words(text) if word not in LITTLE]


def alike(one: str, other: str) -> bool:
    """Say whether two words are the same but for their form or a slip. Numbers are the same or not."""
    if stem(one) == stem(other):
        return True
    most = slips_allowed(min(one, other, key=len))
    if not most or within(one, other, most) is None:
        return False
    return not any(sign.isdigit() for sign in one + other)


def sharing(*, organisation: Any, kind: str, names: str, about: str = "", most: int = 40) -> list[UUID]:
    """The keys of things that share telling words with `names` (what it is called) or `about` (what it is for).

    Those that share the most come first. A word that many things hold counts only together with others, so that the
    answer is as fast in a large register as in a small one.
    """
    owner = getattr(organisation, "pk", organisation)
    called, about_it = _longest(names), [word for word in _longest(about) if word not in telling(names)]
    found = _found(owner, kind, [*called, *about_it])
    if unknown := [word for word in called if not found[word]][:MENDED]:
        near = {word: better for word in unknown if (better := suggestion(owner, kind, word))}
        found |= dict(zip(near, _holding(owner, kind, [[word] for word in near.values()]), strict=True))
    counted = Counter(thing for things in found.values() if len(things) <= COMMON for thing in things)
    common = [[word for word in some if len(found[word]) > COMMON] for some in (called, about_it)]
    groups = [*_together(common[0]), *([common[1][:3]] if len(common[1]) > 2 else [])]
    for group, things in zip(groups, _holding(owner, kind, groups), strict=True):
        if len(things) <= COMMON or group == common[0]:
            counted.update(dict.fromkeys(things, len(group)))
    return [_as_key(thing) for thing, _times in counted.most_common(most)]


def _as_key(thing: Any) -> UUID:
    return thing if isinstance(thing, UUID) else UUID(thing)


def _together(common: Sequence[str]) -> list[list[str]]:
    """The common words all at once, then two by two."""
    pairs = [list(pair) for pair in combinations(common[:PAIRED], 2)]
    return [list(common), *pairs] if len(common) > 2 else pairs


def _longest(text: str) -> list[str]:
    found = list(dict.fromkeys(telling(text)))
    return sorted(found, key=len, reverse=True)[:MOST_WORDS]


def _found(owner: UUID, kind: str, asked: Sequence[str]) -> dict[str, list[Any]]:
    return dict(zip(asked, _holding(owner, kind, [[word] for word in asked]), strict=True))


def _holding(owner: UUID, kind: str, groups: Sequence[Sequence[str]]) -> list[list[Any]]:
    prefix = key(owner, kind)
    stems = [[prefix + stem(word) for word in group] for group in groups]
    return matching.holding(owner, kind, stems, COMMON + 1)
