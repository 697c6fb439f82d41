"""Why a gate is shut: each reason with who can act."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from roeland.decisions.experiments import gaps, open_of, tries
from roeland.decisions.gatekeeping import BEFORE_START, Standing
from roeland.decisions.hearing import Heard, heard
from roeland.decisions.models import Condition, GateRequest, PriorConsultation
from roeland.organisation.models import Person
from roeland.organisation.queries import holders
from roeland.portfolio.models import Experiment
from roeland.register.models import Application
from roeland.rules.gates import Requirement
from roeland.rules.hearing import Shut, shut_by

RESIDUAL_RISK = "residual-risk-high"
CONDITIONS = "conditions-met"
OWNER = "owner-accepted"
SUPERVISOR = "supervisor-consulted"
PLANNED = "experiment-planned"
CONSULTS = ("dpo", "privacy_officer")
"""Who can consult the supervisor."""


@dataclass(frozen=True)
class Actor:
    """Who can take a reason away: a role, and the person who holds it when there is one."""

    role: str = ""
    person: Person | None = None
    about: str = ""  # which condition, when it is one of several
    due: date | None = None
    gaps: tuple[str, ...] = ()  # what the plan of an experiment misses


@dataclass(frozen=True)
class Plan:
    """The plan of the experiment that a gate leads to, and what it misses; complete when it leads elsewhere."""

    experiment: Experiment | None = None
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Something that is not met, and who can act; nobody in particular when `who` is empty."""

    requirement: Requirement
    who: tuple[Actor, ...] = ()

    @property
    def code(self) -> str:
        return self.requirement.code


@dataclass(frozen=True)
class AtDecision:
    """What a decision on a request waits for, read once."""

    standing: Standing
    gate: str
    heard: Sequence[Heard]
    conditions: Sequence[Condition]
    consultation: PriorConsultation | None
    plan: Plan
    today: date

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the gate is shut for a yes; empty means open."""
        who = dict(self._unmet())
        missing = self.standing.missing(self.gate, stage="decide", met=frozenset(WATCHED) - who.keys())
        return tuple(Reason(requirement, tuple(who.get(requirement.code, ()))) for requirement in missing)

    def _unmet(self) -> Iterator[tuple[str, list[Actor]]]:
        """Codes that are not met, with who can act. A code that nobody watches is never met."""
        yield from self._silent()
        application = self.standing.application
        if not (application.owner_id and application.owner_accepted):
            yield OWNER, [Actor("", application.owner)] if application.owner else []
        if self.conditions:
            yield CONDITIONS, [Actor("", one.owner, one.in_the_open, one.due) for one in self.conditions]
        if self.plan.gaps:
            yield PLANNED, [self._planner()]
        if self.standing.state(RESIDUAL_RISK) == "certain" and not _answered(self.consultation):
            yield SUPERVISOR, self._who_consult()

    def _planner(self) -> Actor:
        experiment = self.plan.experiment
        return Actor("", experiment.owner if experiment else self.standing.application.owner, gaps=self.plan.gaps)

    def _who_consult(self) -> list[Actor]:
        application = self.standing.application
        held = holders(application.organisation, CONSULTS, application.unit, self.today)
        return [Actor(role, held[role].person if role in held else None) for role in CONSULTS]

    def _silent(self) -> Iterator[tuple[str, list[Actor]]]:
        shut: dict[Shut, list[Actor]] = {}
        for one in self.heard:
            if (why := shut_by(one.voice)) is not None:
                shut.setdefault(why, []).append(Actor(one.inquiry.role, one.inquiry.holder, "", one.inquiry.due))
        yield from ((why.value, who) for why, who in shut.items())


WATCHED = (*(shut.value for shut in Shut), OWNER, CONDITIONS, SUPERVISOR, PLANNED)
"""The requirements that are looked at here. Any other that the content names keeps the gate shut."""


def at_decision(
    standing: Standing,
    gate: str,
    request: GateRequest | None,
    today: date,
    *,
    leads_to: str = "",
    experiment: Callable[[Application], Experiment | None] = open_of,
) -> AtDecision:
    """Read what a decision waits for; without a request nobody was heard yet, and nobody keeps it shut.

    leads_to: which phase would be asked, while nobody has. experiment: how the one that is open is read.
    """
    tried = tries(gate, request.leads_to if request else leads_to)
    return AtDecision(
        standing,
        gate,
        heard(request, today) if request else (),
        () if standing.application.phase in BEFORE_START else unmet_conditions(standing.application),
        _consultation(standing),
        _plan(experiment(standing.application), today) if tried else Plan(),
        today,
    )


def unmet_conditions(application: Application) -> list[Condition]:
    """The conditions of decisions on an application that have not been met, the first due first.

    They outlive the decision: what lapsed or was stopped is not started again without them. Those of a proposal count
    once the competent organ has decided.
    """
    rows = Condition.objects.filter(
        organisation=application.organisation_id,
        decision__gate_request__application=application,
        decision__is_proposal=False,
        met_at=None,
    )
    return list(rows.select_related("owner", "advice").order_by("due", "pk"))


def _plan(found: Experiment | None, today: date) -> Plan:
    return Plan(found, gaps(found, today))


def _consultation(standing: Standing) -> PriorConsultation | None:
    if standing.state(RESIDUAL_RISK) != "certain":
        return None
    rows = PriorConsultation.objects.filter(
        organisation=standing.application.organisation_id, application=standing.application
    )
    return rows.order_by("-sent_on", "-recorded_at").first()


def _answered(consultation: PriorConsultation | None) -> bool:
    """Whether the supervisor answered, and did not prohibit it."""
    shut: Iterable[str] = ("", PriorConsultation.Outcome.PROHIBITED)
    return consultation is not None and consultation.outcome not in shut
