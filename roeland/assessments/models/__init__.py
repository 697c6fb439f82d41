"""The intake of an application and the classifications that followed from it."""

from roeland.assessments.models.classifications import Classification, Finding, Occasion
from roeland.assessments.models.intakes import ANSWER_OPEN_QUESTION, Intake

__all__ = ["ANSWER_OPEN_QUESTION", "Classification", "Finding", "Intake", "Occasion"]
