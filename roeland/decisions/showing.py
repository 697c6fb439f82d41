"""A gate in words: what keeps it shut, who does what and why, what was decided."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from roeland.assessments import explaining, results
from roeland.assessments.comparing import Changed
from roeland.content import shipped
from roeland.content.loader import Text
from roeland.decisions.appointing import Appointed, appointed_from
from roeland.decisions.experiments import open_of
from roeland.decisions.gatekeeping import Standing, Way, standing, ways
from roeland.decisions.inquiring import SPEAKS_FOR_STAFF, STAFF
from roeland.decisions.matrices import matrix_at, matrix_of
from roeland.decisions.models import Decision, Gate, GateRequest
from roeland.decisions.queries import decided_on, latest_request, since
from roeland.decisions.reasons import AtDecision, at_decision
from roeland.organisation.access import may
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import Holder, all_holders, role_name
from roeland.portfolio.models import Experiment
from roeland.register.models import Application, Route
from roeland.rules.gates import COMPETENT_ORGAN, Passed, Refusal
from roeland.rules.logic import Truth
from roeland.rules.matrix import GateRow, Mark, Share, row_of, staff_parts

USERS = "user"
WHY_PASSED = {
    Passed.OWN_REQUEST: gettext_lazy("%(person)s does not decide: it is their own request."),
    Passed.DEPUTY_OF_REQUESTER: gettext_lazy("%(person)s does not decide: nobody's own deputy does."),
    Passed.ADVISER: gettext_lazy("%(person)s does not decide, because of the advice that they gave."),
    Passed.DEPUTY_OF_ADVISER: gettext_lazy("%(person)s does not decide, as the deputy of somebody who advised."),
    Passed.VACANT: gettext_lazy("Nobody is %(role)s here."),
}


@dataclass(frozen=True)
class Judgement:
    """What no question settles: the role that must assess it."""

    role: str
    title: str


@dataclass(frozen=True)
class Line:
    """The share of one role in a gate, for people. Everybody can be a user, so that nobody need be named."""

    mark: str
    role: str
    person: Person | None
    reason: str
    certain: bool
    is_gap: bool


def text(code: str) -> Text:
    """The text of a code of the matrix, in the language of the reader."""
    return shipped.text("governance", code, get_language() or "nl")


def role_in_words(role: str, organisation: Organisation) -> str:
    """What a role is called here; above the highest level stands the competent organ."""
    return _("the competent organ") if role == COMPETENT_ORGAN else role_name(role, None, organisation)


class AtTheGate:
    """One application before its gate, as one person sees it. Reads everything once.

    gate: empty for the one that is asked, or else the first that can be.
    """

    def __init__(self, application: Application, person: Person, gate: str = "") -> None:
        self.application, self.person, self._gate = application, person, gate
        self.open_experiment: Callable[[Application], Experiment | None] = open_of
        self.today: date = timezone.localdate()

    @cached_property
    def gate(self) -> str:
        if self._gate or self.open_request:
            return self._gate or str(self.open_request.gate if self.open_request else "")
        return self.ways[0].gate if self.ways else Gate.START

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """What can be asked."""
        return ways(self.standing)

    @cached_property
    def standing(self) -> Standing:
        return standing(self.application)

    @cached_property
    def latest_request(self) -> GateRequest | None:
        """The request made last, with its decision when there is one. It rests on a classification."""
        if self.standing.classification is None:
            return None
        found = latest_request(self.application, self._gate)
        if found is not None:
            found.application = self.application
        return found

    @property
    def open_request(self) -> GateRequest | None:
        latest = self.latest_request
        return latest if latest is not None and latest.is_open else None

    @cached_property
    def acting(self) -> dict[str, Holder]:
        """Who holds the roles that have to do with this gate: the first of each."""
        return {role: several[0] for role, several in self._acting.items()}

    @cached_property
    def _acting(self) -> dict[str, tuple[Holder, ...]]:
        row = self.row
        parts = (*row.advises, *row.informs) if row else ()
        levels = matrix_of(self.application.organisation).levels
        roles = {*levels, *(part.role for part in parts), *(row.told if row else ()), *self._who_know}
        roles |= set(SPEAKS_FOR_STAFF)
        return all_holders(self.application.organisation, sorted(roles), self.application.unit, self.today)

    @property
    def row(self) -> GateRow | None:
        """Who takes part: by the matrix that the request keeps, or else by the one that holds now."""
        asked = self.open_request
        if asked is not None:
            matrix = matrix_at(self.application.organisation, asked.governance)
            return row_of(matrix.gates, gate=asked.gate, route=asked.route)
        return self.standing.row(self.gate)

    @cached_property
    def appointed(self) -> Appointed | None:
        """Who decides, or would decide if the person who looks asked for it; None while no route is known."""
        row, asked = self.row, self.open_request
        if row is None:
            return None
        return appointed_from(
            self._acting,
            self.application,
            matrix=matrix_of(self.application.organisation),
            row=row,
            asked_by=asked.asked_by if asked else None,
            advisers=frozenset(self.advisers),
        )

    @cached_property
    def needs(self) -> AtDecision:
        """What an answer waits for."""
        first = next((way.leads_to for way in self.ways if way.gate == self.gate), "")
        return at_decision(
            self.standing,
            self.gate,
            self.open_request,
            self.today,
            leads_to=first,
            experiment=self.open_experiment,
        )

    @property
    def advisers(self) -> set[str]:
        """Keys of those who advised: they do not decide."""
        said = [one.advice for one in self.needs.heard if one.advice] if self.open_request else []
        return {str(advice.given_by_id) for advice in said if advice.verdict != advice.Verdict.NOT_FOR_ME}

    @property
    def may_decide(self) -> bool:
        return bool(self.open_request and self.appointed and not self.appointed.refusals(self.person))

    @property
    def is_own(self) -> bool:
        return bool(self.appointed and Refusal.OWN_REQUEST in self.appointed.refusals(self.person))

    @property
    def may_withdraw(self) -> bool:
        return bool(self.open_request and self.open_request.asked_by_id == self.person.pk)

    @property
    def can_be_asked(self) -> bool:
        """Whether a request would be taken: the gate is open to ask, and none is waiting."""
        return not (self.open_request or self.missing) and bool(self.ways)

    @property
    def may_ask(self) -> bool:
        return self.can_be_asked and may(self.person, "decision.request", self.application)

    @property
    def is_before(self) -> bool:
        """Whether this gate still lies ahead."""
        return bool(self.ways)

    @cached_property
    def missing(self) -> list[Text]:
        """What keeps the gate shut, in words; without an intake only that, since it decides the rest."""
        codes = [requirement.code for requirement in self.standing.missing(self.gate, stage="ask")]
        return [text(code) for code in (codes if self.standing.classification else codes[:1])]

    @property
    def route(self) -> str:
        found = self.standing.classification
        return found.route if found else Route.UNKNOWN

    @cached_property
    def open_questions(self) -> list[results.Open]:
        """What is not known yet, and the colleague who would know."""
        found = self.standing.classification
        if found is None or found.route != Route.UNKNOWN:
            return []
        knowers = {role: explaining.Knower(role, self._role(role), self.acting.get(role)) for role in self._who_know}
        return results.opened(found, knowers)

    @property
    def judgements(self) -> list[Judgement]:
        """What a colleague must assess before the route is known."""
        found = self.standing.classification
        if found is None or found.route != Route.UNKNOWN:
            return []
        language = get_language() or "nl"
        return [
            Judgement(self._role(finding.judge), shipped.text(found.rules, finding.code, language).label)
            for finding in self.standing.judges()
        ]

    @property
    def role_that_decides(self) -> str:
        return self._role(self.appointed.role) if self.appointed else ""

    @property
    def decision(self) -> Decision | None:
        """The decision on the request made last."""
        latest = self.latest_request
        return getattr(latest, "decision", None) if latest is not None and not latest.is_open else None

    @cached_property
    def in_force(self) -> Decision | None:
        """The decision by which it is in use."""
        return decided_on(self.application)

    @cached_property
    def since_decision(self) -> Changed | None:
        """What came out otherwise since the decision by which it is in use; None when nothing did."""
        found = since(self.in_force) if self.in_force is not None else None
        return found if found is not None and found.differs else None

    @property
    def role_of_decision(self) -> str:
        return self._role(self.decision.role) if self.decision else ""

    @cached_property
    def lines(self) -> list[Line]:
        """Who does what: who decides, who advises, who gives facts, and the staff where the law gives them a say."""
        named = [share for share in self._shares if share.mark not in (Mark.ACCOUNTABLE, Mark.TOLD)]
        return [*self._accountable(), *map(self._line, named), *map(self._line, self._of_staff)]

    @property
    def certain_lines(self) -> list[Line]:
        return [line for line in self.lines if line.certain]

    @property
    def possible_lines(self) -> list[Line]:
        """Who takes part only if what is not known yet turns out so."""
        return [line for line in self.lines if not line.certain]

    @cached_property
    def told(self) -> list[Line]:
        """Who is told, without a letter."""
        return [self._line(share) for share in self._shares if share.mark is Mark.TOLD]

    @property
    def may_see_who_asked(self) -> bool:
        """Who reported and asked what is open only to those who handle it: reporting must be safe."""
        return may(self.person, "journal.own", self.open_request or self.application)

    @property
    def passed(self) -> list[str]:
        """Why the roles below the one that decides do not, for who may know whose request it is."""
        if self.appointed is None or not self.may_see_who_asked:
            return []
        return list(self._why_passed(self.appointed))

    @property
    def _who_know(self) -> set[str]:
        """The roles that would know what is open."""
        found = self.standing.classification
        return {asked["role"] for asked in found.open_questions if asked["role"]} if found else set()

    def _role(self, role: str) -> str:
        return role_in_words(role, self.application.organisation)

    @cached_property
    def _shares(self) -> tuple[Share, ...]:
        return self.standing.shares("ethics_board" in self.acting, self.gate) if self.standing.classification else ()

    @cached_property
    def _of_staff(self) -> list[Share]:
        """What the law gives staff representation here, under the role of who speaks for them."""
        standing, asked = self.standing, self.row
        if standing.classification is None or asked is None:
            return []
        speaks = next((role for role in SPEAKS_FOR_STAFF if role in self.acting), STAFF)
        facts = standing.facts("ethics_board" in self.acting)
        parts = staff_parts(matrix_of(self.application.organisation).staff, gate=self.gate, facts=facts)
        return [Share(Mark.ADVISES, speaks, part.code, evaluation.truth) for part, evaluation in parts]

    def _accountable(self) -> Iterable[Line]:
        if self.appointed is not None:
            yield Line(
                Mark.ACCOUNTABLE, self._role(self.appointed.role), self.appointed.person, _("Decides"), True, False
            )

    def _line(self, share: Share) -> Line:
        acting = self.acting.get(share.role)
        certain = share.truth is Truth.TRUE
        reason = text(share.code).label if share.code else ""
        if reason:
            because = _("Because %(reason)s.") if certain else _("Perhaps: if %(reason)s.")
            reason = because % {"reason": reason}
        is_gap = acting is None and share.role != USERS
        return Line(share.mark, self._role(share.role), acting.person if acting else None, reason, certain, is_gap)

    def _why_passed(self, appointed: Appointed) -> Iterable[str]:
        for role, why in appointed.rule.passed:
            acting = self.acting.get(role)
            yield WHY_PASSED[why] % {"person": acting.person if acting else "", "role": self._role(role)}
