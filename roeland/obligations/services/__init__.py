"""The verbs of obligations: take stock of them, say how one stands, show it, and what the clock takes back."""

from roeland.obligations.services.arriving import arrive
from roeland.obligations.services.measures import (
    MOST_COVERED,
    NotNow,
    ask_to_look,
    begin_measure,
    cover,
    end_measure,
    hand_over_measure,
    look,
)
from roeland.obligations.services.noting import note, reopen
from roeland.obligations.services.risks import FIELDS as RISK_FIELDS
from roeland.obligations.services.risks import (
    Closed,
    Moved,
    accept_risk,
    change_risk,
    close_risk,
    end_acceptance,
    may_accept,
    note_risk,
    set_matrix,
)
from roeland.obligations.services.showing import add_evidence, withdraw_evidence
from roeland.obligations.services.signed import show_signed
from roeland.obligations.services.stocktaking import take_stock

__all__ = [
    "MOST_COVERED",
    "RISK_FIELDS",
    "Closed",
    "Moved",
    "NotNow",
    "accept_risk",
    "add_evidence",
    "arrive",
    "ask_to_look",
    "begin_measure",
    "change_risk",
    "close_risk",
    "cover",
    "end_acceptance",
    "end_measure",
    "hand_over_measure",
    "look",
    "may_accept",
    "note",
    "note_risk",
    "reopen",
    "set_matrix",
    "show_signed",
    "take_stock",
    "withdraw_evidence",
]
