"""Invented organisations with as many applications as asked for, put straight into the tables."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

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

ORGANISATIONS = 20
OWNERS, TAGS = 60, 20  # in each organisation
ACTS = 10  # in the journal, for each application
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
class Choices:
    """What the applications of one organisation refer to."""

    units: list[Unit]
    suppliers: list[Supplier]
    owners: list[Person]
    fields: list[FieldOfUse]
    tags: list[Tag]


def _choices(organisation: Organisation) -> Choices:
    owner = {"organisation": organisation}
    return Choices(
        list(Unit.objects.filter(**owner)),
        Supplier.objects.bulk_create(Supplier(**owner, name=f"Leverancier {it}") for it in "ABCDEFGHIJKLMNOPQRST"),
        Person.objects.bulk_create(Person(**owner, name=f"Medewerker {number}") for number in range(OWNERS)),
        FieldOfUse.objects.bulk_create(
            FieldOfUse(**owner, name=f"Domein {number}", order=number) for number in range(3)
        ),
        Tag.objects.bulk_create(Tag(**owner, name=f"woord {number}") for number in range(TAGS)),
    )


def _applications(person: Person, amount: int, chance: random.Random) -> None:
    organisation = person.organisation
    choices = _choices(organisation)
    numbers = iter(range(1, amount + 1))
    while batch := list(itertools.islice(numbers, 500)):
        rows = [_application(organisation, number, choices, chance) for number in batch]
        Application.objects.bulk_create(rows)
        Description.objects.bulk_create(
            Description(application=row, organisation=organisation, goal=PURPOSE * 6, risks=PURPOSE * 4) for row in rows
        )
        Tagging.objects.bulk_create(
            Tagging(application=row, organisation=organisation, tag=chance.choice(choices.tags)) for row in rows
        )
        Entry.objects.bulk_create(_acts(rows, person))
        search.index_many(organisation=organisation, kind="register.application", texts=_texts(rows))
    NumberSeries.objects.update_or_create(organisation=organisation, defaults={"last": amount})


def _application(organisation: Organisation, number: int, among: Choices, chance: random.Random) -> Application:
    name = f"{chance.choice(DOERS)} {chance.choice(THINGS)} {chance.choice(PLACES)} {number}"
    classified = chance.random() < 0.7
    return Application(
        organisation=organisation,
        number=number,
        name=name,
        summary=PURPOSE,
        purpose=PURPOSE * 2,
        unit=chance.choice(among.units),
        owner=chance.choice(among.owners) if chance.random() < 0.8 else None,
        owner_accepted=chance.random() < 0.7,
        supplier=chance.choice(among.suppliers),
        field_of_use=chance.choice(among.fields),
        personal_data=chance.choice(Answered.values),
        affects_people=chance.choice(Answered.values),
        open_questions=chance.randrange(6) if classified else None,
        phase=chance.choice(Phase.values),
        ai_class=chance.choice(AIClass.values) if classified else AIClass.UNKNOWN,
        route=chance.choice(Route.values) if classified else Route.UNKNOWN,
        classified_on=timezone.localdate() - timedelta(days=chance.randrange(400)) if classified else None,
    )


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


def _texts(rows: list[Application]) -> dict[UUID, search.Findable]:
    return {row.pk: search.Findable(row.name, f"{row.summary} {row.purpose}") for row in rows}
