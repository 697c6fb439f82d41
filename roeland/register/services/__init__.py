"""The verbs of the register: report, edit, appoint, and what upper rooms hand down."""

from roeland.register.services.appointing import NoLongerAsked, NotHere, ReasonMissing, answer_appointment, appoint
from roeland.register.services.belonging import (
    AlreadyThere,
    ChangedMeanwhile,
    WithItself,
    put_dataset,
    put_relation,
    put_system,
    remove_part,
)
from roeland.register.services.editing import Conflict, edit_section
from roeland.register.services.handing_down import enter_phase, hand_down_classification, hand_down_waiting
from roeland.register.services.reporting import report

__all__ = [
    "AlreadyThere",
    "ChangedMeanwhile",
    "Conflict",
    "NoLongerAsked",
    "NotHere",
    "ReasonMissing",
    "WithItself",
    "answer_appointment",
    "appoint",
    "edit_section",
    "enter_phase",
    "hand_down_classification",
    "hand_down_waiting",
    "put_dataset",
    "put_relation",
    "put_system",
    "remove_part",
    "report",
]
