"""What the answers of an intake mean: findings with their reasons, the AI class and the route."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec

from roeland.rules.logic import Condition, Evaluation, FactRef, Facts, Truth
from roeland.rules.questionnaire import Answers, Questionnaire, Reading, read
from roeland.rules.sources import Source


class State(StrEnum):
    """How sure a finding is. Only facts make it certain or excluded; everything else is possible."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    EXCLUDED = "excluded"


class AIClass(StrEnum):
    """The AI Act's class, from the mildest to the strictest; unknown while the bounds differ."""

    NOT_AI = "not_ai"
    MINIMAL = "minimal"
    TRANSPARENCY = "transparency"
    HIGH = "high"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


class Route(StrEnum):
    """The way of deciding, from the lightest to the heaviest; unknown while the bounds differ."""

    LIGHT = "light"
    STANDARD = "standard"
    FULL = "full"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


CLASSES = (AIClass.NOT_AI, AIClass.MINIMAL, AIClass.TRANSPARENCY, AIClass.HIGH, AIClass.FORBIDDEN)
ROUTES = (Route.LIGHT, Route.STANDARD, Route.FULL, Route.FORBIDDEN)


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a finding is certain, and when it is at least possible.

    `when` sets both. With `certain_when` and `possible_when` a finding can be possible with all facts known: then
    `judge` is the role that assesses it. Without `certain_when` it never becomes certain here.
    """

    code: str
    topic: str
    when: Condition | None = None
    certain_when: Condition | None = None
    possible_when: Condition | None = None
    ai_class: AIClass | None = None
    route: Route | None = None
    judge: str = ""
    law_date: str = ""
    sources: tuple[Source, ...] = ()

    def conditions(self) -> Iterator[Condition]:
        """The conditions that it has."""
        yield from (c for c in (self.when, self.certain_when, self.possible_when) if c is not None)


class Classification(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rules over the facts of one questionnaire. `ai_system` is the rule that says whether it is AI at all.

    `definitions` only names conditions that rules share.
    """

    questionnaire: str
    verified_on: date
    ai_system: str
    rules: tuple[Rule, ...]
    definitions: dict[str, Condition] = {}

    def conditions(self) -> tuple[Condition, ...]:
        """Every condition that a finding depends on: what makes a question needed."""
        return tuple(condition for rule in self.rules for condition in rule.conditions())

    def codes(self) -> Iterator[str]:
        """Every code that needs a text: the rules and their topics."""
        yield from (rule.code for rule in self.rules)
        yield from dict.fromkeys(f"topic.{rule.topic}" for rule in self.rules)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the facts say about one rule, why, and which questions keep it open.

    `judge` is set when no question can settle it: this role must assess it.
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
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that keeps findings open, and the role that would know the answer."""

    question: str
    role: str
    findings: tuple[str, ...]


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
    law_date: date

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


def classify(classification: Classification, questionnaire: Questionnaire, answers: Answers) -> Outcome:
    """Return what the answers mean. Unanswered and "I don't know" leave findings possible, never excluded."""
    reading = read(questionnaire, answers)
    findings = tuple(_finding(rule, reading) for rule in classification.rules)
    ai_system = next(f.state for f in findings if f.code == classification.ai_system)
    certain_class, possible_class = _class_bounds(ai_system, findings)
    at_least, at_most = _route_bounds(findings)
    return Outcome(
        ai_system=ai_system,
        strictest_certain_class=certain_class,
        strictest_possible_class=possible_class,
        ai_class=certain_class if certain_class is possible_class else AIClass.UNKNOWN,
        route_at_least=at_least,
        route_at_most=at_most,
        route=at_least if at_least is at_most else Route.UNKNOWN,
        findings=findings,
        open_questions=_all_open(questionnaire, findings),
        law_date=classification.verified_on,
    )


def _finding(rule: Rule, reading: Reading) -> Finding:
    certain, possible = _evaluations(rule, reading.facts)
    state = _state(certain, possible)
    asks: tuple[str, ...] = ()
    if state is State.POSSIBLE:
        asks = reading.settling((*certain.open, *possible.open))
    return Finding(
        code=rule.code,
        topic=rule.topic,
        state=state,
        because=_because(state, certain, possible),
        open_questions=asks,
        judge=rule.judge if state is State.POSSIBLE and not asks else "",
        ai_class=rule.ai_class,
        route=rule.route,
        law_date=rule.law_date,
        sources=rule.sources,
    )


def _evaluations(rule: Rule, known: Facts) -> tuple[Evaluation, Evaluation]:
    """How `certain_when` and `possible_when` come out; what a rule does not have is never certain, always possible."""
    if rule.when is not None:
        both = rule.when.evaluate(known)
        return both, both
    certain, possible = rule.certain_when, rule.possible_when
    return (
        certain.evaluate(known) if certain is not None else Evaluation(Truth.FALSE),
        possible.evaluate(known) if possible is not None else Evaluation(Truth.TRUE),
    )


def _state(certain: Evaluation, possible: Evaluation) -> State:
    if certain.truth is Truth.TRUE:
        return State.CERTAIN
    return State.EXCLUDED if possible.truth is Truth.FALSE else State.POSSIBLE


def _because(state: State, certain: Evaluation, possible: Evaluation) -> tuple[FactRef, ...]:
    return certain.because if state is State.CERTAIN else possible.because


def _class_bounds(ai_system: State, findings: tuple[Finding, ...]) -> tuple[AIClass, AIClass]:
    if ai_system is State.EXCLUDED:
        return AIClass.NOT_AI, AIClass.NOT_AI
    floor = AIClass.MINIMAL if ai_system is State.CERTAIN else AIClass.NOT_AI
    certain = _strictest_class(floor, (f for f in findings if f.state is State.CERTAIN))
    possible = _strictest_class(AIClass.MINIMAL, (f for f in findings if f.state is not State.EXCLUDED))
    return certain, possible


def _strictest_class(floor: AIClass, findings: Iterable[Finding]) -> AIClass:
    return max((floor, *(f.ai_class for f in findings if f.ai_class is not None)), key=CLASSES.index)


def _route_bounds(findings: tuple[Finding, ...]) -> tuple[Route, Route]:
    certain = _heaviest_route(f for f in findings if f.state is State.CERTAIN)
    return certain, _heaviest_route(f for f in findings if f.state is not State.EXCLUDED)


def _heaviest_route(findings: Iterable[Finding]) -> Route:
    return max((Route.LIGHT, *(f.route for f in findings if f.route is not None)), key=ROUTES.index)


def _all_open(questionnaire: Questionnaire, findings: tuple[Finding, ...]) -> tuple[OpenQuestion, ...]:
    keeps: dict[str, list[str]] = {}
    for finding in findings:
        for code in finding.open_questions:
            keeps.setdefault(code, []).append(finding.code)
    return tuple(
        OpenQuestion(question.code, question.knows, tuple(keeps[question.code]))
        for question in questionnaire.questions()
        if question.code in keeps
    )
