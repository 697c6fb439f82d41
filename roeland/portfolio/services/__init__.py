"""The verbs of an experiment: plan, begin, measure, ask those who do the work, learn, conclude."""

from roeland.portfolio.services.concluding import ask_conclusion, conclude, end_with_application, note_overrun, propose
from roeland.portfolio.services.measuring import note_lesson, note_measure
from roeland.portfolio.services.planning import begin, change, plan
from roeland.portfolio.services.surveying import answer_survey, invite_to_survey

__all__ = [
    "answer_survey",
    "ask_conclusion",
    "begin",
    "change",
    "conclude",
    "end_with_application",
    "invite_to_survey",
    "note_lesson",
    "note_measure",
    "note_overrun",
    "plan",
    "propose",
]
