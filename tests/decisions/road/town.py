"""The town in which the walk takes place: who holds which role where, and how days go by."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import DateField, DateTimeField, ExpressionWrapper, F, Model
from django.db.models.functions import Cast

from roeland.bodies.models import Reference
from roeland.decisions.models import Condition, Decision, GateRequest, Inquiry, Lapse, PriorConsultation, Stop
from roeland.organisation.models import Organisation, Person, RoleHeld, Unit
from roeland.portfolio.models import Experiment
from roeland.register.models import Application
from roeland.work.models import Task
from tests.building.bodies import a_reference
from tests.building.organisation import a_person, a_role, a_unit, an_organisation

SOURCE = "Delegatiebesluit 2026-1"
DAYS: dict[type[Model], tuple[str, ...]] = {
    Application: ("decide_by", "lapsed_on"),
    GateRequest: ("due",),
    Inquiry: ("due", "paused_on"),
    Decision: ("ends_on", "review_on", "lapsed_on", "taken_at"),
    Condition: ("due",),
    Lapse: ("lapses_on",),
    PriorConsultation: ("sent_on", "outcome_on"),
    Experiment: ("starts", "ends_on", "asked_on", "overran_on", "began_on"),
    Stop: ("ordered_at",),
    Task: ("due",),
    Person: ("absent_from", "absent_until"),
}
"""Every day that the road counts with."""


@dataclass(frozen=True)
class Seat:
    """Who holds a role where, by name; `deputy` stands in while nobody there acts in person."""

    role: str
    person: str
    place: str = ""  # of the team, the department, or everywhere
    deputy: str = ""
    mandate: str = SOURCE
    decides_alone: bool = False
    may_stop: bool = False


SEATS = (
    Seat("team_manager", "tom", "desk", deputy="tess"),
    Seat("team_manager", "bea", "back", mandate=""),
    Seat("department_head", "hind", "department", deputy="dirk"),
    Seat("directorate", "daan", decides_alone=True),
    Seat("directorate", "dina"),
    Seat("information_manager", "ine"),
    Seat("dpo", "farid"),
    Seat("dpo", "fatou"),
    Seat("ciso", "cas", may_stop=True),
    Seat("lawyer", "julie"),
    Seat("privacy_officer", "paul"),
    Seat("policy_adviser", "wim"),
    Seat("hr_adviser", "hans"),
    Seat("architect", "arne"),
    Seat("procurement_officer", "inge"),
    Seat("application_manager", "frank", deputy="tess"),
)
NAMES = ("eva", "bram", "tess", "dirk", *dict.fromkeys(seat.person for seat in SEATS))
LIVES_IN = {"eva": "desk", "tom": "desk", "bram": "back", "bea": "back", "hind": "department"}


@dataclass
class Town:
    """One organisation with its people, by name."""

    organisation: Organisation
    units: dict[str, Unit]
    held: dict[Seat, RoleHeld]
    acts: SimpleNamespace
    people: dict[str, Person] = field(default_factory=dict)

    def look_again(self) -> None:
        """Read everybody as they are now."""
        self.people = {person.name.lower(): person for person in Person.objects.filter(organisation=self.organisation)}

    def name_of(self, person: Any) -> str:
        """The name of a person, or of the key of one; empty for nobody."""
        key = getattr(person, "pk", person)
        return next((name for name, known in self.people.items() if known.pk == key), "")


def a_town() -> Town:
    organisation = an_organisation("Stad Voorbeeld")
    city = a_unit(organisation, "Stad")
    department = a_unit(organisation, "Dienst Burgers", parent=city)
    desk, back = (a_unit(organisation, name, parent=department) for name in ("Balie", "Administratie"))
    units = {"desk": desk, "back": back, "department": department}
    people = {
        name: a_person(organisation, name.title(), unit=units.get(LIVES_IN.get(name, "")), email="") for name in NAMES
    }
    held = {
        seat: a_role(
            people[seat.person],
            seat.role,
            unit=units.get(seat.place),
            deputy=people.get(seat.deputy),
            mandate=seat.mandate,
            decides_alone=seat.decides_alone,
            may_stop=seat.may_stop,
        )
        for seat in SEATS
    }
    return Town(organisation, units, held, _acts(people["ine"], city), people)


def _acts(actor: Person, city: Unit) -> SimpleNamespace:
    """What other organs decided: for, against, of the court."""
    organ, outcome = Reference.Organ, Reference.Outcome
    return SimpleNamespace(
        favour=a_reference(actor, city, "2026_CBS_0001"),
        against=a_reference(actor, city, "2026_CBS_0002", outcome=outcome.AGAINST),
        court=a_reference(actor, city, "RK 2026-7", organ=organ.COURT),
    )


def days_go_by(organisation: Organisation, days: int) -> None:
    """Let everything that counts in days lie so much further back; the days of the week stay what they are."""
    back = timedelta(days=days)
    for model, names in DAYS.items():
        rows = model._default_manager.filter(organisation=organisation)
        rows.update(**{name: _earlier(model, name, back) for name in names})


def _earlier(model: type[Model], name: str, back: timedelta) -> Any:
    moment = ExpressionWrapper(F(name) - back, DateTimeField())
    return moment if isinstance(model._meta.get_field(name), DateTimeField) else Cast(moment, DateField())


def ahead(today: date, day: date | None) -> int | None:
    """How many days from now; None for never."""
    return None if day is None else (day - today).days
