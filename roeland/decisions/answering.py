"""Who may answer what is asked about a request, here and today."""

from datetime import date

from roeland.decisions.appointing import appointed_for, interested
from roeland.decisions.inquiring import allowed
from roeland.decisions.models import GateRequest, Inquiry
from roeland.decisions.refusals import AdvisesOwnRequest, NotAsked
from roeland.organisation.models import Person
from roeland.organisation.queries import Holder


def own_of(gate_request: GateRequest, today: date) -> frozenset[str]:
    """Keys of those who do not advise on a request: who asked, who reported, and who decides."""
    decides = (str(person.pk) for person in appointed_for(gate_request, today).persons)
    return interested(gate_request.application, gate_request.asked_by) | frozenset(decides)


def answerers(inquiry: Inquiry, today: date) -> tuple[Holder, ...]:
    """Everybody who may answer; nobody when only those hold the role whose own request it is."""
    return allowed(inquiry, own_of(inquiry.gate_request, today), today)


def as_answerer(inquiry: Inquiry, actor: Person, today: date) -> Holder:
    """As whom the actor answers. Raises AdvisesOwnRequest or NotAsked."""
    own = own_of(inquiry.gate_request, today)
    if inquiry.kind == Inquiry.Kind.ADVICE and str(actor.pk) in own:
        raise AdvisesOwnRequest
    several = allowed(inquiry, own, today)
    mine = next((held for held in several if held.person == actor and actor.active), None)
    if mine is None:
        raise NotAsked(inquiry.role, tuple(held.person for held in several))
    return mine


def deputises_for(held: Holder) -> Person | None:
    """The holder in whose place somebody acts; None for who holds the role in person."""
    return held.role_held.person if held.role_held.person_id != held.person.pk else None
