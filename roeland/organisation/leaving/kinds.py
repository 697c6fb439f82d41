"""What somebody holds and leaves behind: every room says what it knows of, and moves it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from roeland.organisation.models import Person


@dataclass(frozen=True)
class Thing:
    """One thing that somebody holds. `follows` says where it goes by itself: then nobody is chosen for it."""

    key: str  # "<kind>:<key of the row>"
    name: str
    url: str = ""
    follows: str | Promise = ""

    @property
    def row(self) -> UUID:
        return UUID(self.key.partition(":")[2])


@dataclass(frozen=True)
class Move:
    """Who leaves, who takes over (None: nobody), who acts (None: Roeland), and who arranged it."""

    leaver: Person
    successor: Person | None
    actor: Person | None
    arranged_by: Person | None


Given = Sequence[tuple[UUID, Move]]
"""Things by their keys, each with where it goes."""


def one_by_one(hand_over: Callable[[UUID, Move], None]) -> Callable[[Given], None]:
    """For kinds of which nobody holds hundreds: hand things over one after the other."""

    def every(given: Given) -> None:
        for key, move in given:
            hand_over(key, move)

    return every


def nothing_against(key: UUID, successor: Person) -> str:
    """Anybody can take this over."""
    return ""


@dataclass(frozen=True)
class Kind:
    """One kind of things to hand over, as a room offers it in the setting `HANDED_OVER`.

    held: what a person holds. hand_over: moves things by their keys, or sees to it that everybody sees that nobody
    has them; a thing that is gone meanwhile is passed over. refusal: why somebody cannot take one, or "".
    """

    title: str | Promise
    when_nobody: str | Promise
    held: Callable[[Person], list[Thing]]
    hand_over: Callable[[Given], None]
    refusal: Callable[[UUID, Person], str] = nothing_against


def kinds() -> list[Kind]:
    """Every kind, in the order in which they are handed over."""
    return [_kind(name) for name in settings.HANDED_OVER]


def everything(person: Person) -> list[tuple[Kind, list[Thing]]]:
    """What a person holds, by kind; kinds of which there is nothing are left out."""
    return [(kind, things) for kind in kinds() if (things := kind.held(person))]


@cache
def _kind(name: str) -> Kind:
    return import_string(name)
