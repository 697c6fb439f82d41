"""The verbs at a gate: ask, advise, oversee, withdraw, decide, stop; and what follows when facts or people change."""

from roeland.decisions.services.advising import give_advice, give_facts
from roeland.decisions.services.asking import ask_about_forbidden, request_gate, withdraw
from roeland.decisions.services.asking_back import answer_back, ask_back
from roeland.decisions.services.boards import take_up_item
from roeland.decisions.services.conditions import meet
from roeland.decisions.services.confirming import confirm, replace_consent
from roeland.decisions.services.deciding import decide
from roeland.decisions.services.following import appoint_again, concerned, lapse_outdated
from roeland.decisions.services.lapsing import end_term, lapse_now, note_changes
from roeland.decisions.services.overseeing import (
    answer_warning,
    consult_supervisor,
    note_outcome,
    record_oversight,
    warn,
)
from roeland.decisions.services.passing_on import ask_again, concerned_inquiries, hand_over, pull_in
from roeland.decisions.services.stopping import stop
from roeland.decisions.services.unasked import advise_unasked, answer_unasked

__all__ = [
    "advise_unasked",
    "answer_back",
    "answer_unasked",
    "answer_warning",
    "appoint_again",
    "ask_about_forbidden",
    "ask_again",
    "ask_back",
    "concerned",
    "concerned_inquiries",
    "confirm",
    "consult_supervisor",
    "decide",
    "end_term",
    "give_advice",
    "give_facts",
    "hand_over",
    "lapse_now",
    "lapse_outdated",
    "meet",
    "note_changes",
    "note_outcome",
    "pull_in",
    "record_oversight",
    "replace_consent",
    "request_gate",
    "stop",
    "take_up_item",
    "warn",
    "withdraw",
]
