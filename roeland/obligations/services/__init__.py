"""The verbs of obligations: take stock of them, say how one stands, show it, and what the clock takes back."""

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
from roeland.obligations.services.showing import add_evidence, withdraw_evidence
from roeland.obligations.services.stocktaking import take_stock

__all__ = [
    "MOST_COVERED",
    "NotNow",
    "add_evidence",
    "ask_to_look",
    "begin_measure",
    "cover",
    "end_measure",
    "hand_over_measure",
    "look",
    "note",
    "reopen",
    "take_stock",
    "withdraw_evidence",
]
