"""News about people that gives or ends tasks."""

from typing import Any

from django.dispatch import receiver

from roeland.journal.signals import recorded
from roeland.work import feeds, roles

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


@receiver(recorded, dispatch_uid="work.roles_changed")
def take_up_roles(verb: str, subject: Any, actor: Any, **_news: Any) -> None:
    """Roles changed: who got one is asked to accept it, and somebody is asked to fill what nobody holds."""
    if verb in ROLES_CHANGED:
        roles.take_up(subject, actor)
    if verb == "person.role_declined":
        roles.tell_declined(subject, actor)
    if verb == "person.left":
        feeds.close_feed(person=subject, actor=actor)
