"""Obligations of applications for tests."""

from typing import Any

from django.core.files.base import ContentFile

from roeland.obligations import services
from roeland.obligations.models import Duty, Evidence, Measure, Risk
from roeland.organisation.models import Person
from roeland.register.models import Application

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def a_duty(application: Application, code: str) -> Duty:
    """The obligation of this code, as a page would fetch it."""
    return Duty.objects.select_related("application", "organisation").get(application=application, code=code)


def some_evidence(duty: Duty, actor: Person, **given: Any) -> Evidence:
    usual = {"title": "Verslag", "note": "Wat er gedaan is."}
    return services.add_evidence(duty=duty, actor=actor, **usual | given)


def a_measure_taken(actor: Person, **given: Any) -> Measure:
    """A measure that holds for a year, looked after by who begins it."""
    usual = {"title": "Cursus AI", "what": "Iedereen volgt de cursus.", "owner": actor, "every_months": 12}
    return services.begin_measure(actor=actor, **usual | given)


def a_risk(application: Application, actor: Person, **said: Any) -> Risk:
    """A high risk that a treatment makes medium."""
    usual = {"title": "Wie geen gsm heeft, valt weg", "kind": "rights", "likelihood": 4, "impact": 3}
    usual |= {"treatment": "reduce", "plan": "Ook op papier.", "left_likelihood": 3, "left_impact": 3}
    return services.note_risk(application=application, actor=actor, **usual | said)


def a_file(name: str = "verslag.pdf") -> ContentFile:
    return ContentFile(PDF, name=name)
