"""What somebody holds and leaves behind: every room says what it knows of, and moves it."""

from collections.abc import Callable
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


def nothing_against(key: UUID, successor: Person) -> str:
    """Anybody can take this over."""
    return ""


@dataclass(frozen=True)
class Kind:
    """One kind of things to hand over, as a room offers it in the setting `HANDED_OVER`.

    held: what a person holds. hand_over: moves one thing by its key, or sees to it that everybody sees that nobody
    has it; a thing that is gone meanwhile is passed over. refusal: why somebody cannot take it, or "".
    """

    title: str | Promise
    when_nobody: str | Promise
    held: Callable[[Person], list[Thing]]
    hand_over: Callable[[UUID, Move], None]
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
