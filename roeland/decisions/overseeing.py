"""What is read for who oversees: warnings, and what was found of an application."""

from django.utils import timezone

from roeland.decisions.appointing import CISO, appointed_to_stop
from roeland.decisions.models import Oversight, UrgentWarning
from roeland.organisation.access import may
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import all_holders
from roeland.register.models import Application

DPO = "dpo"
OVERSEES = {Oversight.Kind.PRIVACY: DPO, Oversight.Kind.SECURITY: CISO}


def open_warnings(organisation: Organisation) -> list[UrgentWarning]:
    """The urgent warnings that wait for an answer, the first due first."""
    rows = UrgentWarning.objects.filter(organisation=organisation, answered_at=None)
    return list(rows.select_related("application", "asked_of", "given_by").order_by("due", "pk"))


def kinds_of(application: Application, person: Person) -> tuple[Oversight.Kind, ...]:
    """Of which assessments this person is the overseer here today."""
    acting = all_holders(application.organisation, OVERSEES.values(), application.unit, timezone.localdate())
    held = {role for role, several in acting.items() if person in [one.person for one in several]}
    return tuple(kind for kind, role in OVERSEES.items() if role in held)


def answerers(warning: UrgentWarning) -> list[Person]:
    """Who may answer an urgent warning: who was asked, who is accountable now, and every level above."""
    ways = appointed_to_stop(warning.application, timezone.localdate())
    found = [person for way in ways if way.role != CISO for person in way.persons]
    asked = [warning.asked_of] if warning.asked_of else []
    return [person for person in (*asked, *found) if person.pk != warning.given_by_id]


def may_answer(warning: UrgentWarning, person: Person) -> bool:
    """Say whether this person may answer an urgent warning today."""
    return person in answerers(warning) and may(person, "warning.answer", warning)
