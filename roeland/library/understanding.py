"""What Roeland understands of an official questionnaire: its chapters, its rules, what is wrong and what never works.

Pure: bytes in, reasons out. What cannot be read at all is a ContentError with the line, under the name of the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from roeland.content.official.checking import expressions, remarks
from roeland.content.official.reading import LARGEST, load, place_of
from roeland.content.reading import ContentError, Place, Written
from roeland.rules.official import Definition, Task

MOST_TASKS = 2_000
MOST_EXPRESSIONS = 200_000  # characters of all of them together
NO_QUESTION = frozenset({"task_group", "informational"})
NAMES = {"name": 200, "urn": 200, "version": 40}  # how long these may be


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part at the top of the questionnaire, and how much of each kind there is in it."""

    title: str
    questions: int
    repeats: int
    conditions: int
    calculations: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """A remark with its line in the file; wrong: the file cannot be used so. line is 0 where nobody knows it."""

    where: str
    line: int
    message: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """All that was understood of one file."""

    definition: Definition
    chapters: tuple[Chapter, ...]
    flaws: tuple[Flaw, ...]

    @property
    def wrong(self) -> tuple[Flaw, ...]:
        """What has to be mended before it can be used."""
        return tuple(one for one in self.flaws if one.wrong)

    @property
    def never(self) -> tuple[Flaw, ...]:
        """What can be read, and never works."""
        return tuple(one for one in self.flaws if not one.wrong)

    @property
    def questions(self) -> int:
        return sum(chapter.questions for chapter in self.chapters)


def read(content: str | bytes, file_name: str) -> Understood:
    """Read a definition, version 1 or 2, as YAML or JSON. Raises ContentError that names the file and the line."""
    data = content if isinstance(content, bytes) else content.encode()
    if len(data) > LARGEST:
        raise ContentError(file_name, 1, "", f"is larger than {LARGEST // 1024 // 1024} MB")
    try:
        written, definition = _loaded(data)
        _must_be_named(written, definition)
        _must_be_of_a_size(written, definition)
        found = tuple(_flaws(written, definition))
    except ContentError as error:
        raise ContentError(file_name, error.line, error.key, error.message) from error
    return Understood(definition, tuple(_chapter(task) for task in definition.tasks), found)


def _loaded(data: bytes) -> tuple[Written, Definition]:
    """From what was sent; on disk only as long as it is read."""
    with TemporaryDirectory(prefix="roeland-") as folder:
        file = Path(folder) / "form"
        file.write_bytes(data)
        return load(file)


def _must_be_named(written: Written, definition: Definition) -> None:
    """Without these nobody can tell one form from another; what cannot be printed cannot be stored everywhere."""
    for key, most in NAMES.items():
        words: str = getattr(definition, key).strip()
        if not words:
            raise written.error((key,), "is empty")
        if len(words) > most:
            raise written.error((key,), f"is longer than {most} characters")
        if not words.isprintable():
            raise written.error((key,), "holds a character that cannot be printed")


def _must_be_of_a_size(written: Written, definition: Definition) -> None:
    count = sum(1 for _task in definition.every_task())
    if not any(_is_question(task) for task in definition.every_task()):
        raise written.error(("tasks",), "holds no question")
    if count > MOST_TASKS:
        raise written.error(("tasks",), f"holds more than {MOST_TASKS} tasks")
    if sum(len(text) for _where, text in expressions(definition)) > MOST_EXPRESSIONS:
        raise written.error(("tasks",), f"holds more than {MOST_EXPRESSIONS} characters of expressions")


def _flaws(written: Written, definition: Definition) -> Iterator[Flaw]:
    for one in remarks(definition, written.data):
        yield Flaw(one.task, written.lines.get(_place(written, one.task), 0), one.message, one.wrong)


def _place(written: Written, where: str) -> Place:
    """Where a task stands, or the assessment of a criterion."""
    if found := place_of(written.data, where):
        return found
    for number, assessment in enumerate(written.data.get("assessments") or ()):
        if assessment["id"] == where.partition(", ")[0]:
            return "assessments", number
    return ("",)


def _chapter(top: Task) -> Chapter:
    tasks = list(top.walk())
    return Chapter(
        title=top.title,
        questions=sum(_is_question(task) for task in tasks),
        repeats=sum(task.repeatable for task in tasks),
        conditions=sum(each.type == "conditional" for task in tasks for each in task.dependencies),
        calculations=sum(task.calculation is not None for task in tasks),
    )


def _is_question(task: Task) -> bool:
    return not NO_QUESTION.intersection(task.type)
