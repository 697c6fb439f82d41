"""Write down what is known of the applications of a demonstration beside their intake."""

from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from msgspec.structs import asdict

from roeland.demo.people import Place
from roeland.demo.reading import FactsRow, Town
from roeland.organisation.models import Person
from roeland.register import services as register
from roeland.register.models import Application, Appointment


def fill(town: Town, place: Place) -> None:
    """Let people add what belongs to the applications of the YAML, once all of them are there."""
    for row in town.facts:
        application, actor = _called(place, row.application), place.people[row.by]
        _appoint(application, place.person(row.process_owner), actor)
        _add_parts(place, application, row, actor)


def _called(place: Place, name: str) -> Application:
    return Application.objects.of(place.organisation).get(name=name)


def describe(place: Place, application: Application, row: FactsRow) -> None:
    """Let somebody fill in the fields, before anybody asks for a decision on them."""
    sections: dict[str, dict[str, Any]] = {
        "identity": {"version": row.version, "labels": row.labels},
        "people": {
            "users": row.users,
            "affected": row.affected,
            "cost_once": _amount(row.cost_once),
            "cost_yearly": _amount(row.cost_yearly),
        },
        "general": {"begin_date": row.start},
    }
    for section, changes in sections.items():
        editor = place.people[row.by]
        register.edit_section(application=application, section=section, changes=changes, actor=editor)


def _amount(euro: float | None) -> Decimal | None:
    return None if euro is None else Decimal(str(euro))


def _appoint(application: Application, person: Person | None, actor: Person) -> None:
    if person is not None:
        duty = Appointment.Duty.PROCESS_OWNER
        asked = register.appoint(application=application, duty=duty, person=person, actor=actor)
        if asked is not None and asked.is_open:
            register.answer_appointment(appointment=asked, accepted=True, actor=person)


def _add_parts(place: Place, application: Application, row: FactsRow, actor: Person) -> None:
    for data in row.datasets:
        register.put_dataset(application=application, actor=actor, **asdict(data))
    for one in row.systems:
        register.put_system(application=application, actor=actor, **asdict(one))
    for relation in row.related:
        other = _called(place, relation.other)
        kind, reason = relation.kind, relation.reason
        register.put_relation(application=application, other=other, kind=kind, reason=reason, actor=actor)
    for paper in row.documents:
        upload = ContentFile(paper.text.encode(), name=paper.file)
        register.attach(application=application, title=paper.title, upload=upload, actor=actor)
