"""News from below: an application was classified, so what is asked of it may be something else."""

from typing import Any

from django.dispatch import receiver

from roeland.journal.signals import recorded
from roeland.obligations import services

SIGNED = "assessment.signed"
CLASSIFIED = frozenset({"application.classified", "application.reclassified"})


@receiver(recorded, dispatch_uid="obligations.classified")
def take_up_classification(verb: str, subject: Any, **_news: Any) -> None:
    """Take stock in the same act, so that nobody ever sees a class without what it asks."""
    if verb in CLASSIFIED:
        services.take_stock(application=subject)


@receiver(recorded, dispatch_uid="obligations.signed")
def take_up_signature(verb: str, subject: Any, actor: Any, **_news: Any) -> None:
    """What was signed shows that its obligation is met, in the same act."""
    if verb == SIGNED:
        services.show_signed(application=subject, actor=actor)
