"""Who is asked changes: handed over within the role, pulled in by the FG, or because people and roles changed."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.answering import answerers, as_answerer, deputises_for, own_of
from roeland.decisions.appointing import row_at
from roeland.decisions.inquiring import SPEAKS_FOR_STAFF, STAFF, Wish, colleagues
from roeland.decisions.models import GateRequest, Inquiry
from roeland.decisions.refusals import (
    AdvisesOwnRequest,
    AlreadyAdvised,
    AlreadyClosed,
    AlreadyInvolved,
    AnotherRole,
    NotAsked,
)
from roeland.decisions.services.advising import open_inquiry
from roeland.decisions.services.asking import ask_roles
from roeland.decisions.services.locking import locked_request
from roeland.decisions.waiting import hand_down
from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person, RoleHeld
from roeland.organisation.queries import Holder, all_holders

DPO = "dpo"
PULLED_IN = "pulled-in"


@transaction.atomic
def hand_over(*, inquiry: Inquiry, person: Person, actor: Person) -> Inquiry:
    """Let a colleague answer instead who holds the same role, for this part of the organisation or for more.

    Raises OtherOrganisation, AlreadyClosed, AlreadyAdvised, AdvisesOwnRequest, NotAsked or AnotherRole.
    """
    same_organisation(actor, person)
    row = open_inquiry(inquiry, actor)
    if row.answered_at is not None:
        raise AlreadyAdvised
    as_answerer(row, actor, timezone.localdate())
    several = colleagues(row, own_of(row.gate_request, timezone.localdate()), timezone.localdate())
    held = next((one for one in several if one.person == person), None)
    if held is None or person == actor:
        raise AnotherRole
    _give(row, (held,), actor)
    values = {"inquiry": row.pk, "role": row.role, "to": person.pk}
    record("inquiry.handed_over", subject=row.gate_request.application, actor=actor, values=values)
    return row


@transaction.atomic
def pull_in(*, gate_request: GateRequest, actor: Person) -> Inquiry:
    """The FG takes up an open request on which nobody asked them. It stops nothing, but they will be heard.

    Raises NotPermitted, OtherOrganisation, AlreadyClosed, AlreadyInvolved, AdvisesOwnRequest or NotAsked.
    """
    must(actor, "inquiry.pull_in", gate_request)
    same_organisation(actor, gate_request)
    row, today = locked_request(gate_request), timezone.localdate()
    if not row.is_open:
        raise AlreadyClosed(row.outcome)
    if there := Inquiry.objects.filter(gate_request=row, kind=Inquiry.Kind.ADVICE, role=DPO).first():
        raise AlreadyInvolved(there)
    holders = _as_dpo(row, actor, today)
    wish = Wish(Inquiry.Kind.ADVICE, DPO, PULLED_IN, False, False, holders)
    made = ask_roles(row, [wish], due=_due(row, today), actor=actor, pulled_in=True)[0]
    record("inquiry.pulled_in", subject=row.application, actor=actor, values={"inquiry": made.pk, "request": row.pk})
    hand_down(row.application)
    return made


def concerned_inquiries(person: Person) -> list[Inquiry]:
    """The open inquiries that can go to or from somebody whose presence or roles changed."""
    held = RoleHeld.objects.filter(Q(person=person) | Q(deputy=person), organisation=person.organisation_id)
    roles = set(held.values_list("role", flat=True))
    roles |= {STAFF} if roles.intersection(SPEAKS_FOR_STAFF) else set()
    rows = Inquiry.objects.filter(organisation=person.organisation_id, closed_at=None, answered_at=None)
    rows = rows.filter(Q(holder=person) | Q(role__in=roles), gate_request__closed_at=None)
    return list(rows.select_related("gate_request__application").order_by("asked_at", "pk"))


@transaction.atomic
def ask_again(*, inquiry: Inquiry, person: Person | None = None) -> Inquiry:
    """After people or roles changed: give an open inquiry to who can answer now; nobody is a visible gap.

    person: whose presence or roles changed. Who came to hold the role beside who was asked gets the task too, but not
    who had it before: they handed it over.
    """
    try:
        row = open_inquiry(inquiry, None)
    except AlreadyClosed:
        return inquiry
    several = answerers(row, timezone.localdate())
    if row.answered_at is not None:
        return row
    if not _stands(row, several):
        _give(row, several, None)
    elif person in [held.person for held in several] and not telling.was_asked(row, person):
        telling.ask_inquiry(row, [person], None)
    return row


def _stands(row: Inquiry, several: tuple[Holder, ...]) -> bool:
    """Whether who was asked can still answer."""
    now, asked = {held.person.pk for held in several}, telling.asked_about(row)
    if not now:
        return row.holder_id is None and not asked
    return row.holder_id in now and row.holder_id in asked and asked <= now


def _give(row: Inquiry, several: tuple[Holder, ...], actor: Person | None) -> None:
    first = several[0] if several else None
    row.holder, row.in_place_of = (first.person, deputises_for(first)) if first else (None, None)
    row.save(update_fields=["holder", "in_place_of"])
    telling.close_inquiry(row, actor)
    telling.ask_inquiry(row, [held.person for held in several], actor)


def _as_dpo(row: GateRequest, actor: Person, today: date) -> tuple[Holder, ...]:
    """The actor in front, then the others who hold the role here."""
    own = own_of(row, today)
    if str(actor.pk) in own:
        raise AdvisesOwnRequest
    application = row.application
    several = all_holders(application.organisation, [DPO], application.unit, today).get(DPO, ())
    if actor not in [held.person for held in several]:
        raise NotAsked(DPO, tuple(held.person for held in several))
    free = [held for held in several if not {str(held.person.pk), str(held.role_held.person_id)} & own]
    return tuple(sorted(free, key=lambda held: held.person != actor))


def _due(row: GateRequest, today: date) -> date:
    matrix_row = row_at(row)
    within = matrix_row.answer_within if matrix_row.advise_within is None else matrix_row.advise_within
    return row.organisation.working_days.after(today, within)
