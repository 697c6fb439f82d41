"""An official questionnaire as an instrument of our own: filled in, advised on, signed and kept as every other.

A chapter becomes a part, and so does each group that repeats; a group that follows the instances of another (instance
mapping) is asked for each row of that one. What cannot be asked as the format means it is shown always: never lost.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from types import MappingProxyType
from typing import Any

from roeland.content import shipped
from roeland.content.loader import LANGUAGES, TITLE, Document, Text, Texts
from roeland.rules.instruments import Instrument
from roeland.rules.logic import Condition, Is, Not, Some, all_conditions, any_condition
from roeland.rules.official import Definition, Dependency, Option, Task
from roeland.rules.questionnaire import Kind, Question, Repeat, Section

DEEPEST = 4
"""How many rows deep groups may repeat in each other."""
MOST_ROWS = 100
"""How many rows a group has at most, in each row around it."""
TEXT, LONG_TEXT = 2_000, 20_000
PRE_FILLS = frozenset({"pre-fill", "one-to-one", "one-to-many", "direct takeover"})
KINDS = {"text_input": Kind.TEXT, "open_text": Kind.LONG_TEXT, "date": Kind.DATE, "image": Kind.FILE}
SEVERAL = ("multiselect_option", "multiselect_scrollable", "checkbox_option")
GROUP = "task_group"


class CannotBeAsked(ValueError):
    """A task that cannot be asked: it repeats too deep in other groups, or cannot be told apart from another."""

    def __init__(self, task: str, why: str) -> None:
        super().__init__(why)
        self.task = task


@dataclass(frozen=True)
class Official:
    """A definition beside the instrument that it became: what leads from the one to the other and back."""

    definition: Definition
    document: Document
    task_of: Mapping[str, str]  # per question its task
    list_of: Mapping[str, "Listed"]  # per question in a group that repeats, where it stands in a file with answers
    option_of: Mapping[str, Mapping[str, str | bool | None]]  # per question its options, with their value in the file

    @cached_property
    def lists(self) -> Mapping[str, "Listed"]:
        """Every task that stands several times, the one around it first."""
        return {listed.task: listed for found in self.list_of.values() for listed in found.outer_first()}

    @property
    def instrument(self) -> Instrument:
        meaning: Instrument = self.document.meaning
        return meaning


@dataclass(frozen=True, slots=True)
class Listed:
    """A task that stands several times in a file with answers: the rows that it has here, and the task around it.

    is_own: it has rows of its own; otherwise it follows those of another task.
    """

    task: str
    group: str
    is_own: bool
    around: "Listed | None" = None

    def outer_first(self) -> Iterator["Listed"]:
        """Those around it, and then itself."""
        if self.around is not None:
            yield from self.around.outer_first()
        yield self


def code_of(task: str) -> str:
    """The code of the question that a task became: "2.1.3" is t2_1_3."""
    return f"t{re.sub(r'[^0-9a-z]+', '_', task.lower())}"


def section_code(task: str) -> str:
    """The code of the part that a chapter or a group became."""
    return f"s{code_of(task)[1:]}"


def option_code(value: str | bool | float | None) -> str:
    """The code of an option: of the same value always the same, so that an answer keeps its meaning next time."""
    return f"o{hashlib.sha256(repr(value).encode()).hexdigest()[:10]}"


def as_instrument(definition: Definition, *, name: str, reference: str, activity: str, digest: str) -> Official:
    """The definition as a document of the kind instrument. Raises CannotBeAsked.

    What the law asks of an instrument of our own it asks of the form that comes in its place: the same advice, the same
    obligation that it shows to be met, the same day to look again.
    """
    made = _Making(definition)
    for chapter in definition.tasks:
        made.chapter(chapter)
    meaning = Instrument(sections=tuple(made.sections), activity=activity, **_in_place_of(definition))
    made.texts[TITLE] = Text(definition.name, plain(definition.description))
    texts = MappingProxyType(made.texts)
    document = Document(
        name=name,
        version=0,
        kind="instrument",
        meaning=meaning,
        languages=MappingProxyType(dict.fromkeys(LANGUAGES, Texts(1, texts))),
        digest=digest,
        reference=reference,
    )
    return Official(definition, document, made.task_of, made.list_of, made.option_of)


def _in_place_of(definition: Definition) -> dict[str, Any]:
    code = counts_as(definition)
    if not code:
        return {}
    own = shipped.instrument(code)
    law = {"advice": own.advice, "obligation": own.obligation, "review_months": own.review_months}
    return {"counts_as": code, **law}


def counts_as(definition: Definition) -> str:
    """The instrument of our own of which a form has the name: urn:nl:dpia comes in the place of our DPIA; else ""."""
    name = definition.key.lower()
    return name if name in shipped.instruments() else ""


@dataclass
class _Part:
    """A part in the making."""

    code: str
    label: str
    help: str
    group: str = ""
    repeat: Repeat | None = None
    per: str = ""
    listed: Listed | None = None
    questions: list[Question] = field(default_factory=list)


class _Making:
    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.sections: list[Section] = []
        self.texts: dict[str, Text] = {}
        self.task_of: dict[str, str] = {}
        self.list_of: dict[str, Listed] = {}
        self.option_of: dict[str, dict[str, str | bool | None]] = {}
        self.asked: dict[str, tuple[Question, str]] = {}  # per task its question and the rows in which it stands
        self.inside: dict[str, str] = {}  # per group the one around it
        self.title = ""

    def chapter(self, task: Task) -> None:
        """A chapter: its questions, with the groups that repeat as parts between them."""
        self.title = task.title
        part = _Part(section_code(task.id), f"{task.id} {task.title}", "")
        if task.repeatable:
            self._repeating(task, part, [])
        elif GROUP in task.type:
            part.help = plain(task.description)
            self._children(task, part, [], "")
        else:
            self._leaf(task, part, [], "")
        self._finish(part)

    def _children(self, task: Task, part: _Part, shown: list[Condition], heading: str) -> None:
        """What stands in a group, in its order. heading: the groups in which it stands, before every question."""
        for child in task.tasks:
            if child.repeatable or (child.mapped_on and GROUP in child.type):
                self._finish(part)
                self._repeating(child, part, [*shown, *self._conditions(child, part.group)])
            elif GROUP in child.type:
                inner = [*shown, *self._conditions(child, part.group)]
                self._children(child, part, inner, f"{heading}{child.title}: ")
            elif "informational" in child.type:
                part.help = "\n\n".join(filter(None, (part.help, child.title, plain(child.description))))
            else:
                self._leaf(child, part, shown, heading)

    def _repeating(self, task: Task, around: _Part, shown: list[Condition]) -> None:
        code, source = section_code(task.id), self.asked.get(task.mapped_on)
        title = f"{self.title}: {task.title}" if task.title != self.title else task.title
        part = _Part(code, f"{task.id} {title}", plain(task.description))
        if source is not None and source[1]:
            part.group = part.per = source[1]
        else:
            part.group, self.inside[code] = code, around.group
            if self._depth(code) > DEEPEST:
                raise CannotBeAsked(task.id, f"repeats more than {DEEPEST} groups deep")
            part.repeat = Repeat(_naming(task), at_least=0, at_most=MOST_ROWS, inside=around.group)
        part.listed = Listed(task.id, part.group, is_own=part.repeat is not None, around=around.listed)
        if GROUP in task.type:
            self._children(task, part, shown, "")
        else:
            self._leaf(task, part, shown, "")
        self._finish(part)

    def _depth(self, group: str) -> int:
        return 1 + self._depth(self.inside[group]) if self.inside.get(group) else 1

    def _leaf(self, task: Task, part: _Part, shown: list[Condition], heading: str) -> None:
        code = code_of(task.id)
        if code in self.task_of:
            raise CannotBeAsked(task.id, f"cannot be told apart from '{self.task_of[code]}'")
        conditions = [*shown, *self._conditions(task, part.group)]
        question = self._question(task, code, conditions)
        self.asked[task.id] = (question, part.group)
        self.task_of[code] = task.id
        if part.listed is not None:
            self.list_of[code] = part.listed
        self.texts[code] = Text(f"{task.id} {heading}{task.title}", plain(task.description))
        part.questions.append(question)

    def _question(self, task: Task, code: str, conditions: list[Condition]) -> Question:
        named_by, rows_of = self._options_of_rows(task)
        kind, options = _kind(task), tuple[str, ...]()
        if kind in (Kind.ONE_OF, Kind.MANY_OF) and not rows_of:
            kind, options = self._options(task, code, kind)
        return Question(
            code,
            kind,
            options,
            show_when=all_conditions(*conditions) if conditions else None,
            max_length=TEXT if kind is Kind.TEXT else LONG_TEXT,
            rows_of=rows_of,
            named_by=named_by,
            optional=not task.required_status,
            share=self._share(task),
        )

    def _options_of_rows(self, task: Task) -> tuple[str, str]:
        """The question whose answers are the options of a task, and the rows in which it stands; "" and ""."""
        source = self.asked.get(task.options_from)
        return (source[0].code, source[1]) if source and source[1] and _kind(task) not in KINDS.values() else ("", "")

    def _options(self, task: Task, code: str, kind: Kind) -> tuple[Kind, tuple[str, ...]]:
        values = [option.value for option in task.options]
        if kind is Kind.ONE_OF and sorted(map(str, values)) == ["False", "True"]:
            self.option_of[code] = {"yes": True, "no": False}
            return Kind.YES_NO, ()
        if not values:  # nothing to choose from: say it in words
            return Kind.LONG_TEXT, ()
        found = {option_code(option.value): option for option in task.options}
        self.option_of[code] = {each: option.value for each, option in found.items()}
        for each, option in found.items():
            self.texts[f"{code}.{each}"] = Text(_label(option))
        return kind, tuple(found)

    def _share(self, task: Task) -> str:
        """Under which name the answer is known: that of the first task that it fills in another form, else its own."""
        for form in task.references:
            for target, how in task.fills(form.upper()):
                if how in PRE_FILLS:
                    return f"official:{form.upper()}:{target}"
        return f"official:{self.definition.key}:{task.id}"

    def _conditions(self, task: Task, group: str) -> list[Condition]:
        found = (self._condition(each, group) for each in task.dependencies if each.type == "conditional")
        return [each for each in found if each is not None]

    def _condition(self, dependency: Dependency, group: str) -> Condition | None:
        """When it is shown; None when that cannot be asked: then it is shown always."""
        asked = self.asked.get(dependency.reads)
        if asked is None or dependency.condition is None:
            return None
        question, its = asked
        found = self._over(question, dependency.condition.operator, dependency.condition.value)
        if found is not None and its and its not in self._and_around(group):
            found = Some(its, found)
        return Not(found) if found is not None and dependency.action == "hide" else found

    def _over(self, question: Question, operator: str, value: str | bool | float | None) -> Condition | None:
        code = question.code
        if question.kind is Kind.YES_NO:
            said = {"true": True, "false": False}.get(str(value).lower())
            return any_condition(Is(code, True), Is(code, False)) if said is None else Is(code, said)
        if question.kind not in (Kind.ONE_OF, Kind.MANY_OF) or question.rows_of:
            return None
        several = question.kind is Kind.MANY_OF
        every = [Is(question.fact_of[each], True) if several else Is(code, each) for each in question.options]
        if operator in ("any", "all") and value is None:
            return any_condition(*every) if operator == "any" else all_conditions(*every)
        wanted = option_code(value.strip("'\"") if isinstance(value, str) else value)
        if wanted not in question.options:
            return None
        return every[question.options.index(wanted)]

    def _and_around(self, group: str) -> Iterator[str]:
        while group:
            yield group
            group = self.inside.get(group, "")

    def _finish(self, part: _Part) -> None:
        """Put the questions so far in a part; a chapter can have several, one after another.

        A group with rows of its own is a part also when no question of its own comes first: its rows must come first.
        """
        first = not any(each.code == part.code for each in self.sections)
        if not part.questions and not (first and part.repeat is not None):
            return
        earlier = sum(each.code.partition("x")[0] == part.code for each in self.sections)
        code = f"{part.code}x{earlier + 1}" if earlier else part.code
        self.texts[code] = Text(part.label, "" if earlier else part.help)
        repeat, per = (None, part.group) if earlier and part.group else (part.repeat, part.per)
        self.sections.append(Section(code, tuple(part.questions), repeat=repeat, per=per))
        part.questions = []


def _kind(task: Task) -> Kind:
    """What an answer to a task looks like."""
    told = next((KINDS[each] for each in task.type if each in KINDS), None)
    return told or (Kind.MANY_OF if any(each in SEVERAL for each in task.type) else Kind.ONE_OF)


def _naming(task: Task) -> str:
    """The question that names a row: the first that is answered in words; "" when there is none."""
    own = [task] if "task_group" not in task.type else [each for each in task.tasks if not each.repeatable]
    named = [each for each in own if {"text_input", "open_text"} & set(each.type)]
    return code_of(named[0].id) if named else ""


def _label(option: Option) -> str:
    return option.label or ("–" if option.value is None else str(option.value))


class _Words(HTMLParser):
    """What HTML says, in words: a link with its address behind it, a break as a new line."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "p", "li", "ul", "ol", "div"):
            self.parts.append("\n• " if tag == "li" else "\n")
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.links and (link := self.links.pop()).startswith(("https://", "http://")):
            self.parts.append(f" ({link})")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(html: str) -> str:
    """The words of a description, without its markup."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def shown_always(definition: Definition, official: Official) -> Iterable[str]:
    """The tasks that have a condition in the file and are shown always here."""
    for task in definition.every_task():
        conditional = [each for each in task.dependencies if each.type == "conditional"]
        question = official.instrument.by_code.get(code_of(task.id))
        if conditional and question is not None and question.show_when is None:
            yield task.id
