"""News from below that changes something at a gate."""

from typing import Any

from django.dispatch import receiver

from roeland.decisions import services
from roeland.journal.signals import recorded

CLASSIFIED = "application.classified"
PRESENCE = frozenset({"absent_from", "absent_until"})
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
    """A new classification: older requests lapse, who decided is told, the directorate hears what is prohibited."""
    if verb == CLASSIFIED:
        services.lapse_outdated(application=subject)
        services.note_affected(application=subject)
        services.ask_about_forbidden(application=subject)


@receiver(recorded, dispatch_uid="decisions.people_changed")
def take_up_people(verb: str, subject: Any, entry: Any, **_news: Any) -> None:
    """People or roles changed: the requests that this can concern go to whose decision they are now."""
    if verb not in PEOPLE_CHANGED or (verb == "person.changed" and not PRESENCE.intersection(entry.fields)):
        return
    for gate_request in services.concerned(person=subject, moved="unit" in entry.fields):
        services.appoint_again(gate_request=gate_request)
