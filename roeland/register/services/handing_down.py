"""What upper rooms decide about an application, kept here so that lists need not look it up."""

from datetime import date

from django.db import transaction

from roeland.journal.services import record
from roeland.organisation.access import same_organisation
from roeland.organisation.models import Person
from roeland.register.models import AIClass, Application, Phase, Route, WaitsFor


def _locked(application: Application) -> Application:
    return Application.objects.select_for_update().get(pk=application.pk)


@transaction.atomic
def hand_down_classification(
    *,
    application: Application,
    ai_class: str,
    route: str,
    route_at_least: str,
    route_at_most: str,
    classified_on: date,
    actor: Person | None,
) -> Application:
    """Keep the class and route that an intake led to. The one writer is the room assessments.

    Values are codes of AIClass and Route; any other raises ValueError.
    """
    if actor is not None:
        same_organisation(actor, application)
    row = _locked(application)
    row.ai_class = AIClass(ai_class).value
    row.route = Route(route).value
    row.route_at_least = Route(route_at_least).value
    row.route_at_most = Route(route_at_most).value
    row.classified_on = classified_on
    row.save(update_fields=["ai_class", "route", "route_at_least", "route_at_most", "classified_on", "changed_at"])
    return row


@transaction.atomic
def hand_down_waiting(*, application: Application, waits_for: str) -> Application:
    """Keep what the application waits for: a code of WaitsFor, or empty. Any other raises ValueError."""
    row = _locked(application)
    row.waits_for = WaitsFor(waits_for).value if waits_for else ""
    row.save(update_fields=["waits_for", "changed_at"])
    return row


@transaction.atomic
def enter_phase(*, application: Application, phase: str, actor: Person | None, reason: str = "") -> Application:
    """Move an application to `phase`, a code of Phase. Only a decision or a finished intake may ask this.

    What was in use before anybody decided counts as decided once it has passed or closed a gate.
    """
    if actor is not None:
        same_organisation(actor, application)
    row = _locked(application)
    before = row.phase
    row.phase = Phase(phase).value
    if row.phase not in {Phase.REPORTED, Phase.IN_ASSESSMENT}:
        row.undecided, row.decide_by = False, None
    row.save(update_fields=["phase", "undecided", "decide_by", "changed_at"])
    record(
        "application.phase_changed",
        subject=row,
        actor=actor,
        reason=reason,
        fields=["phase"],
        values={"phase": [before, row.phase]},
    )
    return row
