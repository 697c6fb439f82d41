"""Why something cannot be done with an experiment."""

from collections.abc import Iterable
from typing import Any


class Refused(Exception):
    """Nothing has changed. `codes` say why."""

    def __init__(self, *codes: str) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


class OneAtATime(Refused):
    """The application has an experiment that has not ended."""


class PlanIncomplete(Refused):
    """The plan misses what `codes` name (as in `rules.experiments.plan_gaps`)."""


class NotNow(Refused):
    """The experiment is not in the state for this."""


class Clashed(Refused):
    """Somebody else changed the same meanwhile. `fields` gives what stands there now, per field."""

    def __init__(self, fields: dict[str, Any]) -> None:
        super().__init__(*fields)
        self.fields = fields


class CannotConclude(Refused):
    """It cannot end like this; `codes` as in `rules.experiments.conclusion_gaps`."""


class AlreadyAsked(Refused):
    """This round of the survey was held already."""


class AlreadyAnswered(Refused):
    """This person answered already, or the round is closed."""


class BadAnswers(Refused):
    """An answer is missing, or is no score from 1 to 5."""


class NobodyInvited(Refused):
    """A survey without people."""


def refuse(kind: type[Refused], codes: Iterable[str]) -> None:
    """Raise a refusal when there is a reason."""
    if found := tuple(codes):
        raise kind(*found)
