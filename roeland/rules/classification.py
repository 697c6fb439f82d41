"""The schema of a classification: rules that turn facts into findings, and the lenses to look at them."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property

import msgspec

from roeland.rules.law_dates import Status
from roeland.rules.logic import Condition
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
    `before`: only of a prohibition that starts on its `law_date`; until then it gives this route, and no class.
    """

    code: str
    topic: str
    when: Condition | None = None
    certain_when: Condition | None = None
    possible_when: Condition | None = None
    ai_class: AIClass | None = None
    route: Route | None = None
    before: Route | None = None
    judge: str = ""
    law_date: str = ""
    status: Status = Status.SETTLED
    sources: tuple[Source, ...] = ()

    def conditions(self) -> Iterator[Condition]:
        """The conditions that it has."""
        yield from (c for c in (self.when, self.certain_when, self.possible_when) if c is not None)


class Judgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A short judgement, and when it holds. Its condition reads findings: `finding.<code>`, true when certain."""

    code: str
    when: Condition | None = None


class Lens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to look at an application: its judgements, the heaviest first; the last one has no condition."""

    code: str
    judgements: tuple[Judgement, ...]


class Classification(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Rules over the facts of one questionnaire. `ai_system` is the rule that says whether it is AI at all.

    `definitions` only names conditions that rules share.
    """

    questionnaire: str
    verified_on: date
    ai_system: str
    rules: tuple[Rule, ...]
    lenses: tuple[Lens, ...] = ()
    definitions: dict[str, Condition] = {}

    @cached_property
    def by_code(self) -> dict[str, Rule]:
        """The rules by their code."""
        return {rule.code: rule for rule in self.rules}

    @cached_property
    def weighing(self) -> tuple[Rule, ...]:
        """The rules that set the class or the route."""
        return tuple(rule for rule in self.rules if rule.ai_class is not None or rule.route is not None)

    @cached_property
    def _conditions(self) -> tuple[Condition, ...]:
        return tuple({id(each): each for rule in self.rules for each in rule.conditions()}.values())

    def conditions(self) -> tuple[Condition, ...]:
        """Every condition that a finding depends on: what makes a question needed."""
        return self._conditions

    def codes(self) -> Iterator[str]:
        """Every code that needs a text: the rules and their topics, the lenses and their judgements."""
        yield from (rule.code for rule in self.rules)
        yield from dict.fromkeys(f"topic.{rule.topic}" for rule in self.rules)
        for lens in self.lenses:
            yield f"lens.{lens.code}"
            yield from (f"{lens.code}.{judgement.code}" for judgement in lens.judgements)
