"""Why an act at a gate was refused. Each refusal carries what the page needs to say what to do instead."""

from typing import Any

from roeland.rules.gates import Requirement


class Refused(Exception):
    """The act was refused and nothing changed."""


class GateClosed(Refused):
    """The gate is shut: `requirements` says what is not met."""

    def __init__(self, requirements: tuple[Requirement, ...]) -> None:
        super().__init__(", ".join(requirement.code for requirement in requirements))
        self.requirements = requirements


class NothingToStart(Refused):
    """The application has started, stopped or was rejected: there is nothing to ask, or not to this phase."""


class AlreadyAsked(Refused):
    """There is an open request already; `gate_request` is it."""

    def __init__(self, gate_request: Any) -> None:
        super().__init__(str(gate_request.pk))
        self.gate_request = gate_request


class OwnRequest(Refused):
    """Nobody decides on their own request, nor on what they reported themselves."""


class NotTheHolder(Refused):
    """Somebody else decides: `appointed` says who."""

    def __init__(self, appointed: Any) -> None:
        super().__init__(appointed.role)
        self.appointed = appointed


class NotTheRequester(Refused):
    """Only who asked can withdraw a request; what Roeland asked nobody can withdraw."""


class NoYesHere(Refused):
    """The law prohibits this: yes does not exist on this route."""


class AlreadyClosed(Refused):
    """The request was decided, withdrawn or has lapsed before."""


class Lapsed(Refused):
    """The facts changed after the request was made: it must be asked again."""


class ReasonMissing(Refused):
    """A no needs its reason."""


class ConditionsMissing(Refused):
    """A yes with conditions needs the conditions."""
