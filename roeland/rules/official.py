"""An official questionnaire in the Invulhulpen format: its tasks, and what its own rules conclude from answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from roeland.rules.expressions import Answers, Node, Scope, parse, truthy

TaskType = Literal[
    "text_input",
    "open_text",
    "select_option",
    "multiselect_option",
    "multiselect_scrollable",
    "checkbox_option",
    "radio_option",
    "task_group",
    "informational",
    "date",
    "image",
]


class Option(msgspec.Struct, frozen=True):
    value: str | bool | None
    label: str = ""


class Condition(msgspec.Struct, frozen=True):
    id: str
    operator: Literal["equals", "contains", "any", "all"] = "any"
    value: str | bool | float | None = None


class Origin(msgspec.Struct, frozen=True):
    id: str


class Dependency(msgspec.Struct, frozen=True):
    """When a task is shown, from where its options come, or for which instances it is repeated."""

    type: Literal["conditional", "source_options", "instance_mapping"]
    condition: Condition | None = None
    source: Origin | None = None
    mapping_type: str = ""
    action: str = ""

    @property
    def reads(self) -> str:
        """The task that it looks at; "" when it names none."""
        return self.condition.id if self.condition else self.source.id if self.source else ""


class RiskScore(msgspec.Struct, frozen=True):
    when: str
    value: float


class Calculation(msgspec.Struct, frozen=True, rename={"score_key": "scoreKey", "risk_score": "riskScore"}):
    expression: str
    score_key: str = ""
    risk_score: tuple[RiskScore, ...] = ()


class Task(msgspec.Struct, frozen=True, rename={"value_type": "valueType", "title": "task"}):
    """One task, or a group of them."""

    id: str
    title: str
    type: tuple[TaskType, ...]
    repeatable: bool = False
    description: str = ""
    item_name: str = ""
    required_status: bool = False
    value_type: str = ""
    options: tuple[Option, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    calculation: Calculation | None = None
    references: dict[str, Any] = {}
    tasks: tuple["Task", ...] = ()

    @property
    def mapped_on(self) -> str:
        """The task whose instances it follows; "" when it follows none."""
        found = (each.reads for each in self.dependencies if each.type == "instance_mapping")
        return next(found, "")

    @property
    def options_from(self) -> str:
        """The task whose answers are its options; "" when it has options of its own."""
        found = (each.reads for each in self.dependencies if each.type == "source_options")
        return next(found, "")

    def walk(self) -> Iterator["Task"]:
        """It and every task in it."""
        yield self
        for task in self.tasks:
            yield from task.walk()

    def fills(self, form: str) -> Iterator[tuple[str, str]]:
        """The tasks of another form ("DPIA") that its answer says something about, each with how ("pre-fill")."""
        for name, found in self.references.items():
            for each in found if isinstance(found, list) else [found]:
                task, how = (each.get("id"), each.get("type")) if isinstance(each, dict) else (each, "")
                if name.upper() == form and isinstance(task, str):
                    yield task, str(how or "")

    @property
    def is_boolean(self) -> bool:
        """Say whether it is answered with yes or no."""
        return "boolean" in self.value_type or any(isinstance(option.value, bool) for option in self.options)


class Criterion(msgspec.Struct, frozen=True):
    id: str
    expression: str
    explanation: str = ""


class Level(msgspec.Struct, frozen=True):
    level: Literal["required", "recommended"]
    expression: str
    result: str
    explanation: str = ""
    criteria: tuple[Criterion, ...] = ()


class Assessment(msgspec.Struct, frozen=True):
    id: str
    levels: tuple[Level, ...]


class Definition(msgspec.Struct, frozen=True):
    """The whole questionnaire. urn without its version."""

    name: str
    urn: str
    version: str
    tasks: tuple[Task, ...]
    description: str = ""
    assessments: tuple[Assessment, ...] = ()

    @property
    def key(self) -> str:
        """How other forms refer to it: "DPIA" for urn:nl:dpia."""
        return self.urn.rpartition(":")[2].upper()

    def every_task(self) -> Iterator[Task]:
        """Every task, in its order."""
        for task in self.tasks:
            yield from task.walk()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules conclude for one assessment: its level, the words of the rule, and which criteria are met.

    open: tasks that its rules read and on which nothing was said. As long as there are any, what was not concluded is
    not yet known.
    """

    assessment: str
    level: str
    result: str
    because: tuple[str, ...]
    open: tuple[str, ...]


def scores(definition: Definition, answers: Answers) -> dict[str, float]:
    """Every score of its calculations, by key; a calculation of which no rule holds gives none."""
    found: dict[str, float] = {}
    for task in definition.every_task():
        made = task.calculation
        if made is None or not made.score_key:
            continue
        value = Scope(answers, {}).of(parse(made.expression))
        for rule in made.risk_score:
            if truthy(Scope(answers, {made.score_key: value}).of(parse(rule.when))):
                found[made.score_key] = rule.value
                break
    return found


def outcomes(definition: Definition, answers: Answers) -> tuple[Outcome, ...]:
    """What the definition's own rules say of these answers: of each assessment the first level that holds.

    An assessment of which no level holds has level "" and says what is open.
    """
    named = {f"scores.{key}": value for key, value in scores(definition, answers).items()}
    return tuple(_outcome(assessment, Scope(answers, named)) for assessment in definition.assessments)


def _outcome(assessment: Assessment, scope: Scope) -> Outcome:
    silent = tuple(dict.fromkeys(task for task in _read_by(assessment) if scope.answers.get(task) in (None, "", [])))
    for level in assessment.levels:
        met = [one for one in level.criteria if truthy(scope.of(parse(one.expression)))]
        names = {**scope.names, **{f"criteria.{one.id}": True for one in met}}
        if truthy(Scope(scope.answers, names).of(parse(level.expression))):
            return Outcome(assessment.id, level.level, level.result, tuple(one.explanation for one in met), silent)
    return Outcome(assessment.id, "", "", (), silent)


def _read_by(assessment: Assessment) -> Iterator[str]:
    for level in assessment.levels:
        for text in (level.expression, *(one.expression for one in level.criteria)):
            yield from tasks_in(parse(text))


def tasks_in(node: Node) -> Iterator[str]:
    """The tasks whose answers an expression reads."""
    for part in node.walk():
        if part.kind == "call" and part.value in ("answers", "countSelectedOptions") and part.parts:
            yield str(part.parts[0].value)


def answers_in(definition: Definition, output: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a file of the form assessment-output.v2, by task; of a repeated task those of the first one.

    A yes or no stands there as "true" or "false"; rules compare it with true.
    """
    yes_no = {task.id for task in definition.every_task() if task.is_boolean}
    return {
        task: YES_NO.get(value, value) if task in yes_no and isinstance(value, str) else value
        for task, value in _first_answers(output).items()
    }


YES_NO = {"true": True, "false": False}


def _first_answers(output: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, given in output.get("answers", {}).items():
        rows = given if isinstance(given, list) else [{key: given}]
        for row in rows:
            for task, answer in row.items():
                if isinstance(answer, dict) and "value" in answer:
                    found.setdefault(task, answer["value"])
    return found
