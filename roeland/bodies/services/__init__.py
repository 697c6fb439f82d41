"""The verbs of bodies: found them, let them meet, keep what they advise; and references to other organs."""

from roeland.bodies.services.founding import (
    AlreadySits,
    NameMissing,
    OneIsEnough,
    change,
    change_seat,
    end,
    found,
    leave_seats,
    seat,
)
from roeland.bodies.services.meeting import (
    ChangedMeanwhile,
    DoesNotTakePart,
    NotAMember,
    NotCarried,
    NotYet,
    ReasonMissing,
    conclude,
    discuss,
    note_presence,
    recuse,
    take_back,
)
from roeland.bodies.services.minuting import ChangedMeanwhile as MinutesChanged
from roeland.bodies.services.minuting import NotClosed, Unfinished, close, open_ends
from roeland.bodies.services.minuting import correct as correct_minutes
from roeland.bodies.services.minuting import write as write_minutes
from roeland.bodies.services.planning import (
    LARGEST,
    BodyEnded,
    Closed,
    NothingToSend,
    TooMany,
    add_item,
    attach,
    detach,
    move,
    plan,
    put_on_agenda,
    send_papers,
)
from roeland.bodies.services.referring import AlreadyCorrected, NotAnEntity, NotSecure
from roeland.bodies.services.referring import correct as correct_reference
from roeland.bodies.services.referring import note as note_reference

__all__ = [
    "LARGEST",
    "AlreadyCorrected",
    "AlreadySits",
    "BodyEnded",
    "ChangedMeanwhile",
    "Closed",
    "DoesNotTakePart",
    "MinutesChanged",
    "NameMissing",
    "NotAMember",
    "NotAnEntity",
    "NotCarried",
    "NotClosed",
    "NotSecure",
    "NotYet",
    "NothingToSend",
    "OneIsEnough",
    "ReasonMissing",
    "TooMany",
    "Unfinished",
    "add_item",
    "attach",
    "change",
    "change_seat",
    "close",
    "conclude",
    "correct_minutes",
    "correct_reference",
    "detach",
    "discuss",
    "end",
    "found",
    "leave_seats",
    "move",
    "note_presence",
    "note_reference",
    "open_ends",
    "plan",
    "put_on_agenda",
    "recuse",
    "seat",
    "send_papers",
    "take_back",
    "write_minutes",
]
