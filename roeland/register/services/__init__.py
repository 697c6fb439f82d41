"""The verbs of the register: report, edit, appoint, and what upper rooms hand down."""

from roeland.register.services.appointing import NoLongerAsked, NotHere, ReasonMissing, answer_appointment, appoint
from roeland.register.services.attaching import LARGEST as LARGEST_DOCUMENT
from roeland.register.services.attaching import TooMany, attach, detach
from roeland.register.services.belonging import (
    AlreadyThere,
    ChangedMeanwhile,
    WithItself,
    put_dataset,
    put_relation,
    put_system,
    remove_part,
)
from roeland.register.services.changing_many import Changes, Line, Outcome, change_many, preview
from roeland.register.services.changing_many import TooMany as TooManyAtOnce
from roeland.register.services.editing import Conflict, edit_section
from roeland.register.services.handing_down import (
    enter_phase,
    hand_down_classification,
    hand_down_lapsed,
    hand_down_waiting,
)
from roeland.register.services.keeping_lists import (
    AlreadyKept,
    NameTaken,
    TooMuch,
    change_list,
    keep_list,
    may_remove,
    remove_list,
)
from roeland.register.services.relating import NoReason, OneAndTheSame, put_beside, tell_apart
from roeland.register.services.reporting import report
from roeland.register.services.using import (
    NoLongerUsed,
    NotYourUnit,
    UseEnded,
    add_use,
    change_use,
    end_use,
    find_fitting,
)

__all__ = [
    "LARGEST_DOCUMENT",
    "AlreadyKept",
    "AlreadyThere",
    "ChangedMeanwhile",
    "Changes",
    "Conflict",
    "Line",
    "NameTaken",
    "NoLongerAsked",
    "NoLongerUsed",
    "NoReason",
    "NotHere",
    "NotYourUnit",
    "OneAndTheSame",
    "Outcome",
    "ReasonMissing",
    "TooMany",
    "TooManyAtOnce",
    "TooMuch",
    "UseEnded",
    "WithItself",
    "add_use",
    "answer_appointment",
    "appoint",
    "attach",
    "change_list",
    "change_many",
    "change_use",
    "detach",
    "edit_section",
    "end_use",
    "enter_phase",
    "find_fitting",
    "hand_down_classification",
    "hand_down_lapsed",
    "hand_down_waiting",
    "keep_list",
    "may_remove",
    "preview",
    "put_beside",
    "put_dataset",
    "put_relation",
    "put_system",
    "remove_list",
    "remove_part",
    "report",
    "tell_apart",
]
