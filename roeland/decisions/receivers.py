"""News from below that changes something at a gate."""

from typing import Any

from django.dispatch import receiver

from roeland.decisions import services
from roeland.decisions.comparing import watched
from roeland.decisions.services import experimenting
from roeland.journal.models import Entry
from roeland.journal.signals import recorded
from roeland.register.models import Application, WaitsFor

CLASSIFIED = "application.classified"
PRESENCE = frozenset({"absent_from", "absent_until"})
CONCLUDED = "session.item_concluded"
ASKED = frozenset({WaitsFor.ADVICE, WaitsFor.DECISION, WaitsFor.ORGAN})
CHANGED = frozenset({"application.edited", "application.imported"})
PLANNED = frozenset({"experiment.planned", "experiment.changed", "experiment.measured"})
OUTCOME_WAITS = frozenset({"experiment.end_reached", "experiment.outcome_proposed"})
PEOPLE_CHANGED = frozenset(
    {
        "person.role_given",
        "person.role_changed",
        "person.role_ended",
        "person.role_declined",
        "person.left",
        "person.changed",
        "person.absence_began",
        "person.absence_ended",
    }
)


@receiver(recorded, dispatch_uid="decisions.classified")
def take_up_classification(verb: str, subject: Any, **_news: Any) -> None:
    """A new classification: what it makes outdated lapses, the directorate hears what is prohibited."""
    if verb == CLASSIFIED:
        services.lapse_outdated(application=subject)
        services.note_changes(application=subject)
        services.ask_about_forbidden(application=subject)


@receiver(recorded, dispatch_uid="decisions.changed")
def take_up_change(verb: str, subject: Any, entry: Entry, **_news: Any) -> None:
    """The register says something else of an application: what that makes outdated lapses."""
    if verb in CHANGED and entry.fields and watched().intersection(entry.fields) and _is_at_stake(subject):
        services.lapse_outdated(application=subject)
        services.note_changes(application=subject)


@receiver(recorded, dispatch_uid="decisions.people_changed")
def take_up_people(verb: str, subject: Any, entry: Any, **_news: Any) -> None:
    """People or roles changed: the requests that this can concern go to whose decision they are now."""
    if verb not in PEOPLE_CHANGED or (verb == "person.changed" and not PRESENCE.intersection(entry.fields)):
        return
    for gate_request in services.concerned(person=subject, moved="unit" in entry.fields):
        services.appoint_again(gate_request=gate_request)
    for inquiry in services.concerned_inquiries(subject):
        services.ask_again(inquiry=inquiry, person=subject)


@receiver(recorded, dispatch_uid="decisions.board_advised")
def take_up_board(verb: str, subject: Any, actor: Any, **_news: Any) -> None:
    """The ethics board concluded an item about an inquiry: that is its advice."""
    if verb == CONCLUDED:
        services.take_up_item(item=subject, actor=actor)


@receiver(recorded, dispatch_uid="decisions.experiments")
def take_up_experiment(verb: str, subject: Any, actor: Any, **_news: Any) -> None:
    """An experiment follows its application, and an application what was concluded of its experiment."""
    if verb == "application.phase_changed":
        experimenting.follow_phase(subject, actor)
    elif verb in PLANNED:
        experimenting.begin(subject)
    elif verb in OUTCOME_WAITS:
        experimenting.ask_outcome(subject, actor)
    elif verb == "experiment.concluded":
        experimenting.follow_outcome(subject, actor)


def _is_at_stake(application: Application) -> bool:
    """Whether something was asked or decided on an application, as the register knows it: many change at once."""
    return application.waits_for in ASKED or (application.is_in_use and not application.undecided)
