"""Why an answer was refused."""

from collections.abc import Mapping
from typing import Any

from roeland.decisions.refusals.asking import Refused
from roeland.rules.hearing import Problem


class NotTheHolder(Refused):
    """Somebody else decides: `appointed` says who."""

    status = 403

    def __init__(self, appointed: Any) -> None:
        super().__init__(appointed.role)
        self.appointed = appointed


class NoYesHere(Refused):
    """The law prohibits this: yes does not exist on this route."""


class ReasonMissing(Refused):
    """A no needs its reason, and so does sending back."""


class ConditionsMissing(Refused):
    """A yes with conditions needs the conditions."""


class ConditionUnfinished(Refused):
    """A condition misses its words, its owner or its date: `condition` is the one."""

    def __init__(self, condition: Any) -> None:
        super().__init__(condition.text)
        self.condition = condition


class NotWeighed(Refused):
    """The decision does not say what it does with an advice: `problems` by key of the inquiry."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(sorted(set(problems.values()))))
        self.problems = dict(problems)


class SecondFactorNeeded(Refused):
    """On the full route who decides confirms with a second factor."""


class TermInThePast(Refused):
    """The day until which the decision holds, or on which it is looked at again, is not after today."""


class NotTheOwner(Refused):
    """Somebody else meets this condition."""

    status = 403


class AlreadyMet(Refused):
    """The condition was met before."""


class NothingToStop(Refused):
    """The application is not in use."""


class MayNotStop(Refused):
    """A stop is ordered by who is accountable, or by the CISO whose mandate says so. `appointed` says who is."""

    status = 403

    def __init__(self, appointed: Any) -> None:
        super().__init__(appointed.role)
        self.appointed = appointed


class NotAProposal(Refused):
    """There is nothing that an organ would still have to decide."""


class OrganDoesNotFit(Refused):
    """The act is of an organ of another entity, says no, or is not there: `reasons` are codes."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons
