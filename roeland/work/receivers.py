"""News about people that gives or ends tasks."""

from typing import Any

from django.dispatch import receiver

from roeland.journal.signals import recorded
from roeland.work import feeds, retaining, roles, services
from roeland.work.background import start_once

ROLES_CHANGED = frozenset(
    {
        "person.role_given",
        "person.role_changed",
        "person.role_ended",
        "person.role_accepted",
        "person.role_declined",
        "person.left",
    }
)
DESTRUCTION_TOLD = {
    "destruction.finished": "destruction_done",
    "destruction.refused": "destruction_refused",
    "destruction.stopped": "destruction_stopped",
}


EXPORT_READY = "export.ready"


@receiver(recorded, dispatch_uid="work.export_ready")
def tell_export_ready(verb: str, subject: Any, **_news: Any) -> None:
    """Whoever asked for an export hears that it is ready."""
    if verb == EXPORT_READY and subject.asked_by.active:
        services.tell(code="export_ready", persons=[subject.asked_by], subject=subject, actor=None)


@receiver(recorded, dispatch_uid="work.roles_changed")
def take_up_roles(verb: str, subject: Any, actor: Any, **_news: Any) -> None:
    """Roles changed: who got one is asked to accept it, and somebody is asked to fill what nobody holds."""
    if verb in ROLES_CHANGED:
        roles.take_up(subject, actor)
    if verb == "person.role_declined":
        roles.tell_declined(subject, actor)
    if verb == "person.left":
        feeds.close_feed(person=subject, actor=actor)


@receiver(recorded, dispatch_uid="work.destructions")
def take_up_destructions(verb: str, subject: Any, actor: Any, **_news: Any) -> None:
    """A second person is asked to look along, and both hear what came of it."""
    if verb == "destruction.proposed":
        retaining.ask_second_person(subject, actor)
    if verb in ("destruction.confirmed", "destruction.refused", "destruction.withdrawn"):
        retaining.answered(subject, actor)
    if verb in ("destruction.confirmed", "destruction.resumed"):
        start_once(retaining.carry_out_destructions)
    if verb in DESTRUCTION_TOLD:
        retaining.tell_both(DESTRUCTION_TOLD[verb], subject, actor)
