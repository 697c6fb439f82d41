"""Bodies that meet, for tests."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from roeland.bodies import services
from roeland.bodies.models import AgendaItem, Body, Member, Reference, Session
from roeland.organisation.models import Person, Unit
from tests.building.organisation import a_person

PDF = b"%PDF-1.7 inhoud"


def a_body(actor: Person, name: str = "Stuurgroep AI", **values: Any) -> Body:
    """A steering group by vote since the start of 2026."""
    usual = {"kind": Body.Kind.STEERING_GROUP, "way": Body.Way.VOTE, "started": date(2026, 1, 1)}
    return services.found(actor=actor, name=name, **usual | values)


def a_member(body: Body, actor: Person, name: str = "", **values: Any) -> Member:
    """Somebody who sits in the body; `name` makes a colleague with a login."""
    if name:
        values["person"] = a_person(body.organisation, name)
    return services.seat(body=body, actor=actor, **{"tied": True, "starts": body.started} | values)


def a_session(body: Body, actor: Person, **values: Any) -> Session:
    """A session of today."""
    return services.plan(body=body, actor=actor, **{"day": timezone.localdate(), "place": "Zaal 1"} | values)


def an_item(session: Session, actor: Person, title: str = "Welke drie ideeën?") -> AgendaItem:
    return services.add_item(session=session, title=title, question="Wat raden jullie aan?", actor=actor)


def a_paper(item: AgendaItem, actor: Person, name: str = "nota.pdf"):
    return services.attach(item=item, upload=ContentFile(PDF, name=name), actor=actor)


def held(session: Session, actor: Person) -> Session:
    """Everybody is there."""
    members = Member.objects.filter(body=session.body).select_related("person")
    return services.note_presence(session=session, present=dict.fromkeys(members, True), actor=actor)


def everybody_for(item: AgendaItem, actor: Person, outcome: str = "positive", **said: Any) -> AgendaItem:
    """Write an advice that all members with a vote are for, but who stays out."""
    out = item.recusals.values("member")
    members = Member.objects.filter(body=item.body, votes=True).exclude(pk__in=out).select_related("person")
    return services.discuss(item=item, outcome=outcome, votes=dict.fromkeys(members, "for"), actor=actor, **said)


def a_reference(actor: Person, entity: Unit, number: str = "2026_CBS_0123", **values: Any) -> Reference:
    usual = {
        "organ": Reference.Organ.COLLEGE,
        "dated": date(2026, 3, 5),
        "outcome": Reference.Outcome.IN_FAVOUR,
        "subject": "Stuurgroep AI oprichten",
        "link": "https://ebesluit.voorbeeld.test/123",
    }
    return services.note_reference(actor=actor, entity=entity, number=number, **usual | values)
