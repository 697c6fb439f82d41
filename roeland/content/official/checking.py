"""What is wrong with a definition, and what in it never works although nothing is wrong with its form."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roeland.content.official.as_instrument import CannotBeAsked, as_instrument, shown_always
from roeland.rules.expressions import FUNCTIONS, BadExpression, Node, parse
from roeland.rules.official import Definition, Task, tasks_in


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one task or assessment. wrong: it cannot be used so; else it is a fault that we report."""

    task: str
    message: str
    wrong: bool


def remarks(definition: Definition, data: Any = None) -> tuple[Remark, ...]:
    """Everything there is to say, what is wrong first; with the data of the file also the keys that mean nothing."""
    lost = _unknown_keys(data.get("tasks", ())) if isinstance(data, dict) else ()
    wrong = [*_wrong(definition)]
    found = [*wrong, *_faults(definition), *([] if wrong else _asking(definition)), *lost]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: not one.wrong))


def _asking(definition: Definition) -> Iterator[Remark]:
    """What of it cannot be asked here, or not as it means."""
    try:
        made = as_instrument(definition, name="", reference="", activity="", digest="")
    except CannotBeAsked as cannot:
        yield Remark(cannot.task, str(cannot), wrong=True)
        return
    for task in shown_always(definition, made):
        yield Remark(task, "is always shown: its condition looks at words, or at a later question", wrong=False)


OF_A_TASK = frozenset(
    [
        "id",
        "task",
        "description",
        "category",
        "type",
        "options",
        "valueType",
        "defaultValue",
        "repeatable",
        "dependencies",
        "calculation",
        "references",
        "tasks",
        "sources",
        "is_official_id",
        "required_status",
        "instance_label_template",
        "item_name",
        "in_fria",
        "action_point_group",
        "action_point_summary",
    ]
)
OF_A_DEPENDENCY = frozenset({"type", "condition", "source", "mapping_type", "action"})


def _unknown_keys(tasks: Iterable[Any]) -> Iterator[Remark]:
    """The keys that the format does not know where they stand: what they say is not there for it."""
    for task in tasks:
        for key in task.keys() - OF_A_TASK:
            yield Remark(task["id"], f"holds '{key}', which means nothing at a task", wrong=False)
        for each in task.get("dependencies", ()):
            for key in each.keys() - OF_A_DEPENDENCY:
                yield Remark(task["id"], f"holds '{key}' inside a dependency, where it means nothing", wrong=False)
        yield from _unknown_keys(task.get("tasks", ()))


def _wrong(definition: Definition) -> Iterator[Remark]:
    tasks = {task.id: task for task in definition.every_task()}
    for name, times in Counter(task.id for task in definition.every_task()).items():
        if times > 1:
            yield Remark(name, f"this id stands there {times} times", wrong=True)
    for task in definition.every_task():
        yield from _dangling(task, tasks)
        if "select_option" in task.type and not task.options and not _options_from(task):
            yield Remark(task.id, "a select_option needs options", wrong=True)
    for name in _circles({task.id: {each.reads for each in task.dependencies} for task in tasks.values()}):
        yield Remark(name, "depends on itself, through others", wrong=True)
    for where, text in expressions(definition):
        yield from _of_expression(where, text, tasks)


def _dangling(task: Task, tasks: Mapping[str, Task]) -> Iterator[Remark]:
    for each in task.dependencies:
        if each.reads not in tasks:
            yield Remark(task.id, f"depends on '{each.reads}', and there is no such task", wrong=True)


def _options_from(task: Task) -> bool:
    return any(each.type == "source_options" for each in task.dependencies)


def _circles(reads: Mapping[str, Iterable[str]]) -> list[str]:
    """The tasks that lead back to themselves. A walk without recursion: a file can be deep."""
    return [task for task in reads if task in _reached(task, reads)]


def _reached(task: str, reads: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(reads[task])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(reads.get(name, ()))
    return found


def expressions(definition: Definition) -> Iterator[tuple[str, str]]:
    """Every expression with the task or assessment that it stands at."""
    for task in definition.every_task():
        if task.calculation is not None:
            yield task.id, task.calculation.expression
            yield from ((task.id, rule.when) for rule in task.calculation.risk_score)
    for assessment in definition.assessments:
        for level in assessment.levels:
            yield assessment.id, level.expression
            yield from ((f"{assessment.id}, {one.id}", one.expression) for one in level.criteria)


def _of_expression(where: str, text: str, tasks: Mapping[str, Task]) -> Iterator[Remark]:
    try:
        read = parse(text)
    except BadExpression as bad:
        yield Remark(where, f"its expression {bad}: {text[:60]}", wrong=True)
        return
    for part in read.walk():
        if part.kind == "call" and FUNCTIONS.get(part.value) != len(part.parts):
            yield Remark(where, f"there is no function '{part.value}' of {len(part.parts)} values", wrong=True)


def _faults(definition: Definition) -> Iterator[Remark]:
    """What can be read and never comes true: rules that look for an answer which nobody can give."""
    tasks = {task.id: task for task in definition.every_task()}
    for where, text in expressions(definition):
        try:
            read = parse(text)
        except BadExpression:
            continue
        lost = [task for task in tasks_in(read) if task not in tasks]
        told = [f"reads the answer to '{task}', and there is no such task: it is never there" for task in lost]
        yield from (Remark(where, message, wrong=False) for message in dict.fromkeys([*told, *_never(read, tasks)]))
    yield from _unused_scores(definition)


def _never(read: Node, tasks: Mapping[str, Task]) -> Iterator[str]:
    for part in read.walk():
        if part.kind == "call" and part.value == "bool":
            yield from _never_yes(part, tasks)
        if part.kind == "call" and part.value == "weightedCountMap" and len(part.parts) == 3:
            yield from _never_counted(part, tasks)
        if part.kind in ("==", "!="):
            yield from _never_equal(part, tasks)


def _task_of(node: Node, tasks: Mapping[str, Task]) -> Task | None:
    if node.kind == "call" and node.value == "answers" and node.parts:
        return tasks.get(str(node.parts[0].value))
    return None


def _never_yes(part: Node, tasks: Mapping[str, Task]) -> Iterator[str]:
    task = _task_of(part.parts[0], tasks) if part.parts else None
    if task is not None and not task.is_boolean:
        yield f"asks whether '{task.id}' is yes, and that is not a yes/no question: it never is"


def _never_counted(part: Node, tasks: Mapping[str, Task]) -> Iterator[str]:
    task = _task_of(part.parts[0], tasks)
    if task is None:
        return
    can_be = {option.value for option in task.options}
    lost = [str(key.value) for key in part.parts[1].parts if key.value not in can_be]
    if lost:
        yield f"weighs answers to '{task.id}' that are none of its options, so they never count: {'; '.join(lost)}"


def _never_equal(part: Node, tasks: Mapping[str, Task]) -> Iterator[str]:
    for one, other in (part.parts, part.parts[::-1]):
        task = _task_of(one, tasks)
        if task is None or other.kind != "value" or not isinstance(other.value, str) or not task.options:
            continue
        if other.value not in {option.value for option in task.options}:
            yield f"compares '{task.id}' with '{other.value}', which is none of its options"


def _unused_scores(definition: Definition) -> Iterator[Remark]:
    used = {
        part.value.partition(".")[2]
        for _where, text in expressions(definition)
        for part in _walked(text)
        if part.kind == "name" and str(part.value).startswith("scores.")
    }
    for task in definition.every_task():
        key = task.calculation.score_key if task.calculation else ""
        if key and definition.assessments and key not in used:
            yield Remark(task.id, f"gives a score '{key}' that no rule reads", wrong=False)


def _walked(text: str) -> Iterator[Node]:
    try:
        yield from parse(text).walk()
    except BadExpression:
        return
