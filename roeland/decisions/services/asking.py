"""Asking for a gate: by a person, or by Roeland itself when the law prohibits something."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from roeland.assessments.queries import latest
from roeland.decisions import telling
from roeland.decisions.appointing import Appointed, appointed, row_for
from roeland.decisions.casefile import freeze
from roeland.decisions.gatekeeping import Standing, Way, phase_when_refused, standing, standing_on, ways
from roeland.decisions.inquiring import Wish, wishes
from roeland.decisions.matrices import reference_of
from roeland.decisions.models import Gate, GateRequest, Inquiry
from roeland.decisions.refusals import AlreadyAsked, AlreadyClosed, GateClosed, NothingToStart, NotTheRequester
from roeland.decisions.services.boards import put_to_board
from roeland.decisions.services.locking import close, locked, locked_request
from roeland.decisions.waiting import hand_down
from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.organisation.queries import all_holders
from roeland.register.models import Application, Phase, Route

GAP_GOES_TO = "directorate"


@transaction.atomic
def request_gate(
    *, application: Application, actor: Person, leads_to: str = Phase.PRODUCTION, gate: str = "", what: str = ""
) -> GateRequest:
    """Ask whether the application may pass a gate, to the phase that it `leads_to`; everybody concerned is asked.

    gate: empty for the first one that leads there. what: in the words of who asks, what changes.
    Raises NotPermitted, OtherOrganisation, AlreadyAsked, NothingToStart, or GateClosed with what is not met.
    """
    must(actor, "decision.request", application)
    same_organisation(actor, application)
    application = locked(application)
    _must_be_free(application)
    here = standing(application)
    way = _way(here, gate, leads_to)
    if (missing := here.missing(way.gate if way else Gate.START, stage="ask")) or here.classification is None:
        raise GateClosed(missing)
    if way is None:
        raise NothingToStart(application.phase)
    return _ask(here, way, route=here.strictest_route, actor=actor, what=what.strip())


@transaction.atomic
def ask_about_forbidden(*, application: Application) -> GateRequest | None:
    """Roeland itself asks the directorate to reject or stop what the law prohibits; None when it need not.

    Nothing is asked about an application that has ended, or about which a request is open.
    """
    application = locked(application)
    classification = latest(application)
    ended = application.phase in (Phase.REJECTED, Phase.STOPPED, Phase.RETIRED)
    if ended or classification is None or classification.route != Route.FORBIDDEN or _open(application):
        return None
    here = standing_on(application, classification)
    way = Way(Gate.START, phase_when_refused(application))
    return _ask(here, way, route=Route.FORBIDDEN, actor=None)


@transaction.atomic
def withdraw(*, gate_request: GateRequest, actor: Person) -> GateRequest:
    """Take a request back. Raises OtherOrganisation, AlreadyClosed or NotTheRequester."""
    same_organisation(actor, gate_request)
    gate_request = locked_request(gate_request)
    if not gate_request.is_open:
        raise AlreadyClosed(gate_request.outcome)
    if gate_request.asked_by_id != actor.pk:
        raise NotTheRequester
    close(gate_request, GateRequest.Outcome.WITHDRAWN, actor)
    record("gate.withdrawn", subject=gate_request.application, actor=actor, values={"request": gate_request.pk})
    hand_down(gate_request.application)
    return gate_request


def ask_roles(
    gate_request: GateRequest, found: Iterable[Wish], *, due: date, actor: Person | None, pulled_in: bool = False
) -> list[Inquiry]:
    """Ask each role, with a task for everybody who holds it; a required advice that nobody can give is told."""
    made = [_inquiry(gate_request, wish, due, actor if pulled_in else None) for wish in found]
    Inquiry.objects.bulk_create(inquiry for inquiry, _wish in made)
    telling.ask_inquiries(((inquiry, wish.persons) for inquiry, wish in made), actor)
    for inquiry, wish in made:
        put_to_board(inquiry, actor)
        if inquiry.required and not wish.holders:
            application = gate_request.application
            above = all_holders(application.organisation, [GAP_GOES_TO], application.unit, timezone.localdate())
            telling.tell_gap(inquiry, [held.person for several in above.values() for held in several])
    return [inquiry for inquiry, _wish in made]


def _ask(here: Standing, way: Way, *, route: str, actor: Person | None, what: str = "") -> GateRequest:
    application, today = here.application, timezone.localdate()
    who = appointed(application, gate=way.gate, route=route, asked_by=actor, today=today)
    made = _made(here, way, route, who, actor, what)
    values = {"gate": way.gate, "leads_to": way.leads_to, "route": route, "role": who.role, "request": made.pk}
    record("gate.requested", subject=application, actor=actor, values=values)
    _ask_everybody(made, here, who, actor)
    telling.ask_for_decision(made, who.persons, actor)
    telling.tell_requested(made, today)
    if made.gate == Gate.GO_LIVE:
        telling.close_go_live(application, actor)
    hand_down(application)
    return made


def _made(here: Standing, way: Way, route: str, who: Appointed, actor: Person | None, what: str) -> GateRequest:
    application, classification = here.application, here.classification
    if classification is None:
        raise GateClosed(here.missing(way.gate, stage="ask"))
    organisation, governance = application.organisation, reference_of(application.organisation)
    within = row_for(organisation, way.gate, route).answer_within
    return GateRequest.objects.create(
        organisation=organisation,
        application=application,
        classification=classification,
        case_file=freeze(application, classification, governance=governance),
        governance=governance,
        gate=way.gate,
        what=what,
        leads_to=way.leads_to,
        route=route,
        asked_by=actor,
        asked_at=timezone.now(),
        due=organisation.working_days.after(timezone.localdate(), within),
        role=who.role,
        holder=who.person,
    )


def _ask_everybody(made: GateRequest, here: Standing, who: Appointed, actor: Person | None) -> None:
    row = row_for(made.organisation, made.gate, made.route)
    within = row.answer_within if row.advise_within is None else row.advise_within
    decides = frozenset(str(person.pk) for person in who.persons)
    today = timezone.localdate()
    found = wishes(here, gate=made.gate, own=who.own | decides, today=today)
    if made.route == Route.FORBIDDEN:  # staff has no say in what cannot be
        found = tuple(wish for wish in found if not wish.kind.of_staff)
    ask_roles(made, found, due=made.organisation.working_days.after(today, within), actor=actor)


def _inquiry(gate_request: GateRequest, wish: Wish, due: date, asked_by: Person | None) -> tuple[Inquiry, Wish]:
    first = wish.holders[0] if wish.holders else None
    deputises = first is not None and first.role_held.person_id != first.person.pk
    return Inquiry(
        organisation=gate_request.organisation,
        gate_request=gate_request,
        kind=wish.kind,
        role=wish.role,
        code=wish.code,
        perhaps=wish.perhaps,
        required=wish.required,
        holder=first.person if first else None,
        in_place_of=first.role_held.person if first and deputises else None,
        asked_by=asked_by,
        asked_at=timezone.now(),
        due=due,
    ), wish


def _way(here: Standing, gate: str, leads_to: str) -> Way | None:
    """The gate that was asked for, or the first that leads there; None when there is no such way from here."""
    return next((way for way in ways(here) if way.leads_to == leads_to and gate in ("", way.gate)), None)


def _open(application: Application) -> GateRequest | None:
    return GateRequest.objects.filter(application=application, closed_at=None).first()


def _must_be_free(application: Application) -> None:
    if found := _open(application):
        raise AlreadyAsked(found)
