"""What happens every minute. Safe to run twice, also at the same moment."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from roeland.journal import services as journal
from roeland.work import background, mail


@dataclass(frozen=True)
class Ticked:
    """What one tick did."""

    put_back: int
    sealed: int
    mail_started: bool
    rooms: dict[str, int]  # what the rooms above had to do, by the name of their function


def tick(now: datetime) -> Ticked:
    """Put back the tasks of dead workers, let each room do what is due, seal the journal, let mail go out."""
    return Ticked(
        put_back=background.put_back_dead(now),
        rooms={dotted: import_string(dotted)(now) for dotted in settings.EACH_MINUTE},
        sealed=journal.seal_all(now=now),
        mail_started=mail.is_waiting(now) and background.start_once(background.send_mail),
    )
