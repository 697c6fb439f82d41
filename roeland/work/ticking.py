"""What happens every minute. Safe to run twice, also at the same moment."""

from dataclasses import dataclass
from datetime import datetime

from roeland.journal import services as journal
from roeland.work import background, mail


@dataclass(frozen=True)
class Ticked:
    """What one tick did."""

    put_back: int
    sealed: int
    mail_started: bool


def tick(now: datetime) -> Ticked:
    """Put back the tasks of dead workers, seal the journal, and let mail go out when it waits."""
    return Ticked(
        put_back=background.put_back_dead(now),
        sealed=journal.seal_all(now=now),
        mail_started=mail.is_waiting(now) and background.start_once(background.send_mail),
    )
