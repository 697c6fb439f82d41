"""Invented organisations with as many applications as asked for, put straight into the tables."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from roeland.journal import digests
from roeland.journal.models import Entry
from roeland.organisation import services as organisations
from roeland.organisation.models import Jurisdiction, Organisation, Person, Unit, User
from roeland.register.models import (
    AIClass,
    Answered,
    Application,
    Description,
    FieldOfUse,
    NumberSeries,
    Phase,
    Route,
    Supplier,
    Tag,
    Tagging,
)
from roeland.search import services as search
from roeland.work.models import Task

ORGANISATIONS = 20
ACTS = 10  # in the journal, for each application
TASKS = 10  # for each application, of which most are done
OPEN = {7: "find_owner", 8: "name_process_owner", 9: "meet_condition"}
DOERS = ("Slimme", "Digitale", "Automatische", "Nieuwe", "Snelle", "Stille", "Open", "Lerende", "Vaste", "Gedeelde")
THINGS = [
    "kentekencontrole",
    "vertaalhulp",
    "chatbot",
    "planning",
    "samenvatter",
    "wegdekinspectie",
    "zoekhulp",
    "afvalroute",
    "vergunningcheck",
    "stemherkenning",
    "postsortering",
    "verkeerstelling",
    "waterpeilmeting",
    "beeldbank",
    "notulist",
    "roosterhulp",
    "schuldhulpwijzer",
    "subsidiecheck",
    "bomenkaart",
    "parkeerscan",
]
PLACES = [
    "loket",
    "wijk",
    "kanaal",
    "markt",
    "archief",
    "balie",
    "haven",
    "station",
    "park",
    "school",
    "museum",
    "sporthal",
    "kerkhof",
    "brug",
    "ring",
]
OWNERS = 60
TAGS = (
    "proef",
    "budget 2027",
    "vernieuwen",
    "gedeeld",
    "wijk",
    "loket",
    "oud",
    "kaart",
    "taal",
    "beeld",
    "stem",
    "cijfer",
)
PURPOSE = "Helpt medewerkers om sneller een antwoord te geven aan inwoners en ondernemers over hun aanvraag. "


def fill(applications: int) -> Person:
    """Make the organisations and their applications; return the information manager of the first."""
    chance = random.Random(31)
    people = [_organisation(place) for place in range(ORGANISATIONS)]
    for person in people:
        _applications(person, applications // ORGANISATIONS, chance)
    return people[0]


def _organisation(place: int) -> Person:
    organisation = organisations.create_organisation(
        name=f"Gemeente {place}", slug=f"bench-{place}", jurisdiction=Jurisdiction.BE_VLG
    )
    entity = organisations.add_entity(organisation=organisation, name=f"Stad {place}", actor=None)
    for unit in PLACES:
        organisations.add_unit(organisation=organisation, parent=entity, name=f"Dienst {unit}", actor=None)
    user = User.objects.create_user(f"bench{place}@example.org")
    person = organisations.add_person(
        organisation=organisation, name="Robin Peeters", actor=None, unit=entity, user=user
    )
    organisations.give_role(person=person, role="information_manager", starts=date(2024, 1, 1), actor=None)
    return person


@dataclass(frozen=True)
class Around:
    """What the applications of one organisation point at."""

    organisation: Organisation
    units: list[Unit]
    owners: list[Person]
    suppliers: list[Supplier]
    fields: list[FieldOfUse]
    tags: list[Tag]


def _around(person: Person) -> Around:
    here = {"organisation": person.organisation}
    owners = [Person(**here, name=f"Eigenaar {number:02}", unit=person.unit) for number in range(OWNERS)]
    return Around(
        person.organisation,
        list(Unit.objects.filter(**here)),
        [person, *Person.objects.bulk_create(owners)],
        Supplier.objects.bulk_create(Supplier(**here, name=f"Leverancier {number:03}") for number in range(200)),
        FieldOfUse.objects.bulk_create(FieldOfUse(**here, name=f"Veld {number}") for number in range(12)),
        Tag.objects.bulk_create(Tag(**here, name=name) for name in TAGS),
    )


def _applications(person: Person, amount: int, chance: random.Random) -> None:
    around = _around(person)
    organisation = person.organisation
    numbers = iter(range(1, amount + 1))
    while batch := list(itertools.islice(numbers, 500)):
        rows = [_application(around, number, chance) for number in batch]
        Application.objects.bulk_create(rows)
        Description.objects.bulk_create(
            Description(application=row, organisation=organisation, goal=PURPOSE * 6, risks=PURPOSE * 4) for row in rows
        )
        Tagging.objects.bulk_create(
            Tagging(organisation=organisation, application=row, tag=tag)
            for row in rows
            for tag in chance.sample(around.tags, chance.randrange(3))
        )
        Entry.objects.bulk_create(_acts(rows, person))
        Task.objects.bulk_create(_tasks(rows, [person, *around.owners]), batch_size=2_000)
        search.index_many(organisation=organisation, kind="register.application", texts=_texts(rows))
    NumberSeries.objects.update_or_create(organisation=organisation, defaults={"last": amount})


def _application(around: Around, number: int, chance: random.Random) -> Application:
    name = f"{chance.choice(DOERS)} {chance.choice(THINGS)} {chance.choice(PLACES)} {number}"
    return Application(
        organisation=around.organisation,
        number=number,
        name=name,
        summary=PURPOSE,
        purpose=PURPOSE * 2,
        unit=chance.choice(around.units),
        owner=chance.choice(around.owners) if chance.random() < 0.8 else None,
        owner_accepted=chance.random() < 0.7,
        supplier=chance.choice(around.suppliers),
        field_of_use=chance.choice(around.fields),
        phase=chance.choice(Phase.values),
        undecided=chance.random() < 0.2,
        **(_outcome(chance) if chance.random() < 0.7 else {}),
    )


def _outcome(chance: random.Random) -> dict[str, Any]:
    """What an intake hands down."""
    return {
        "ai_class": chance.choice(AIClass.values),
        "route": chance.choice(Route.values),
        "personal_data": chance.choice(Answered.values),
        "affects_people": chance.choice(Answered.values),
        "open_questions": max(0, chance.randrange(-10, 12)),
        "classified_on": timezone.localdate() - timedelta(days=chance.randrange(400)),
    }


def _acts(rows: list[Application], person: Person) -> Iterator[Entry]:
    """Acts as the journal holds them once they are sealed."""
    for row, act in itertools.product(rows, range(ACTS)):
        entry = Entry(
            organisation=row.organisation_id,
            at=timezone.now() - timedelta(hours=act),
            actor=person.pk,
            verb="application.edited" if act else "application.reported",
            subject_kind="register.application",
            subject=row.pk,
            fields=["summary", "purpose"],
        )
        entry.hash = digests.of_entry(entry)
        yield entry


def _tasks(rows: list[Application], people: list[Person]) -> Iterator[Task]:
    """What colleagues were asked about these applications: most of it is done, the rest waits."""
    about, now = ContentType.objects.get_for_model(Application), timezone.now()
    for row, number in itertools.product(rows, range(TASKS)):
        yield Task(
            organisation=row.organisation,
            kind=OPEN.get(number, "give_facts"),
            person=people[(row.number + number) % len(people)],
            subject_type=about,
            subject_id=row.pk,
            due=now.date() + timedelta(days=number * 3),
            asked_at=now,
            asked_by=people[0],
            done_at=None if number in OPEN else now,
        )


def _texts(rows: list[Application]) -> dict[UUID, search.Findable]:
    return {row.pk: search.Findable(row.name, f"{row.summary} {row.purpose}") for row in rows}
