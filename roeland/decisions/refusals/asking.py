"""Why asking was refused, and what is refused of any act on a request."""

from typing import Any

from roeland.rules.gates import Requirement


class Refused(Exception):
    """The act was refused and nothing changed. status: what a page answers with."""

    status = 409


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


class NotTheRequester(Refused):
    """Only who asked can withdraw a request; what Roeland asked nobody can withdraw."""

    status = 403


class AlreadyClosed(Refused):
    """The request was decided, withdrawn or has lapsed before."""


class Lapsed(Refused):
    """The facts changed after the request was made: it must be asked again."""


class OwnRequest(Refused):
    """Nobody decides on their own request, nor on what they reported themselves."""

    status = 403
