"""What keeps the gate of an application shut, and who takes part, read from its latest classification."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from roeland.assessments.models import Classification, Concluded
from roeland.assessments.queries import latest
from roeland.content import shipped
from roeland.decisions.appointing import row_for
from roeland.decisions.matrices import matrix_of
from roeland.decisions.models import Gate
from roeland.register.models import AIClass, Application, Phase, Route
from roeland.rules.gates import ROUTES, Requirement, open_requirements, passages_from, possible_routes
from roeland.rules.logic import Interval, Value
from roeland.rules.matrix import GateRow, Share, shares

Stage = Literal["ask", "decide"]
STATES: dict[str, Value] = {"certain": True, "excluded": False, "possible": None}
BEFORE_START = frozenset({Phase.REPORTED, Phase.IN_ASSESSMENT})
IN_USE = frozenset({Phase.EXPERIMENT, Phase.PRODUCTION})


@dataclass(frozen=True)
class Way:
    """Something that can be asked: a gate, and the phase that it leads to."""

    gate: Gate
    leads_to: Phase

    @property
    def code(self) -> str:
        return f"{self.gate}:{self.leads_to}"


@dataclass(frozen=True)
class Standing:
    """Where an application stands before a gate: its latest classification, with the findings."""

    application: Application
    classification: Classification | None
    findings: Sequence[Concluded]

    @property
    def routes(self) -> frozenset[str]:
        """The routes that it may turn out to have."""
        found = self.classification
        return possible_routes(found.route, found.route_at_least, found.route_at_most) if found else possible_routes("")

    @property
    def strictest_route(self) -> str:
        """The route as which it is handled while more than one is possible."""
        found = self.classification
        if found is None:
            return Route.UNKNOWN
        return found.route if found.route != Route.UNKNOWN else found.route_at_most

    def missing(
        self, gate: str = Gate.START, *, stage: Stage = "ask", met: frozenset[str] = frozenset()
    ) -> tuple[Requirement, ...]:
        """What keeps the gate shut; empty means open.

        stage: "ask" is what keeps it from being asked at all, "decide" also what an answer waits for; of that
        `met` says what is there (see `decisions.reasons`).
        """
        met |= {"classified"} if self.classification else frozenset()
        requirements = matrix_of(self.application.organisation).requirements
        return open_requirements(requirements, gate=gate, routes=self.routes, met=met, stage=stage)

    def state(self, finding: str) -> str:
        """The state of a finding: certain, possible or excluded; what no intake said is possible."""
        known = {each.code: each.state for each in self.findings}
        return known.get(finding, "excluded") if self.classification else "possible"

    def shares(self, board_exists: bool, gate: str = Gate.START) -> tuple[Share, ...]:
        """Who takes part, as for the strictest route that is possible; nobody before there is a classification."""
        row = self.row(gate)
        return shares(row, self.facts(board_exists)) if row else ()

    def row(self, gate: str = Gate.START) -> GateRow | None:
        """The row of the matrix for the strictest route that is possible."""
        known = self.strictest_route != Route.UNKNOWN
        return row_for(self.application.organisation, gate, self.strictest_route) if known else None

    def facts(self, board_exists: bool) -> dict[str, Value]:
        """The facts that the conditions of the matrix read; `board_exists`: there is an ethics board."""
        if self.classification is None:
            return {}
        ai_class = self.classification.ai_class
        return {
            **{code: _value(stored) for code, stored in self.classification.facts.items()},
            **{f"finding.{finding.code}": STATES[finding.state] for finding in self.findings},
            "ai_class": None if ai_class == AIClass.UNKNOWN else ai_class,
            "legal_question_open": self._legal_question_open(),
            "ethics_board_exists": board_exists,
        }

    def judges(self) -> tuple[Concluded, ...]:
        """The findings that no question settles: a colleague must assess them."""
        return tuple(finding for finding in self.findings if finding.state == "possible" and finding.judge)

    def _legal_question_open(self) -> bool:
        rules = shipped.classification(self.classification.rules).rules if self.classification else ()
        legal = {rule.code for rule in rules if rule.ai_class}
        return any(finding.state == "possible" and finding.code in legal for finding in self.findings)


def standing(application: Application) -> Standing:
    """Read where the application stands."""
    return standing_on(application, latest(application))


def standing_on(application: Application, classification: Classification | None) -> Standing:
    """Where the application stands on this classification, which holds now."""
    return Standing(application, classification, classification.concluded if classification else ())


def ways(standing: Standing) -> tuple[Way, ...]:
    """What can be asked of an application as it stands: gates, each with the phase that it leads to."""
    application = standing.application
    route = standing.strictest_route if standing.strictest_route in ROUTES else Route.FULL
    found = passages_from(
        matrix_of(application.organisation).passages,
        phase=application.phase,
        routes=frozenset({route}),
        undecided=application.undecided,
    )
    return tuple(Way(Gate(gate), Phase(leads_to or application.phase)) for gate, leads_to in found)


def phase_when_refused(application: Application) -> Phase:
    """What a no leads to: what is in use stops, anything else is rejected."""
    return Phase.STOPPED if application.phase in IN_USE else Phase.REJECTED


def _value(stored: object) -> Value:
    """A fact as it was stored: an interval is kept as its two ends."""
    if isinstance(stored, list):
        return Interval(stored[0], stored[1])
    return stored if isinstance(stored, bool | str) else None
