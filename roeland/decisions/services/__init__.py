"""The verbs at a gate: ask, withdraw, decide; and what happens when facts or people change under a request."""

from roeland.decisions.services.asking import ask_about_forbidden, request_gate, withdraw
from roeland.decisions.services.deciding import decide
from roeland.decisions.services.following import appoint_again, concerned, lapse_outdated, note_affected

__all__ = [
    "appoint_again",
    "ask_about_forbidden",
    "concerned",
    "decide",
    "lapse_outdated",
    "note_affected",
    "request_gate",
    "withdraw",
]
