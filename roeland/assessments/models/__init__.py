"""Intakes and what followed from them, impact assessments, the quick check, and honest use in the past."""

from roeland.assessments.models.acceptable_uses import AcceptableUse
from roeland.assessments.models.classifications import Classification, Concluded, Finding, Occasion
from roeland.assessments.models.impact import Assessment, Contribution, Opinion, TakenOver
from roeland.assessments.models.intakes import ANSWER_OPEN_QUESTION, Intake
from roeland.assessments.models.past_uses import JUDGE_PAST_USE, PastUse
from roeland.assessments.models.quick_checks import ANSWER_QUICK_QUESTION, QuickCheckCount, QuickQuestion
from roeland.assessments.models.use_answers import JUDGE_USE, UseAnswers

__all__ = [
    "ANSWER_OPEN_QUESTION",
    "ANSWER_QUICK_QUESTION",
    "JUDGE_PAST_USE",
    "JUDGE_USE",
    "AcceptableUse",
    "Assessment",
    "Classification",
    "Concluded",
    "Contribution",
    "Finding",
    "Intake",
    "Occasion",
    "Opinion",
    "PastUse",
    "QuickCheckCount",
    "QuickQuestion",
    "TakenOver",
    "UseAnswers",
]
