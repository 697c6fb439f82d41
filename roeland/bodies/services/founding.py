"""Verbs of a body itself: found it, change it, end it, and who sits in it."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from roeland.bodies.models import Body, Member
from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.organisation.services import note_person
from roeland.organisation.services.acting import changed


class OneIsEnough(Exception):
    """An organisation has one ethics board at most, so that it is clear whose advice counts."""


class AlreadySits(Exception):
    """This person sits in the body already."""


class NameMissing(Exception):
    """Somebody from outside has to have a name."""


@transaction.atomic
def found(*, actor: Person, **values: Any) -> Body:
    """Begin a body. `values` are the fields of a Body. Raises NotPermitted, OtherOrganisation or OneIsEnough."""
    must(actor, "body.manage")
    same_organisation(actor, values.get("rests_on"))
    try:
        with transaction.atomic():
            body = Body.objects.create(organisation=actor.organisation, **values)
    except IntegrityError as clash:
        raise OneIsEnough from clash
    record("body.founded", subject=body, actor=actor, values={"name": ["", body.name]})
    return body


@transaction.atomic
def change(*, body: Body, actor: Person, **changes: Any) -> Body:
    """Change the name or the rules of a body; what was concluded stays as it was. Its kind never changes.

    Raises NotPermitted or OtherOrganisation.
    """
    same_organisation(actor, body, changes.get("rests_on"))
    must(actor, "body.manage", body)
    row = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    if differing := changed(row, changes):
        row.save()
        record("body.changed", subject=row, actor=actor, fields=differing, values=differing)
    return row


@transaction.atomic
def end(*, body: Body, last_day: date, actor: Person) -> Body:
    """Note the last day on which a body exists; its sessions and advice stay. Raises NotPermitted or
    OtherOrganisation."""
    same_organisation(actor, body)
    must(actor, "body.manage", body)
    row = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    row.ended = max(last_day, row.started)
    row.save(update_fields=["ended"])
    record("body.ended", subject=row, actor=actor, fields=["ended"])
    return row


@transaction.atomic
def seat(
    *,
    body: Body,
    actor: Person,
    tied: bool,
    person: Person | None = None,
    name: str = "",
    email: str = "",
    part: str = Member.Part.MEMBER,
    votes: bool = True,
    expertise: str = "",
    starts: date | None = None,
    ends: date | None = None,
) -> Member:
    """Let somebody sit in a body: a person, or an expert from outside with a name, who gets no login by this.

    Raises NotPermitted, OtherOrganisation, AlreadySits or NameMissing.
    """
    same_organisation(actor, body, person)
    must(actor, "body.manage", body)
    first = starts or timezone.localdate()
    person = person or _from_outside(body, name, email, actor)
    if _sits(body, person, first):
        raise AlreadySits
    made = Member.objects.create(
        organisation_id=body.organisation_id,
        body=body,
        person=person,
        part=part,
        votes=votes,
        expertise=expertise.strip(),
        tied=tied,
        starts=first,
        ends=ends,
    )
    record("body.member_joined", subject=body, actor=actor, values={"member": [None, person.pk]})
    return made


@transaction.atomic
def change_seat(*, member: Member, actor: Person, **changes: Any) -> Member:
    """Change part, vote, expertise, tie or term of a member. Raises NotPermitted or OtherOrganisation."""
    same_organisation(actor, member)
    must(actor, "body.manage", member.body)
    row = Member.objects.select_for_update(of=("self",)).select_related("body").get(pk=member.pk)
    if differing := changed(row, changes):
        row.save()
        record("body.member_changed", subject=row.body, actor=actor, fields=differing)
    return row


@transaction.atomic
def leave_seats(*, person: Person, actor: Person | None) -> int:
    """Somebody no longer works here: the seats end with yesterday; return how many. Who calls this saw to the rest."""
    today = timezone.localdate()
    rows = Member.objects.select_for_update(of=("self",)).filter(_open(today), person=person).select_related("body")
    found = list(rows)
    for row in found:
        row.ends = max(today - timedelta(days=1), row.starts)
        row.save(update_fields=["ends"])
        record("body.member_changed", subject=row.body, actor=actor, fields=["ends"])
    return len(found)


def _from_outside(body: Body, name: str, email: str, actor: Person) -> Person:
    if not name.strip():
        raise NameMissing
    return note_person(organisation=body.organisation, name=name.strip(), email=email.strip(), actor=actor)


def _sits(body: Body, person: Person, day: date) -> bool:
    return Member.objects.filter(_open(day), body=body, person=person).exists()


def _open(day: date) -> Q:
    return Q(ends=None) | Q(ends__gte=day)
