"""What the answers of an intake mean: findings with their reasons, the AI class and the route."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from roeland.rules.classification import CLASSES, ROUTES, AIClass, Classification, Lens, Route, Rule, State
from roeland.rules.law_dates import LawDates, Status
from roeland.rules.logic import FALSE, TRUE, Evaluation, FactRef, Facts, Truth, Truths
from roeland.rules.questionnaire import Answers, Questionnaire
from roeland.rules.reading import Reading, read
from roeland.rules.sources import Source

CERTAIN, POSSIBLE, EXCLUDED = State
FACT_OF = {CERTAIN: True, EXCLUDED: False, POSSIBLE: None}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What no answer says: the facts of the organisation ("jurisdiction"), the dates of the law, and the day."""

    given: Facts
    law: LawDates
    as_of: date


class Finding(msgspec.Struct, frozen=True):
    """What the facts say about one rule, why, and which questions keep it open.

    `judge` is set when no question can settle it: this role must assess it. `pending` is a prohibition that holds
    from `applies_from` on, and not yet on the day of the classification.
    """

    code: str
    topic: str
    state: State
    because: tuple[FactRef, ...]
    open_questions: tuple[str, ...]
    judge: str
    ai_class: AIClass | None
    route: Route | None
    law_date: str
    applies_from: date | None
    pending: bool
    status: Status
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that keeps findings open, and the role that would know the answer."""

    question: str
    role: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What one lens shows: the judgement that is sure, and a heavier one that is still possible ("" if none)."""

    lens: str
    judgement: str
    possible: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of every finding, and the bounds between which the true class and route lie."""

    states: Mapping[str, State]
    certain_class: AIClass
    possible_class: AIClass
    route_at_least: Route
    route_at_most: Route

    @property
    def ai_class(self) -> AIClass:
        """The class; unknown while its bounds differ."""
        return self.certain_class if self.certain_class is self.possible_class else AIClass.UNKNOWN

    @property
    def route(self) -> Route:
        """The route; unknown while its bounds differ."""
        return self.route_at_least if self.route_at_least is self.route_at_most else Route.UNKNOWN


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that an intake says. Bounds are certain: the true class and route lie between them."""

    ai_system: State
    strictest_certain_class: AIClass
    strictest_possible_class: AIClass
    ai_class: AIClass
    route_at_least: Route
    route_at_most: Route
    route: Route
    findings: tuple[Finding, ...]
    open_questions: tuple[OpenQuestion, ...]
    lenses: tuple[View, ...]
    law_date: date
    as_of: date

    def finding(self, code: str) -> Finding:
        """The finding with this code. Raises KeyError."""
        for finding in self.findings:
            if finding.code == code:
                return finding
        raise KeyError(code)

    def certain(self) -> tuple[Finding, ...]:
        """The findings that are sure."""
        return tuple(f for f in self.findings if f.state is State.CERTAIN)

    def possible(self) -> tuple[Finding, ...]:
        """The findings that are neither sure nor excluded."""
        return tuple(f for f in self.findings if f.state is State.POSSIBLE)

    def judgements(self) -> tuple[Finding, ...]:
        """The possible findings that no question settles: a colleague (`judge`) must assess them."""
        return tuple(f for f in self.possible() if f.judge)

    @property
    def standing(self) -> Standing:
        """The states, class and route alone."""
        states = {finding.code: finding.state for finding in self.findings}
        bounds = self.strictest_certain_class, self.strictest_possible_class, self.route_at_least, self.route_at_most
        return Standing(states, *bounds)

    @property
    def next_change(self) -> date | None:
        """The day on which the same answers mean something else, because a prohibition starts; None if never."""
        days = (f.applies_from for f in self.findings if f.pending and f.state is not State.EXCLUDED)
        return min((day for day in days if day is not None), default=None)


def classify(
    classification: Classification, questionnaire: Questionnaire, answers: Answers, around: Circumstances
) -> Outcome:
    """Return what the answers mean. Unanswered and "I don't know" leave findings possible, never excluded."""
    reading = read(questionnaire, answers, around.given)
    findings = tuple([_finding(rule, reading, around) for rule in classification.rules])
    standing = _standing(classification, {finding.code: finding.state for finding in findings}, around)
    return Outcome(
        ai_system=standing.states[classification.ai_system],
        strictest_certain_class=standing.certain_class,
        strictest_possible_class=standing.possible_class,
        ai_class=standing.ai_class,
        route_at_least=standing.route_at_least,
        route_at_most=standing.route_at_most,
        route=standing.route,
        findings=findings,
        open_questions=_all_open(questionnaire, findings),
        lenses=views(classification, standing.states),
        law_date=classification.verified_on,
        as_of=around.as_of,
    )


def stand(
    classification: Classification, questionnaire: Questionnaire, answers: Answers, around: Circumstances
) -> Standing:
    """The states, class and route alone: the same as those of `classify`, without reasons and many times faster."""
    reading = read(questionnaire, answers, around.given)
    states = {rule.code: state_of(rule, reading.facts, reading.truths) for rule in classification.rules}
    return _standing(classification, states, around)


def stand_on(classification: Classification, reading: Reading, around: Circumstances, codes: Iterable[str]) -> Standing:
    """The class and route of answers that were read already, and of the findings the states of only these."""
    wanted = tuple(codes)
    rules = {rule.code: rule for rule in classification.weighing}
    rules |= {code: classification.by_code[code] for code in (*wanted, classification.ai_system)}
    states = {code: state_of(rule, reading.facts, reading.truths) for code, rule in rules.items()}
    return replace(_standing(classification, states, around), states={code: states[code] for code in wanted})


def next_change(classification: Classification, reading: Reading, around: Circumstances) -> date | None:
    """The day on which the same answers mean something else, as `Outcome.next_change` says it; None if never."""
    starting = (rule for rule in classification.weighing if _pending(rule, around))
    found = (rule for rule in starting if state_of(rule, reading.facts, reading.truths) is not EXCLUDED)
    return min((around.law.get(rule.law_date).plan_on for rule in found), default=None)


def state_of(rule: Rule, facts: Facts, truths: Truths) -> State:
    """What the facts say about one rule. What it has no condition for is never certain, always possible."""
    if rule.when is not None:
        truth = rule.when.truth(facts, truths)
        return CERTAIN if truth is TRUE else EXCLUDED if truth is FALSE else POSSIBLE
    certain, possible = rule.certain_when, rule.possible_when
    if certain is not None and certain.truth(facts, truths) is TRUE:
        return CERTAIN
    if possible is not None and possible.truth(facts, truths) is FALSE:
        return EXCLUDED
    return POSSIBLE


def finding_facts(states: Mapping[str, State]) -> dict[str, bool | None]:
    """The findings as facts for the rules above: certain is true, excluded is false, possible is unknown."""
    return {f"finding.{code}": FACT_OF[state] for code, state in states.items()}


def views(classification: Classification, states: Mapping[str, State]) -> tuple[View, ...]:
    """What each lens shows of findings in these states."""
    facts = finding_facts(states)
    return tuple(_view(lens, facts) for lens in classification.lenses)


def _standing(classification: Classification, states: Mapping[str, State], around: Circumstances) -> Standing:
    open_or_sure = [rule for rule in classification.weighing if states[rule.code] is not EXCLUDED]
    sure = [rule for rule in open_or_sure if states[rule.code] is CERTAIN]
    ai_system = states[classification.ai_system]
    if ai_system is State.EXCLUDED:
        certain, possible = AIClass.NOT_AI, AIClass.NOT_AI
    else:
        floor = AIClass.MINIMAL if ai_system is State.CERTAIN else AIClass.NOT_AI
        certain = _strictest_class(floor, sure, around)
        possible = _strictest_class(AIClass.MINIMAL, open_or_sure, around)
    return Standing(states, certain, possible, _heaviest_route(sure, around), _heaviest_route(open_or_sure, around))


def _strictest_class(floor: AIClass, rules: Iterable[Rule], around: Circumstances) -> AIClass:
    classes = (rule.ai_class for rule in rules if rule.ai_class is not None and not _pending(rule, around))
    return max((floor, *classes), key=CLASSES.index)


def _heaviest_route(rules: Iterable[Rule], around: Circumstances) -> Route:
    routes = (rule.before if _pending(rule, around) else rule.route for rule in rules)
    return max((Route.LIGHT, *(route for route in routes if route is not None)), key=ROUTES.index)


def _pending(rule: Rule, around: Circumstances) -> bool:
    """Whether it is a prohibition whose day has not come."""
    return rule.before is not None and around.as_of < around.law.get(rule.law_date).plan_on


def _finding(rule: Rule, reading: Reading, around: Circumstances) -> Finding:
    certain, possible = _evaluations(rule, reading)
    state = CERTAIN if certain.truth is TRUE else EXCLUDED if possible.truth is FALSE else POSSIBLE
    asks: tuple[str, ...] = ()
    if state is State.POSSIBLE:
        asks = reading.settling(certain.open if certain is possible else (*certain.open, *possible.open))
    pending = _pending(rule, around)
    return Finding(
        code=rule.code,
        topic=rule.topic,
        state=state,
        because=certain.because if state is State.CERTAIN else possible.because,
        open_questions=asks,
        judge=rule.judge if state is State.POSSIBLE and not asks else "",
        ai_class=None if pending else rule.ai_class,
        route=rule.before if pending else rule.route,
        law_date=rule.law_date,
        applies_from=around.law.get(rule.law_date).plan_on if rule.law_date else None,
        pending=pending,
        status=rule.status,
        sources=rule.sources,
    )


def _evaluations(rule: Rule, reading: Reading) -> tuple[Evaluation, Evaluation]:
    """How `certain_when` and `possible_when` come out; what a rule does not have is never certain, always possible."""
    if rule.when is not None:
        both = reading.evaluate(rule.when)
        return both, both
    certain, possible = rule.certain_when, rule.possible_when
    return (
        reading.evaluate(certain) if certain is not None else Evaluation(Truth.FALSE),
        reading.evaluate(possible) if possible is not None else Evaluation(Truth.TRUE),
    )


def _view(lens: Lens, facts: Facts) -> View:
    """The first judgement that holds; before it, the heaviest that may still hold."""
    possible = ""
    for judgement in lens.judgements:
        found = Evaluation(Truth.TRUE) if judgement.when is None else judgement.when.evaluate(facts)
        if found.truth is TRUE:
            because = tuple(ref.fact.removeprefix("finding.") for ref in found.because)
            return View(lens.code, judgement.code, possible, because)
        if found.truth is Truth.UNKNOWN and not possible:
            possible = judgement.code
    raise ValueError(f"the last judgement of '{lens.code}' has a condition")


def _all_open(questionnaire: Questionnaire, findings: tuple[Finding, ...]) -> tuple[OpenQuestion, ...]:
    keeps: dict[str, list[str]] = {}
    for finding in findings:
        for code in finding.open_questions:
            keeps.setdefault(code, []).append(finding.code)
    return tuple(
        OpenQuestion(code, questionnaire.who_knows(code), tuple(keeps[code]))
        for code in questionnaire.by_code
        if code in keeps
    )
