"""Applications for tests."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from roeland.files.services import keep
from roeland.organisation.models import Organisation, Person
from roeland.register import services
from roeland.register.models import (
    Application,
    Appointment,
    Attachment,
    Connection,
    Dataset,
    DatasetUsed,
    Description,
    Relation,
    SavedView,
    System,
    Tag,
    Tagging,
    Use,
)
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


def with_all_parts(application: Application, other: Application, person: Person, word: str = "") -> dict[type, Any]:
    """Give an application one of everything that can belong to it; return them by their kind."""
    where = {"organisation": application.organisation, "application": application}
    here = {"organisation": application.organisation}
    a_system = System.objects.create(**here, name=f"Zaken {word}")
    upload = ContentFile(b"Handleiding", name=f"Handleiding {word}.txt")
    made = [
        Use.objects.create(**where, unit=application.unit, purpose=f"Brieven {word}", contact=person, added_by=person),
        DatasetUsed.objects.create(**where, dataset=Dataset.objects.create(**here, name=f"Dossiers {word}")),
        Connection.objects.create(**where, system=a_system, direction="reads"),
        Relation.objects.create(**where, other=other, kind="beside"),
        Tagging.objects.create(**where, tag=Tag.objects.create(**here, name=f"Proef {word}")),
        Attachment.objects.create(
            **where, title=f"Handleiding {word}", added_by=person, file=keep(upload=upload, actor=person, **here)
        ),
        Appointment.objects.create(**where, duty="owner", person=person, appointed_by=person),
        SavedView.objects.create(**here, person=person, name=f"Kijk {word}", query="class=high", shared=True),
    ]
    return {type(one): one for one in made}
