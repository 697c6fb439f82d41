"""Who is asked to look whether a measure works."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language

from roeland.content import shipped
from roeland.obligations.models import Duty, Measure, Risk
from roeland.organisation.models import Person
from roeland.organisation.queries import holders
from roeland.register.models import Application
from roeland.work import services as work

LOOK = "look_at_measure"
MEET = "meet_obligations"
ACCEPTANCE_ENDED = "risk_acceptance_ended"
REOPENED = "obligation_reopened"


def ask_to_look(measure: Measure) -> None:
    """Ask who looks after it."""
    work.ask(kind=LOOK, person=measure.owner, subject=measure, actor=None, due=measure.next_on)


def ask_to_meet(application: Application, role: str, duties: Iterable[Duty], today: date) -> None:
    """Ask who holds the role to do what the law asks from now on; nobody at all: whoever gets it."""
    held = holders(application.organisation, [role], application.unit, today)
    person = held[role].person if role in held else None
    named = [shipped.text("obligations", duty.code, get_language() or "nl").label for duty in duties]
    detail = "\n".join(named)
    work.ask(
        kind=MEET,
        person=person,
        subject=application,
        actor=None,
        role=role,
        detail=detail,
        apart=True,
        one_of_many=True,
    )


def met(duty: Duty) -> None:
    """Nothing waits for this role any more."""
    work.done(subject=duty.application, kind=MEET, role=duty.for_role, actor=None)


def reopened(duty: Duty, today: date) -> None:
    """Tell who does it and who owns the application that what was said of an obligation holds no longer."""
    held = holders(duty.organisation, [duty.for_role], duty.application.unit, today)
    people = [*(one.person for one in held.values()), duty.application.owner]
    told = {person.pk: person for person in people if person and person.active}
    if told:
        work.tell(code=REOPENED, persons=list(told.values()), subject=duty, actor=None)


def acceptance_ended(risk: Risk) -> None:
    """Tell who accepted it and who looks after it that somebody must look again."""
    told = {person.pk: person for person in (risk.accepted_by, risk.owner) if person and person.active}
    if told:
        work.tell(code=ACCEPTANCE_ENDED, persons=list(told.values()), subject=risk, actor=None)


def looked(measure: Measure, actor: Person | None) -> None:
    """Somebody looked, or it ended: the task is done."""
    work.done(subject=measure, kind=LOOK, actor=actor)
