"""Who is asked to look whether a measure works."""

from roeland.obligations.models import Measure
from roeland.organisation.models import Person
from roeland.work import services as work

LOOK = "look_at_measure"


def ask_to_look(measure: Measure) -> None:
    """Ask who looks after it."""
    work.ask(kind=LOOK, person=measure.owner, subject=measure, actor=None, due=measure.next_on)


def looked(measure: Measure, actor: Person | None) -> None:
    """Somebody looked, or it ended: the task is done."""
    work.done(subject=measure, kind=LOOK, actor=actor)
