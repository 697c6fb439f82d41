"""What this room keeps."""

from roeland.portfolio.models.experiments import Experiment, Lesson, Measure, Outcome
from roeland.portfolio.models.surveys import Invitation, Survey, Tally

__all__ = ["Experiment", "Invitation", "Lesson", "Measure", "Outcome", "Survey", "Tally"]
