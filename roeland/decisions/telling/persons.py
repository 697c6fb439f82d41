"""To whom news about a request goes."""

from collections.abc import Iterable
from datetime import date

from roeland.decisions.models import GateRequest
from roeland.organisation.models import Person
from roeland.organisation.queries import holders
from roeland.work import services as work


def persons(gate_request: GateRequest, roles: Iterable[str], today: date) -> list[Person]:
    application = gate_request.application
    return [held.person for held in holders(application.organisation, roles, application.unit, today).values()]


def tell(code: str, gate_request: GateRequest, others: Iterable[Person | None], actor: Person | None) -> None:
    """Tell each person once; nobody is told what they did themselves."""
    each = {person.pk: person for person in others if person is not None and person != actor}
    if each:
        work.tell(code=code, persons=list(each.values()), subject=gate_request, actor=actor)
