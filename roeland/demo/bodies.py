"""Let the bodies of a demonstration organisation meet, and note what other organs decided."""

from datetime import timedelta

from roeland.bodies import queries, services
from roeland.bodies.models import Body, Member, Session
from roeland.demo.body_rows import BodyRow, ItemRow, SessionRow
from roeland.demo.people import Place
from roeland.demo.reading import Town
from roeland.organisation.models import Person
from roeland.organisation.services import today
from roeland.register.models import Application


def fill(town: Town, place: Place) -> None:
    """Note the references and set up the bodies of the YAML, with their sessions."""
    noted = {}
    for act in town.bodies.references:
        said = {name: getattr(act, name) for name in ("organ", "number", "dated", "outcome", "subject", "link")}
        noted[act.number] = services.note_reference(entity=place.units[act.entity], actor=place.people[act.by], **said)
    for row in town.bodies.bodies:
        said = {name: getattr(row, name) for name in ("kind", "name", "way", "started")}
        actor = place.people[row.by]
        body = services.found(actor=actor, rests_on=noted[row.rests_on], **said)
        _meet(place, body, row, actor)


def _meet(place: Place, body: Body, row: BodyRow, actor: Person) -> None:
    seats = {
        seat.person: services.seat(
            body=body,
            person=place.people[seat.person],
            part=seat.part,
            votes=seat.votes,
            tied=seat.tied,
            expertise=seat.expertise,
            starts=row.started,
            actor=actor,
        )
        for seat in row.members
    }
    for planned in row.sessions:
        session = services.plan(body=body, day=today() + timedelta(days=planned.days), place=planned.place, actor=actor)
        if planned.minutes:
            there = {member: key not in planned.absent for key, member in seats.items()}
            services.note_presence(session=session, present=there, actor=actor)
        for item in planned.items:
            _ask(place, session, item, seats, actor)
        _end(session, planned, actor)


def _ask(place: Place, session: Session, row: ItemRow, seats: dict[str, Member], actor: Person) -> None:
    item = services.add_item(
        session=session,
        title=row.title,
        question=row.question,
        subject=_called(place, row.application) if row.application else None,
        actor=actor,
    )
    if not row.outcome:
        return
    for key, reason in row.recused.items():
        services.recuse(item=item, member=seats[key], reason=reason, actor=actor)
    item.refresh_from_db()
    keys = {seat.key for seat in queries.seats(item) if seat.takes_part}
    votes = {member: "for" for member in seats.values() if str(member.pk) in keys}
    said = {name: getattr(row, name) for name in ("outcome", "conditions", "text", "openness")}
    services.discuss(item=item, votes=votes, actor=actor, **said)
    services.conclude(item=item, actor=actor)


def _end(session: Session, row: SessionRow, actor: Person) -> None:
    """Close a session that was held; send the papers of one that is to come."""
    if row.minutes:
        services.write_minutes(session=session, text=row.minutes, is_public=row.is_public, actor=actor)
        services.close(session=session, actor=actor)
    else:
        services.send_papers(session=session, actor=actor)


def _called(place: Place, name: str) -> Application:
    return Application.objects.of(place.organisation).get(name=name)
