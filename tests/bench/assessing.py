"""Assessments with some 300 questions, all answered."""

from roeland.assessments.instruments import services
from roeland.organisation.models import Person
from roeland.questionnaires import services as sheets
from roeland.register.models import Application
from tests.building.instruments import answered

ROWS = {"data": 12, "processings": 8, "parties": 6, "risks": 12}


def large(person: Person, application: Application) -> str:
    """The key of an assessment that is being filled in."""
    made = services.begin(application=application, instrument="dpia", actor=person)
    for section, number in ROWS.items():
        for _row in range(number):
            services.add_row(assessment=made, section=section, actor=person)
    for _again in range(2):  # an answer can lead to another question
        sheets.save(sheet=made.sheet, answers=answered(made, person, "Zo doen we dat. " * 12), actor=person)
    return str(made.pk)
