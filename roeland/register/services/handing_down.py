"""What upper rooms decide about an application, kept here so that lists need not look it up."""

from datetime import date

from django.db import transaction

from roeland.journal.services import record
from roeland.organisation.access import same_organisation
from roeland.organisation.models import Person
from roeland.register.models import AIClass, Answered, Application, Phase, Route, WaitsFor

# The columns of which the room assessments is the one writer.
CLASSIFIED = (
    "ai_class",
    "route",
    "route_at_least",
    "route_at_most",
    "classified_on",
    "personal_data",
    "affects_people",
    "open_questions",
)


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
    personal_data: str,
    affects_people: str,
    open_questions: int,
    actor: Person | None,
) -> Application:
    """Keep what an intake led to. The one writer is the room assessments.

    Values are codes of AIClass, Route and Answered; any other raises ValueError.
    """
    if actor is not None:
        same_organisation(actor, application)
    row = _locked(application)
    row.ai_class = AIClass(ai_class).value
    row.route = Route(route).value
    row.route_at_least = Route(route_at_least).value
    row.route_at_most = Route(route_at_most).value
    row.classified_on = classified_on
    row.personal_data = Answered(personal_data).value
    row.affects_people = Answered(affects_people).value
    row.open_questions = open_questions
    row.save(update_fields=[*CLASSIFIED, "changed_at"])
    return row


@transaction.atomic
def hand_down_waiting(*, application: Application, waits_for: str) -> Application:
    """Keep what the application waits for: a code of WaitsFor, or empty. Any other raises ValueError."""
    row = _locked(application)
    row.waits_for = WaitsFor(waits_for).value if waits_for else ""
    row.save(update_fields=["waits_for", "changed_at"])
    return row


@transaction.atomic
def hand_down_lapsed(*, application: Application, lapsed_on: date, decide_by: date) -> Application:
    """Keep that no decision holds for what is in use any more, and before when there must be one again.

    The one writer is the room decisions. What is not in use stays as it is.
    """
    row = _locked(application)
    if row.is_in_use:
        row.undecided, row.lapsed_on, row.decide_by = True, lapsed_on, decide_by
        row.save(update_fields=["undecided", "lapsed_on", "decide_by", "changed_at"])
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
        row.undecided, row.decide_by, row.lapsed_on = False, None, None
    row.save(update_fields=["phase", "undecided", "decide_by", "lapsed_on", "changed_at"])
    record(
        "application.phase_changed",
        subject=row,
        actor=actor,
        reason=reason,
        fields=["phase"],
        values={"phase": [before, row.phase]},
    )
    return row
