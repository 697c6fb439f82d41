"""What changed in an application since a request was made or decided, and whether that matters."""

from dataclasses import dataclass

from roeland.assessments.models import Classification
from roeland.assessments.queries import latest
from roeland.content import shipped
from roeland.decisions.casefile import gather, parts_of
from roeland.decisions.matrices import matrix_at
from roeland.decisions.models import GateRequest
from roeland.register.models import Route
from roeland.rules.casefile import Parts
from roeland.rules.material import Change, changes, lapses_after
from roeland.rules.matrix import Governance


@dataclass(frozen=True)
class Since:
    """The changes since the case file of a request was frozen."""

    changes: tuple[Change, ...]

    @property
    def material(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.material)

    @property
    def immaterial(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if not change.material)

    @property
    def lapses_after(self) -> int | None:
        """After how many working days a decision lapses for it; None when it does not."""
        return lapses_after(self.changes)


def is_outdated(gate_request: GateRequest) -> bool:
    """Whether what was asked is no longer what would be decided: something material changed, or nothing is
    prohibited any more."""
    now = latest(gate_request.application)
    if now is None or (gate_request.route == Route.FORBIDDEN) != (now.route == Route.FORBIDDEN):
        return True
    return since(gate_request).lapses_after is not None


def since(gate_request: GateRequest) -> Since:
    """What changed since the request was made. Who has no case file compares by its classification alone."""
    application = gate_request.application
    now = latest(application)
    if now is None or gate_request.case_file is None:
        return Since(())
    after = gather(application, now, governance=gate_request.governance)
    return Since(weighed(gate_request, parts_of(gate_request.case_file), after, now))


def weighed(
    gate_request: GateRequest, before: Parts, after: Parts, classification: Classification
) -> tuple[Change, ...]:
    """The differences between two case files, by the rules of the matrix that the request keeps."""
    topics = {rule.code: rule.topic for rule in shipped.classification(classification.rules).rules}
    rules = matrix_at(gate_request.organisation, gate_request.governance).material
    return changes(before, after, rules, gate=gate_request.gate, topics=topics)


def watched() -> frozenset[str]:
    """The fields of the register of which a change can let a decision lapse. No organisation makes these others."""
    rules = shipped.meaning("governance", Governance).material
    return frozenset(field for rule in rules if rule.watches == "fields" for field in rule.only)
