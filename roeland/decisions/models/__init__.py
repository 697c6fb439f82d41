"""Requests for a gate, who is asked about them and what they say, decisions, and what ends a decision."""

from roeland.decisions.models.decisions import Condition, Decision, Lapse, Stop, Weighing
from roeland.decisions.models.inquiries import (
    Advice,
    Disclosure,
    Facts,
    Inquiry,
    Oversight,
    PriorConsultation,
    QuestionBack,
    UrgentWarning,
)
from roeland.decisions.models.rechecks import Recheck, Rechecked
from roeland.decisions.models.requests import CaseFile, Gate, GateRequest
from roeland.decisions.models.unasked import UnaskedAdvice

__all__ = [
    "Advice",
    "CaseFile",
    "Condition",
    "Decision",
    "Disclosure",
    "Facts",
    "Gate",
    "GateRequest",
    "Inquiry",
    "Lapse",
    "Oversight",
    "PriorConsultation",
    "QuestionBack",
    "Recheck",
    "Rechecked",
    "Stop",
    "UnaskedAdvice",
    "UrgentWarning",
    "Weighing",
]
