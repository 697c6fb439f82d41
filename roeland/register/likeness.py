"""When two descriptions are likely of one and the same application: words in, signs out. No database.

A strong sign is enough; weak signs need each other. Rather one too few than one too many: who reads a likeness that
is none, no longer reads the next one.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from roeland.search.likeness import alike, telling
from roeland.search.words import stem, words

STRONG, WEAK = 2, 1
ENOUGH = 2
SHORTEST_PURPOSE = 5  # telling words
GENERIC = frozenset(
    stem(word)
    for word in words(
        "aanvraag analyse antwoord app applicatie applicaties assistent assistant automatisch automatische beter bot"
        " burgers chat chatbot collega controle data digitale digitaal geven gebruik gebruiken gemeente gpt helpen"
        " herkennen herkenning hulp informatie intelligent inwoners krijgen lezen maken medewerkers meteen model module"
        " nieuw nieuwe ondernemers online platform portaal pro programma project slim slimme smart snel sneller"
        " software stad stellen systeem team tekst teksten toepassing tool vraag vragen zien zoeken"
    )
)
"""Words that many applications share and that tell none of them apart."""
LEGAL_FORMS = frozenset(words("ab ag bv bvba cv cvba gmbh group groep holding inc llc ltd nv sa sarl vof vzw"))


@dataclass(frozen=True)
class Described:
    """What somebody says of an application."""

    name: str
    purpose: str = ""
    supplier: str = ""
    product: str = ""

    @cached_property
    def called(self) -> list[str]:
        return telling(self.name)

    @cached_property
    def sold_as(self) -> list[str]:
        return telling(self.product)

    @cached_property
    def sold_by(self) -> list[str]:
        return [word for word in telling(self.supplier) if word not in LEGAL_FORMS]

    @cached_property
    def meant_for(self) -> frozenset[str]:
        return frozenset(stem(word) for word in telling(self.purpose))


def signs(one: Described, other: Described) -> dict[str, int]:
    """What says that these two are the same, with its strength, the strongest first; empty when they are likely not."""
    found = {
        "name": _by_name(one, other),
        "product": _by_product(one, other),
        "purpose": _by_purpose(one, other),
        "supplier": WEAK if _same(one.sold_by, other.sold_by) else 0,
    }
    if sum(found.values()) < ENOUGH:
        return {}
    return {code: found[code] for code in sorted(found, key=lambda code: -found[code]) if found[code]}


def _by_name(one: Described, other: Described) -> int:
    if _same(one.called, other.called) or _run_together(one.called) == _run_together(other.called) != "":
        return STRONG
    few, many = sorted((_specific(one.called), _specific(other.called)), key=len)
    shared = [word for word in few if _holds(many, word)]
    if few and len(shared) == len(few):
        return STRONG if len(few) > 1 else WEAK
    return WEAK if shared and len(shared) * 2 >= len(many) else 0


def _by_product(one: Described, other: Described) -> int:
    """The same product, or a product by which the other is called."""
    if _specific(one.sold_as) and _same(one.sold_as, other.sold_as):
        return STRONG
    return STRONG if _names(one, other) or _names(other, one) else 0


def _names(one: Described, other: Described) -> bool:
    """Say whether the name of one holds the whole product of the other."""
    return bool(_specific(other.sold_as)) and all(_holds(one.called, word) for word in other.sold_as)


def _by_purpose(one: Described, other: Described) -> int:
    shortest = min(len(one.meant_for), len(other.meant_for))
    if shortest < SHORTEST_PURPOSE:
        return 0
    shared = len(one.meant_for & other.meant_for - GENERIC)
    if shared >= 6 and shared >= 0.7 * shortest:
        return STRONG
    return WEAK if shared >= 3 and shared >= 0.35 * shortest else 0


def _same(one: Collection[str], other: Collection[str]) -> bool:
    """Say whether both have the same words but for a slip, in any order. Without words nothing is the same."""
    if not one or len(set(one)) != len(set(other)):
        return False
    return all(_holds(other, word) for word in one) and all(_holds(one, word) for word in other)


def _holds(among: Collection[str], word: str) -> bool:
    return any(alike(word, each) for each in among)


def _specific(called: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(called) if stem(word) not in GENERIC]


def _run_together(called: Collection[str]) -> str:
    return "".join(called)
