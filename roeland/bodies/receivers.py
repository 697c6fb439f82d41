"""News about people that ends a seat."""

from typing import Any

from django.dispatch import receiver

from roeland.bodies import services
from roeland.journal.signals import recorded

LEFT = "person.left"


@receiver(recorded, dispatch_uid="bodies.person_left")
def end_seats(verb: str, subject: Any, actor: Any, **_news: Any) -> None:
    """Somebody no longer works here: they sit in no body any more."""
    if verb == LEFT:
        services.leave_seats(person=subject, actor=actor)
