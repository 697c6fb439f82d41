"""Verbs about people from a file: bring it in, take it in as a whole, throw it away."""

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from roeland.files import services as files
from roeland.journal.services import record, record_many
from roeland.organisation.models import Organisation, PeopleFile, Person
from roeland.organisation.people_file import Kind, Line, Plan, plan
from roeland.organisation.services.acting import administers
from roeland.organisation.services.roles import give_role
from roeland.paper import tables

_BATCH = 500


class NotSound(Exception):
    """Rows of the file have a problem, so nothing is taken in."""


class AlreadyTaken(Exception):
    """The file has been taken in, or thrown away."""


class Overtaken(Exception):
    """What the file would do is no longer what somebody looked at."""


@transaction.atomic
def bring_people(*, organisation: Organisation, upload: File, actor: Person) -> PeopleFile:
    """Keep a file to look at what it would do. Raises what `tables.read` and `people_file.plan` raise; then nothing
    is kept. What the same person brought before and did not take in is thrown away."""
    administers(actor, organisation)
    planned = plan(tables.read(upload.open("rb"), upload.name or ""), organisation)
    for old in PeopleFile.objects.filter(organisation=organisation, actor=actor, taken_at=None):
        _forget(old)
    upload.seek(0)
    stored = files.keep(organisation=organisation, upload=upload, actor=actor, limit=tables.MAX_BYTES)
    return PeopleFile.objects.create(
        organisation=organisation,
        file=stored,
        name=stored.name,
        actor=actor,
        brought_at=timezone.now(),
        counts=planned.counts,
    )


def planned_of(people_file: PeopleFile) -> Plan:
    """Say what a kept file would do now. Raises AlreadyTaken."""
    if people_file.file is None:
        raise AlreadyTaken
    with people_file.file.content.open("rb") as content:
        return plan(tables.read(content, people_file.name), people_file.organisation)


@transaction.atomic
def take_people(*, people_file: PeopleFile, counts: dict[str, int], actor: Person) -> PeopleFile:
    """Add and change everybody in the file, all in one transaction. Nobody is ever removed.

    `counts`: what the person who confirms has seen. Raises NotSound, Overtaken or AlreadyTaken.
    """
    administers(actor, people_file.organisation, people_file)
    rows = PeopleFile.objects.select_for_update(of=("self",)).select_related("organisation", "file")
    people_file = rows.get(pk=people_file.pk)
    planned = planned_of(people_file)
    if not planned.sound:
        raise NotSound
    if planned.counts != counts:
        raise Overtaken
    new, changed = planned.of(Kind.NEW), planned.of(Kind.CHANGED)
    _add(people_file.organisation, new, actor)
    _change(changed, actor)
    _give_roles(planned.lines, actor)
    people_file.counts, people_file.absent = planned.counts, [str(person.pk) for person in planned.absent]
    people_file.taken_at = timezone.now()
    _without_content(people_file)
    record("people.taken_in", subject=people_file, actor=actor)
    return people_file


@transaction.atomic
def throw_away(*, people_file: PeopleFile, actor: Person) -> None:
    """Forget a file that was not taken in. Raises AlreadyTaken."""
    administers(actor, people_file.organisation, people_file)
    people_file = PeopleFile.objects.select_for_update(of=("self",)).select_related("file").get(pk=people_file.pk)
    if people_file.taken_at:
        raise AlreadyTaken
    _forget(people_file)


def _add(organisation: Organisation, lines: list[Line], actor: Person) -> None:
    for line in lines:
        facts: dict[str, Any] = line.changes
        line.person = Person(organisation=organisation, email=line.said["email"], **facts)
    added = [line.person for line in lines if line.person]
    Person.objects.bulk_create(added, batch_size=_BATCH)
    record_many("person.added", subjects=added, actor=actor)


def _change(lines: list[Line], actor: Person) -> None:
    changed = [line for line in lines if line.person and line.changes]
    for line in changed:
        for name, value in line.changes.items():
            setattr(line.person, name, value)
    persons = [line.person for line in changed if line.person]
    Person.objects.bulk_update(persons, ["name", "function", "unit"], batch_size=_BATCH)
    fields = {line.person.pk: list(line.changes) for line in changed if line.person}
    record_many("person.changed", subjects=persons, actor=actor, fields_of=fields)


def _give_roles(lines: list[Line], actor: Person) -> None:
    for line in lines:
        for role, unit in line.roles:
            if line.person:
                give_role(person=line.person, role=role, unit=unit, actor=actor)


def _without_content(people_file: PeopleFile) -> None:
    stored, people_file.file = people_file.file, None
    people_file.save()
    if stored:
        files.let_go(file=stored)


def _forget(people_file: PeopleFile) -> None:
    _without_content(people_file)
    people_file.delete()
