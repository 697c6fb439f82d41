"""Invented organisations with as many applications as asked for, put straight into the tables."""

import itertools
import random
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from roeland.organisation import services as organisations
from roeland.organisation.models import Jurisdiction, Person, Unit, User
from roeland.register.models import AIClass, Application, Description, NumberSeries, Phase, Route, Supplier
from roeland.search import services as search

ORGANISATIONS = 20
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


def _applications(person: Person, amount: int, chance: random.Random) -> None:
    organisation = person.organisation
    units = list(Unit.objects.filter(organisation=organisation))
    suppliers = Supplier.objects.bulk_create(
        Supplier(organisation=organisation, name=f"Leverancier {letter}") for letter in "ABCDEFGHIJKLMNOPQRST"
    )
    numbers = iter(range(1, amount + 1))
    while batch := list(itertools.islice(numbers, 500)):
        rows = [_application(organisation, number, person, units, suppliers, chance) for number in batch]
        Application.objects.bulk_create(rows)
        Description.objects.bulk_create(
            Description(application=row, organisation=organisation, goal=PURPOSE * 6, risks=PURPOSE * 4) for row in rows
        )
        search.index_many(organisation=organisation, kind="register.application", texts=_texts(rows))
    NumberSeries.objects.update_or_create(organisation=organisation, defaults={"last": amount})


def _application(organisation, number, person, units, suppliers, chance) -> Application:
    name = f"{chance.choice(DOERS)} {chance.choice(THINGS)} {chance.choice(PLACES)} {number}"
    classified = chance.random() < 0.7
    return Application(
        organisation=organisation,
        number=number,
        name=name,
        summary=PURPOSE,
        purpose=PURPOSE * 2,
        unit=chance.choice(units),
        owner=person if chance.random() < 0.8 else None,
        supplier=chance.choice(suppliers),
        phase=chance.choice(Phase.values),
        ai_class=chance.choice(AIClass.values) if classified else AIClass.UNKNOWN,
        route=chance.choice(Route.values) if classified else Route.UNKNOWN,
        classified_on=timezone.localdate() - timedelta(days=chance.randrange(400)) if classified else None,
    )


def _texts(rows: list[Application]) -> dict[UUID, str]:
    return {row.pk: f"{row.name} {row.summary} {row.purpose}" for row in rows}
