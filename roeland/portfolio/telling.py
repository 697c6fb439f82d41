"""Who is asked and who hears when an experiment comes to its end."""

from collections.abc import Iterable
from datetime import date

from roeland.organisation.models import Person
from roeland.organisation.queries import holders
from roeland.portfolio.models import Experiment, Outcome
from roeland.work import services as work

CONCLUDE = "conclude_experiment"
HEARS = ("information_manager", "department_head")


def ask_conclusion(experiment: Experiment) -> None:
    """Ask who runs it for lessons and a proposal; a room above asks who is accountable for the outcome."""
    if experiment.owner and experiment.owner.active:
        ask_outcome(experiment, experiment.owner)


def ask_outcome(experiment: Experiment, person: Person | None, *, role: str = "", actor: Person | None = None) -> None:
    """Ask somebody what comes of it, or whoever gets the role."""
    work.ask(kind=CONCLUDE, person=person, role=role, subject=experiment, actor=actor, due=experiment.ends_on)


def close(experiment: Experiment, actor: Person | None) -> None:
    """The tasks are done."""
    work.done(subject=experiment, kind=CONCLUDE, actor=actor)


def tell_concluded(experiment: Experiment, outcome: Outcome) -> None:
    """Tell who runs it, and who owns the application."""
    _tell("experiment_concluded", experiment, [experiment.owner, experiment.application.owner], outcome.given_by)


def tell_overran(experiment: Experiment, today: date) -> None:
    """Tell who is accountable, who runs it, who owns it, and the information manager."""
    application = experiment.application
    held = holders(application.organisation, HEARS, application.unit, today)
    named = [one.person for one in held.values()]
    _tell("experiment_overran", experiment, [experiment.accountable, experiment.owner, application.owner, *named], None)


def _tell(code: str, experiment: Experiment, people: Iterable[Person | None], actor: Person | None) -> None:
    told = {person.pk: person for person in people if person and person.active and person != actor}
    if told:
        work.tell(code=code, persons=list(told.values()), subject=experiment, actor=actor)
