"""A city with somebody in every role and one of every thing that has an address of its own."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from roeland.content import shipped
from roeland.content.organising import Roles
from roeland.decisions import services as decisions
from roeland.organisation.models import Organisation, Person, Unit
from tests.building.assessments import PRIVACY_UNKNOWN, SPELLING, a_classification
from tests.building.organisation import a_person, a_role, a_unit, an_organisation


@dataclass(frozen=True)
class City:
    organisation: Organisation
    unit: Unit
    employee: Person
    holder_of: dict[str, Person]
    things: dict[type[models.Model], Any]


def build() -> City:
    """Somebody without a role reports what can be reported; nobody below has anything to do with it personally."""
    organisation = an_organisation(demonstration=True)
    entity = a_unit(organisation, "Stad Voorbeeld")
    unit = a_unit(organisation, parent=entity)
    employee = a_person(organisation, "Noor De Smet", unit=unit)
    holder_of = {
        role.code: a_person(organisation, role.code.replace("_", " ").title(), role=role.code)
        for role in shipped.meaning("roles", Roles).roles
    }
    deciders = {role: a_person(organisation, f"Unit {role}") for role in ("team_manager", "department_head")}
    for role, person in deciders.items():
        a_role(person, role, unit=unit)
    light = a_classification(SPELLING, actor=employee, unit=unit, name="Spellinghulp")
    unknown = a_classification(PRIVACY_UNKNOWN, actor=employee, unit=unit, name="Vertaalhulp")
    asked = decisions.request_gate(application=light.application, purpose="experiment", actor=employee)
    found = {type(thing): thing for thing in (organisation, entity, employee, light, light.application, asked, unknown)}
    return City(organisation, unit, employee, holder_of, found)
