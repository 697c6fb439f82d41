"""Bodies and what other organs decided, as they stand in the YAML of the demonstration."""

from datetime import date

import msgspec


class ReferenceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What another organ decided; the numbers and links are invented."""

    organ: str
    entity: str
    number: str
    dated: date
    outcome: str
    subject: str
    by: str
    link: str = ""


class SeatRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    person: str
    part: str = "member"
    votes: bool = True
    tied: bool = True
    expertise: str = ""


class ItemRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question; with an outcome the body advised on it, and everybody who took part was in favour."""

    title: str
    question: str
    application: str = ""
    outcome: str = ""
    conditions: str = ""
    text: str = ""
    openness: str = "opinion"
    recused: dict[str, str] = {}  # who stayed out, and why


class SessionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A session `days` from today; with minutes it is closed."""

    days: int
    place: str
    items: tuple[ItemRow, ...]
    absent: tuple[str, ...] = ()
    minutes: str = ""
    is_public: bool = False


class BodyRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    name: str
    way: str
    started: date
    by: str
    rests_on: str  # the number of a reference
    members: tuple[SeatRow, ...]
    sessions: tuple[SessionRow, ...]


class BodiesRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    references: tuple[ReferenceRow, ...] = ()
    bodies: tuple[BodyRow, ...] = ()
