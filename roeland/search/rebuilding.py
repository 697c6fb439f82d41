"""Filling the index again, when its form has changed or a kind of things is new in it.

Little by little, from `roeland tick`: what was found stays found meanwhile.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from roeland.search.models import Filling
from roeland.search.services import Findable, index_many

FORM = 2  # one higher whenever the index must be written anew: other stems, other columns
AT_ONCE = 200  # things in one transaction, so that nobody waits for long
TURNS = 20  # transactions in one minute


@dataclass(frozen=True)
class Thing:
    """Something that can be found, with all its words."""

    organisation: UUID
    key: UUID
    text: Findable


@dataclass(frozen=True)
class Indexed:
    """A kind of things, and how to read them: the first so many by key, after this key."""

    kind: str
    things: Callable[[UUID | None, int], Sequence[Thing]]


def take_up(now: datetime) -> int:
    """Go on filling what is not full; return how many things were put in. Safe to run twice, and to cut off."""
    return sum(_go_on(import_string(dotted)) for dotted in settings.SEARCH_INDEXES)


def _go_on(indexed: Indexed) -> int:
    if Filling.objects.filter(kind=indexed.kind, form=FORM, done=True).exists():
        return 0
    put_in = 0
    for _ in range(TURNS):
        put_in += (many := _batch(indexed))
        if many < AT_ONCE:
            break
    return put_in


@transaction.atomic
def _batch(indexed: Indexed) -> int:
    Filling.objects.get_or_create(kind=indexed.kind, defaults={"form": FORM})
    filling = Filling.objects.select_for_update().get(kind=indexed.kind)
    if filling.form != FORM:
        filling.form, filling.reached, filling.done = FORM, None, False
    things = () if filling.done else indexed.things(filling.reached, AT_ONCE)
    _put_in(indexed.kind, things)
    filling.reached = things[-1].key if things else filling.reached
    filling.done = len(things) < AT_ONCE
    filling.save()
    return len(things)


def _put_in(kind: str, things: Iterable[Thing]) -> None:
    texts: dict[UUID, dict[UUID, Findable]] = defaultdict(dict)
    for thing in things:
        texts[thing.organisation][thing.key] = thing.text
    for organisation, told in texts.items():
        index_many(organisation=organisation, kind=kind, texts=told)
