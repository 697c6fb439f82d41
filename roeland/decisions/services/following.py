"""What happens to open requests when the facts or the people change under them."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.appointing import appointed_for
from roeland.decisions.comparing import is_outdated
from roeland.decisions.matrices import matrix_of
from roeland.decisions.models import GateRequest
from roeland.decisions.services.locking import close, locked, locked_request
from roeland.decisions.waiting import hand_down
from roeland.journal.services import record
from roeland.organisation.models import Person, RoleHeld
from roeland.register.models import Application
from roeland.rules.gates import levels_from
from roeland.rules.matrix import Governance


@transaction.atomic
def lapse_outdated(*, application: Application, tell: bool = True) -> list[GateRequest]:
    """Let requests lapse under which something material changed; who asked hears that they can ask again.

    tell: not for one of many, of which everybody hears once.
    """
    application = locked(application)
    waiting = GateRequest.objects.filter(application=application, closed_at=None)
    along = ("asked_by", "holder", "organisation", "case_file", "classification")
    lapsed = []
    for gate_request in waiting.select_related(*along).select_for_update(of=("self",)):
        gate_request.application = application
        if is_outdated(gate_request):
            close(gate_request, GateRequest.Outcome.LAPSED, None)
            record("gate.lapsed", subject=application, actor=None, values={"request": gate_request.pk})
            if tell:
                telling.tell_lapsed(gate_request)
            lapsed.append(gate_request)
    hand_down(application)
    return lapsed


def concerned(*, person: Person, moved: bool = False) -> list[GateRequest]:
    """Return the open requests that can go to or from somebody, now that their presence or one of their roles changed.

    Those are the ones that they decide on, and those of the units for which they hold, held or stand in for a role
    that may decide. `moved`: the role was held for another unit before, so units do not count.
    """
    rows = RoleHeld.objects.filter(Q(person=person) | Q(deputy=person), organisation=person.organisation_id)
    matrix = matrix_of(person.organisation)
    reached = Q(holder=person)
    for row in rows.filter(role__in=matrix.levels).select_related("unit"):
        reached |= _reached(matrix, row, everywhere=moved)
    open_ones = GateRequest.objects.filter(organisation=person.organisation_id, closed_at=None).filter(reached)
    return list(open_ones.select_related("application").order_by("asked_at", "pk"))


def _reached(matrix: Governance, row: RoleHeld, *, everywhere: bool) -> Q:
    up_to_here = [gate for gate in matrix.gates if row.role in levels_from(matrix.levels, gate.accountable)]
    routes = Q(route__in={gate.route for gate in up_to_here})
    if row.unit is None or everywhere:
        return routes
    return routes & Q(application__unit__path__startswith=row.unit.path)


@transaction.atomic
def appoint_again(*, gate_request: GateRequest) -> GateRequest:
    """After people or roles changed: hand an open request to whose decision it is now, with its task."""
    gate_request = locked_request(gate_request)
    if not gate_request.is_open:
        return gate_request
    who = appointed_for(gate_request, timezone.localdate())
    if (gate_request.role, gate_request.holder) != (who.role, who.person) or telling.asked(gate_request) != {
        person.pk for person in who.persons
    }:
        telling.close_task(gate_request, None)
        gate_request.role, gate_request.holder = who.role, who.person
        gate_request.save(update_fields=["role", "holder"])
        telling.ask_for_decision(gate_request, who.persons, None)
        hand_down(gate_request.application)
    return gate_request
