"""Schemas of the documents about people: roles, permissions, the verbs of the journal and the words of a city."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property

import msgspec


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role. Without a track it stands beside the seventeen of the matrix.

    `apart_from`: nobody may hold both. `careful_with`: both only with a written mitigation.
    `deputy_holds`: a deputy must hold the role too. `oversees`: never accountable and never does the work (EV, U).
    `stays`: no organisation can leave out the advice that the shipped matrix asks of it. `organ`: decides in its own
    system; what it adopts stands here by reference.
    """

    code: str
    track: str = ""
    deputy_holds: bool = False
    apart_from: tuple[str, ...] = ()
    careful_with: tuple[str, ...] = ()
    oversees: bool = False
    stays: bool = False
    organ: bool = False


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All roles, in the order in which people see them."""

    tracks: tuple[str, ...]
    roles: tuple[Role, ...]

    @cached_property
    def by_code(self) -> dict[str, Role]:
        return {role.code: role for role in self.roles}

    def codes(self) -> Iterable[str]:
        return (*(f"track.{track}" for track in self.tracks), *self.by_code)


class Scope(Enum):
    """Where a role counts: anywhere, or for its own unit and all below it."""

    ANYWHERE = "anywhere"
    OWN_UNITS = "own_units"


class Permission(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may open a page or do an act: everyone, who holds a role, or who is something to the thing itself.

    support: the support of who runs the server may look at it, where an organisation lets it look along.
    """

    code: str
    everyone: bool = False
    roles: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    scope: Scope = Scope.ANYWHERE
    support: bool = False


class Permissions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All permissions."""

    permissions: tuple[Permission, ...]

    @cached_property
    def by_code(self) -> dict[str, Permission]:
        return {permission.code: permission for permission in self.permissions}

    def codes(self) -> Iterable[str]:
        return tuple(self.by_code)


class Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every act that the journal can hold; the text is a sentence with {actor} and {subject}."""

    verbs: tuple[str, ...]

    def codes(self) -> Iterable[str]:
        return self.verbs


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that an organisation may replace by its own."""

    terms: tuple[str, ...]

    def codes(self) -> Iterable[str]:
        return self.terms


Complaint = tuple[tuple[str | int, ...], str]


def roles(meaning: Roles) -> Iterator[Complaint]:
    """What is wrong with a list of roles."""
    yield from _twice((role.code for role in meaning.roles), "roles")
    for number, role in enumerate(meaning.roles):
        if role.track and role.track not in meaning.tracks:
            yield ("roles", number, "track"), f"there is no track '{role.track}'"
        for other in (*role.apart_from, *role.careful_with):
            if other not in meaning.by_code:
                yield ("roles", number), f"there is no role '{other}'"


def permissions(meaning: Permissions) -> Iterator[Complaint]:
    """What is wrong with a list of permissions."""
    yield from _twice((permission.code for permission in meaning.permissions), "permissions")
    for number, permission in enumerate(meaning.permissions):
        if permission.everyone is bool(permission.roles or permission.relations):
            yield ("permissions", number), "is for everyone, or for some roles or relations"


def verbs(meaning: Verbs) -> Iterator[Complaint]:
    """What is wrong with a list of verbs."""
    yield from _twice(meaning.verbs, "verbs")


def _twice(codes: Iterable[str], place: str) -> Iterator[Complaint]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield (place,), f"'{code}' stands here {times} times"
