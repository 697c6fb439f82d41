"""Applications for tests."""

from typing import Any

from django.db import transaction

from roeland.organisation.models import Organisation, Person
from roeland.register import services
from roeland.register.models import Application, Description
from roeland.register.services.reporting import supplier_called, take_numbers
from tests.building.organisation import a_person


@transaction.atomic
def an_application(organisation: Organisation, name: str = "Vergunningen-assistent", **fields: Any) -> Application:
    """An application in the register as it stands, without journal or index; `supplier` may be a name."""
    described = fields.pop("description", {})
    if isinstance(fields.get("supplier"), str):
        fields["supplier"] = supplier_called(organisation, fields["supplier"])
    number = fields.pop("number", None) or take_numbers(organisation, 1)[0]
    application = Application.objects.create(organisation=organisation, number=number, name=name, **fields)
    Description.objects.create(application=application, organisation=organisation, **described)
    return application


def a_reported_application(reporter: Person, name: str = "Vergunningen-assistent", **fields: Any) -> Application:
    """An application that came in through the front door."""
    fields = {"purpose": "Helpt bij het beoordelen van aanvragen.", "unit": reporter.unit} | fields
    return services.report(actor=reporter, name=name, **fields)


def an_information_manager(organisation: Organisation, name: str = "Ilse Roels") -> Person:
    """Somebody who may edit, import and export everything."""
    return a_person(organisation, name, role="information_manager")
