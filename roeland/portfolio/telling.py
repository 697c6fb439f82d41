"""Who is asked and who hears when an experiment comes to its end."""

from collections.abc import Iterable
from datetime import date

from roeland.organisation.models import Person
from roeland.organisation.queries import holders
from roeland.portfolio.models import Experiment, Outcome
from roeland.work import services as work

CONCLUDE = "conclude_experiment"
DECIDES = "department_head"  # who gets the task while nobody is known to be accountable


def ask_conclusion(experiment: Experiment) -> None:
    """Ask who runs it for lessons and a proposal, and who is accountable for the outcome."""
    if experiment.owner and experiment.owner.active and experiment.owner != experiment.accountable:
        _ask(experiment, experiment.owner, None)
    ask_accountable(experiment, actor=None)


def ask_accountable(experiment: Experiment, *, actor: Person | None) -> None:
    """Ask who is accountable; without one the task waits for the role."""
    accountable = experiment.accountable
    known = accountable is not None and accountable.active
    _ask(experiment, accountable if known else None, actor, "" if known else DECIDES)


def close(experiment: Experiment, actor: Person | None) -> None:
    """The tasks are done."""
    work.done(subject=experiment, kind=CONCLUDE, actor=actor)


def tell_concluded(experiment: Experiment, outcome: Outcome) -> None:
    """Tell who runs it, and who owns the application."""
    _tell("experiment_concluded", experiment, [experiment.owner, experiment.application.owner], outcome.given_by)


def tell_overran(experiment: Experiment, today: date) -> None:
    """Tell who is accountable, who runs it, who owns it, and the information manager."""
    application = experiment.application
    held = holders(application.organisation, ("information_manager", DECIDES), application.unit, today)
    named = [one.person for one in held.values()]
    _tell("experiment_overran", experiment, [experiment.accountable, experiment.owner, application.owner, *named], None)


def _ask(experiment: Experiment, person: Person | None, actor: Person | None, role: str = "") -> None:
    work.ask(kind=CONCLUDE, person=person, role=role, subject=experiment, actor=actor, due=experiment.ends_on)


def _tell(code: str, experiment: Experiment, people: Iterable[Person | None], actor: Person | None) -> None:
    told = {person.pk: person for person in people if person and person.active and person != actor}
    if told:
        work.tell(code=code, persons=list(told.values()), subject=experiment, actor=actor)
